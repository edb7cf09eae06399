import type { z } from 'zod';
import { type FieldError, Problem } from '../../shared/problems.ts';

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What is wrong with each field. Never repeats what was sent: it may be personal. */
export const fieldErrors = (error: z.ZodError, prefix = ''): FieldError[] =>
  error.issues.slice(0, 50).map((issue) => ({
    pointer: prefix + pointerOf(issue.path),
    code: issue.code,
    detail: issue.message,
  }));

/** Parses or refuses with every field that needs another answer. */
export const parse = <T extends z.ZodType>(schema: T, value: unknown, prefix = ''): z.infer<T> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem('invalid-fields', { errors: fieldErrors(parsed.error, prefix) });
};
