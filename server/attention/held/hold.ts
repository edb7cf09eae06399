import { holdUntilKnown } from '../../../shared/attention.ts';
import type { ArgsOf } from '../../../shared/contract.ts';
import { Problem } from '../../../shared/problems.ts';
import { raise } from '../items/rows.ts';
import { runInside } from '../intake/run.ts';
import { command, type Context } from '../../engine/define.ts';
import { centreIn } from '../../engine/place.ts';
import { knownCommand } from '../../engine/known.ts';
import { parse } from '../../engine/parse.ts';
import { lockReference } from '../../people/flags.ts';
import type { Person } from '../../people/record/rows.ts';
import { argsFor, onlyHolder } from './find.ts';
import type { CommandArgs } from '../../engine/description.ts';

type Holding = Context<ArgsOf<typeof holdUntilKnown>>;

/** What could never be done is refused at once, while its author is still there. */
const checkWords = ({ args }: Holding): void => {
  const inner = knownCommand(args.command);
  if (!inner) throw new Problem('not-found');
  parse(inner.contract.args, argsFor(args, args.command, args.heldId), '/args/args');
};

const keep = async (context: Holding, state: 'held' | 'done'): Promise<void> => {
  const { heldId: id, operationId, centreId, reference, command: name, args } = context.args;
  const { userId: authorId, name: authorName, deviceId } = context.actor;
  const what = { id, operationId, centreId, reference, command: name, args, authorId, authorName, deviceId };
  await context.rows.insert('heldCommand', { ...what, occurredAt: context.occurredAt, state });
};

const holdAndRaise = async (context: Holding): Promise<void> => {
  await keep(context, 'held');
  const { heldId, operationId, centreId, reference } = context.args;
  const { userId: authorId, deviceId } = context.actor;
  const row = { id: context.deps.newId(), operationId, centreId, kind: 'held' as const, authorId, deviceId, reference };
  const sent = { args: context.args, occurredAt: context.occurredAt };
  await raise(context, { ...row, commandId: heldId, command: holdUntilKnown.name }, sent);
};

const doNow = async (context: Holding, { id }: Person): Promise<void> => {
  const { actor, now: heardAt } = context;
  const name = context.args.command;
  const occurredAt = context.toldAt ?? context.occurredAt;
  await runInside(context, { name, args: argsFor(context.args, name, id), actor, letBy: null, occurredAt, heardAt });
  await keep(context, 'done');
};

export const hold = command<typeof holdUntilKnown>({
  contract: holdUntilKnown,
  shows: { heldId: 'silent' },
  carries: ({ command: name, args }) => ({
    name: String(name),
    args: args !== null && typeof args === 'object' && !Array.isArray(args) ? (args as CommandArgs) : {},
  }),
  // The wristband may have been misread: it was meant for another guest.
  mends: { arguments: { reference: 'reference' } },
  fails: ({ whose }) => `${whose}: not kept`,
  onBehalf: true,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { heldId, operationId, reference } = context.args;
    checkWords(context);
    await centreIn(context.tx, context.args);
    // Against a check-in with this reference at the same moment: one of the two sees the other.
    await lockReference(context.tx, operationId, reference);
    const guest = await onlyHolder(context.tx, context.args);
    await (guest ? doNow(context, guest) : holdAndRaise(context));
    return { heldId, held: !guest };
  },
});
