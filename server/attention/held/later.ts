import { sayLater } from '../../../shared/attention.ts';
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
import { onlyHolder, saidOf } from './find.ts';
import type { Words } from '../../engine/telling.ts';

type Saying = Context<ArgsOf<typeof sayLater>>;

/** What could never be done is refused at once, while whoever said it is still there. */
const checkWords = ({ args }: Saying): void => {
  const inner = knownCommand(args.command);
  if (!inner) throw new Problem('not-found');
  parse(inner.contract.args, saidOf(args, args.command, args.heldId), '/args/args');
};

const keep = async (context: Saying, state: 'held' | 'done'): Promise<void> => {
  const { heldId: id, operationId, centreId, reference, command: name, args } = context.args;
  const { userId: authorId, name: authorName, deviceId } = context.actor;
  const what = { id, operationId, centreId, reference, command: name, args, authorId, authorName, deviceId };
  await context.rows.insert('heldCommand', { ...what, occurredAt: context.occurredAt, state });
};

const hold = async (context: Saying): Promise<void> => {
  await keep(context, 'held');
  const { heldId, operationId, centreId, reference } = context.args;
  const { userId: authorId, deviceId } = context.actor;
  const row = { id: context.deps.newId(), operationId, centreId, kind: 'held' as const, authorId, deviceId, reference };
  const said = { args: context.args, occurredAt: context.occurredAt };
  await raise(context, { ...row, commandId: heldId, command: sayLater.name }, said);
};

const doNow = async (context: Saying, { id }: Person): Promise<void> => {
  const { actor, occurredAt } = context;
  const name = context.args.command;
  await runInside(context, { name, args: saidOf(context.args, name, id), actor, letBy: null, occurredAt });
  await keep(context, 'done');
};

export const later = command<typeof sayLater>({
  contract: sayLater,
  shows: { heldId: 'silent' },
  carries: ({ command: name, args }) => ({
    name: String(name),
    args: args !== null && typeof args === 'object' && !Array.isArray(args) ? (args as Words) : {},
  }),
  // The wristband was misread: whatever was said is for another guest.
  mends: { arguments: { reference: 'reference' } },
  fails: ({ whose }) => `${whose}: not kept`,
  care: true,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const { heldId, operationId, reference } = context.args;
    checkWords(context);
    await centreIn(context.tx, context.args);
    // Whoever gives this reference to a guest waits, or has been waited for: it is seen held, or they are seen.
    await lockReference(context.tx, operationId, reference);
    const guest = await onlyHolder(context.tx, operationId, reference);
    await (guest ? doNow(context, guest) : hold(context));
    return { heldId, held: !guest };
  },
});
