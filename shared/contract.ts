import { z } from 'zod';
import { instant, uuid } from './primitives.ts';

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
}

export const contract = <const Name extends string, Args extends z.ZodType, Result extends z.ZodType>(
  it: Contract<Name, Args, Result>,
): Contract<Name, Args, Result> => it;

export type ArgsOf<C extends Contract> = z.infer<C['args']>;
export type ResultOf<C extends Contract> = z.infer<C['result']>;

/** What travels to `POST /api/commands/<name>`. `occurredAt` is the sender's claim; the server keeps its own time beside it. */
export const envelope = z.strictObject({ id: uuid, args: z.unknown(), occurredAt: instant });
