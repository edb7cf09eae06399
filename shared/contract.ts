import { z } from 'zod';
import { instant, uuid } from './primitives.ts';
import type { RegisterRight } from './roles.ts';

/** What a command is called, takes and answers. The handler lives in server/<domain>/commands. */
export interface Contract<
  Name extends string = string,
  Args extends z.ZodType = z.ZodType,
  Result extends z.ZodType = z.ZodType,
> {
  name: Name;
  /** One line for the API document and the audit. */
  title: string;
  args: Args;
  /** Ids and plain marks only: results are stored in receipts and must never hold personal data. */
  result: Result;
  example: z.input<Args>;
  /** The argument that names what it settles: no longer asked of anybody on a device where it has been said. */
  settles?: string;
  /** Its text is an entry of the log, and shown there from the moment it is said. */
  entersLog?: true;
  /** What is shown of it while it is held for a guest whom only another tablet knows; not its words. */
  heldAs?: string;
}

export const contract = <const Name extends string, Args extends z.ZodType, Result extends z.ZodType>(
  it: Contract<Name, Args, Result> & { settles?: Extract<keyof z.input<Args>, string> },
): Contract<Name, Args, Result> => it;

export type ArgsOf<C extends Contract> = z.infer<C['args']>;
export type ResultOf<C extends Contract> = z.infer<C['result']>;

/** What travels to `POST /api/commands/<name>`. `occurredAt` is the sender's claim; the server keeps its own time beside it. */
export const envelope = z.strictObject({ id: uuid, args: z.unknown(), occurredAt: instant });

/** Where a route stands in the API's document. */
export const routeTags = [
  'Sign-in',
  'People who sign in',
  'Tablets',
  'Operations',
  'Registers',
  'Health',
  'This page',
] as const;

/**
 * Who may ask. `right`: at the operation and centre that the parameters name. `handler`: it decides itself, and must say
 * so by `authorise`.
 */
export type Asker =
  | 'anyone'
  | 'signed in'
  | 'handler'
  | { register: RegisterRight }
  | { right: string; operation: string; centre?: string };

type Params = z.ZodObject;

interface Described {
  title: string;
  tag: (typeof routeTags)[number];
  /** More than one line, for the document. */
  words?: string;
  may: Asker;
  /** Asked by the cookie of a tablet too, with no session or before one: what answers it looks for both. */
  byItsCookie?: true;
}

/** What is read: where, by what, and what is answered. Whatever the result does not name is left out of the answer. */
export interface Query<
  Path extends string = string,
  P extends Params = Params,
  Result extends z.ZodType = z.ZodType,
> extends Described {
  /** As mounted, parameters as `:name`; those of `params` that are not in it are asked for after a `?`. */
  path: Path;
  params: P;
  result: Result;
  example: { params: z.input<P>; result: z.input<Result> };
}

export const query = <const Path extends string, P extends Params, Result extends z.ZodType>(
  it: Query<Path, P, Result>,
): Query<Path, P, Result> => it;

export type ParamsOf<Q extends Query> = z.infer<Q['params']>;
/** What a client may leave out is left out here too. */
export type AskedOf<Q extends Query | Exchange> = z.input<Q['params']>;
export type AnswerOf<Q extends Query> = z.output<Q['result']>;

/**
 * What is neither a command nor a query: it opens a session, hands something in, or is answered with a file. `null`: no
 * body is sent, or nothing is answered but that it is done.
 */
export interface Exchange<
  Path extends string = string,
  P extends Params = Params,
  Body extends z.ZodType | null = z.ZodType | null,
  Result extends z.ZodType | null = z.ZodType | null,
> extends Described {
  method: 'get' | 'post';
  path: Path;
  params: P;
  body: Body;
  result: Result;
  /** Media types of what is sent and answered, where they are not JSON. */
  sends?: string;
  answers?: string;
  example: { params: z.input<P>; body: Body extends z.ZodType ? z.input<Body> : null; result: unknown };
}

export const exchange = <
  const Path extends string,
  P extends Params,
  Body extends z.ZodType | null,
  Result extends z.ZodType | null,
>(
  it: Exchange<Path, P, Body, Result>,
): Exchange<Path, P, Body, Result> => it;

export type SentOf<E extends Exchange> = E['body'] extends z.ZodType ? z.input<E['body']> : null;
export type MadeOf<E extends Exchange> = E['result'] extends z.ZodType ? z.output<E['result']> : null;

export const noParams = z.strictObject({});
