import { Problem } from '../../../shared/problems.ts';
import { type Actor, actorMay } from '../../engine/actor.ts';
import { claimOf } from '../../engine/claims.ts';
import { type AnyCommand, type Context, toldIn } from '../../engine/define.ts';
import { knownCommand } from '../../engine/known.ts';
import { parse } from '../../engine/parse.ts';
import { subjectOf } from '../../engine/subject.ts';
import type { CommandArgs } from '../../engine/description.ts';

/** What is to be done, by whom, when its author says it happened, and when that was first heard. */
export interface Doing {
  name: string;
  args: CommandArgs;
  /** In whose name, and with whose rights. */
  actor: Actor;
  /**
   * Whoever has it done for its author: then it is done only if it concerns the care of guests, and only where both may.
   * `null` where its author does it.
   */
  letBy: Pick<Actor, 'grants'> | null;
  occurredAt: Date;
  heardAt: Date;
}

type Where = Pick<Context<{ operationId: string }>, 'tx' | 'deps' | 'args' | 'commandId' | 'now' | 'rows' | 'after'>;

const cannot = () =>
  new Problem('not-in-this-state', { detail: 'This cannot be sent again from here. Discard it, and do it anew' });

/** The same arguments, on the record as it is now and from its present version. */
export const fromNow = async (
  { tx, args: { operationId } }: Pick<Where, 'tx' | 'args'>,
  name: string,
  args: CommandArgs,
) => {
  const subject = await subjectOf(tx, operationId, name, args);
  if (!subject) return args;
  const whose = subject.personId && 'personId' in args && { personId: subject.personId };
  return { ...args, ...whose, ...('baseVersion' in args ? { baseVersion: subject.rowVersion } : {}) };
};

const commandFor = (name: string, operationId: string, args: CommandArgs, { under }: Actor): AnyCommand => {
  const found = knownCommand(name);
  const fits = found && !found.createsStream && found.where !== 'registers' && !found.decides;
  if (!fits || args['operationId'] !== operationId || (under && !found.onBehalf)) throw cannot();
  return found;
};

/**
 * Does what a command would have done, as part of this one: its own handler, its own right, one event.
 * @throws Problem as the command itself would
 */
export const runInside = async (
  context: Where,
  { name, args, letBy, occurredAt, heardAt, ...doing }: Doing,
  /** `asSent`: from the version it names, so that nothing changed since is overwritten unseen. */
  { asSent = false }: { asSent?: boolean } = {},
): Promise<unknown> => {
  const { operationId } = context.args;
  const actor = letBy ? { ...doing.actor, under: letBy.grants } : doing.actor;
  const inner = commandFor(name, operationId, args, actor);
  const known = parse(
    inner.contract.args,
    asSent ? args : await fromNow(context, name, args),
    '/args/set',
  ) as CommandArgs;
  const ask = (centreId: string | null | undefined): void => {
    if (!actorMay(actor, inner.right ?? name, { operationId, centreId })) throw new Problem('not-found');
  };
  if (inner.where === 'args') ask(known['centreId'] as string | undefined);
  const { tx, rows, deps, commandId, now, after } = context;
  const whole: Context<CommandArgs> = {
    tx,
    deps,
    actor,
    args: known,
    commandId,
    now,
    rows,
    after,
    authorise: ask,
    ...(await claimOf(tx, operationId, occurredAt, heardAt, toldIn(inner, known))),
    // The place is that of the change it is part of.
    takePlace: () => Promise.resolve(false),
  };
  return inner.handle(whole as Context<never>);
};
