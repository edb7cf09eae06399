import { z } from 'zod';

/** One route, as the API's document describes it. */
export interface ListedRoute {
  method: 'get' | 'post' | 'put' | 'delete';
  /** As mounted: parameters as `:name`. */
  path: string;
  title: string;
  tag: 'Sign-in' | 'People who sign in' | 'Tablets' | 'Operations' | 'Registers' | 'Health' | 'This page';
  /** Anyone may ask. */
  open?: true;
  words?: string;
  /** What each parameter in the path, and in the query, is. */
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: { schema?: z.ZodType; type?: string; example: unknown };
  answer: { status?: number; type?: string; schema?: z.ZodType; example?: unknown };
}

/** A list as every list is answered. */
export const items = (schema: z.ZodType): z.ZodType =>
  z.looseObject({ items: z.array(schema), next: z.string().optional() });
export const anything = z.record(z.string(), z.unknown());
