import type { ArgsOf, Contract, ResultOf } from '../../shared/contract.ts';
import type { ProblemSlug } from '../../shared/problems.ts';
import type { Actor } from './actor.ts';
import type { Claim } from './claims.ts';
import type { HandlerDeps, Tx } from './deps.ts';
import type { Rows } from './rows.ts';
import type { Description } from './description.ts';

/** Registers (venues, partners, plans, people who sign in) change on a stream of their own. */
export const REGISTERS = '00000000-0000-7000-8000-000000000001';

/** When it happened, and what was told of that, are as in {@link Claim}. */
export interface Context<Args> extends Claim {
  tx: Tx;
  deps: HandlerDeps;
  actor: Actor;
  args: Args;
  commandId: string;
  /** The server's own clock. */
  now: Date;
  /** The one way to write a row of a kind. */
  rows: Rows;
  /** Refuses with "not found" unless the actor may do this at that centre. */
  authorise(centreId: string | null): void;
  /** Runs after the commit. */
  after(task: () => void): void;
  /**
   * Takes the change's place in its stream together with the last write, which saves a trip. After it nothing may be
   * written that somebody else may have locked: whoever finds that there is more to write starts over.
   * @returns `false` where the place is taken only at the end: this is a second attempt, or part of another change
   */
  takePlace(): Promise<boolean>;
}

/** A refusal with what to do about it. */
export type Refusal = readonly [slug: ProblemSlug, detail: string];

export interface Command<C extends Contract = Contract> extends Description<Extract<keyof ArgsOf<C>, string>> {
  contract: C;
  /** The stream the change is ordered on: an operation's id, or REGISTERS. */
  stream: (args: ArgsOf<C>) => string;
  /** A time that its arguments tell of, beside that of the command itself. */
  tells?: (args: ArgsOf<C>) => Date | null;
  /**
   * Where permission is asked: for the registers, for the operation and centre named in the arguments,
   * or by the handler itself once it has read the row (it must then call `authorise`).
   */
  where: 'registers' | 'args' | 'handler';
  /** The right asked for, where it is not the command's own name. */
  right?: string;
  /**
   * It may be let in, tried again or held for its author by somebody else. Only for commands that concern the care of
   * guests, as a volunteer's tablet sends them, and have no argument that overrides a guard; without it, nobody but its
   * author can have it done.
   */
  onBehalf?: true;
  /** What it is refused with where what it writes breaks a constraint of the database, by the constraint's name. */
  breaks?: Readonly<Record<string, Refusal>>;
  /** Creates its own stream: the operation does not exist before. */
  createsStream?: true;
  handle: (context: Context<ArgsOf<C>>) => Promise<ResultOf<C>>;
}

/** A command whose argument types have been forgotten, as the registry holds it. */
export type AnyCommand = Omit<Command, 'handle' | 'stream' | 'tells' | keyof Description> &
  Description & {
    stream: (args: never) => string;
    tells?: (args: never) => Date | null;
    handle: (context: Context<never>) => Promise<unknown>;
  };

/** The same, of which its name alone is remembered. */
export type Named<Name extends string> = AnyCommand & { contract: { name: Name } };

export const command = <C extends Contract>(it: Command<C>): Named<C['name']> => it as unknown as Named<C['name']>;

/** The times that its arguments tell of. */
export const toldIn = ({ tells }: Pick<AnyCommand, 'tells'>, args: object): Date[] => {
  const at = tells?.(args as never);
  return at ? [at] : [];
};
