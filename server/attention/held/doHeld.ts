/**
 * Does a held command once its guest is known: in its author's name, on the record as it is by then. It follows the
 * commit that made the guest known; whatever a crash left over is done at start.
 */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { attention, attentionArgs, heldCommand } from '../../../db/schema/attention.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { Background, failing } from '../../engine/background.ts';
import { onBehalfOf, ownCommand } from '../../engine/own.ts';
import { type Attention, changeAttention, settle } from '../items/rows.ts';
import { runInside } from '../intake/run.ts';
import type { AnyCommand, Context } from '../../engine/define.ts';
import { execute } from '../../engine/execute.ts';
import type { Deps } from '../../engine/deps.ts';
import { argsFor, onlyHolder } from './find.ts';
import { type HeldCommand, setHeldState } from './rows.ts';
import { knownCommand } from '../../engine/known.ts';

type Own = Context<{ operationId: string }>;

const lockHeld = async ({ tx }: Own, id: string): Promise<HeldCommand | null> => {
  const [found] = await tx
    .select()
    .from(heldCommand)
    .where(and(eq(heldCommand.id, id), eq(heldCommand.state, 'held')))
    .for('update');
  return found ?? null;
};

const rowOf = async ({ tx }: Own, heldId: string): Promise<Attention | null> => {
  const [found] = await tx
    .select()
    .from(attention)
    .where(and(eq(attention.commandId, heldId), eq(attention.kind, 'held'), isNull(attention.settledAt)));
  return found ?? null;
};

/** Its author may do it at the centre where they said it; at another centre a person has to look at it. */
const authorOf = (held: HeldCommand) => ({
  ...onBehalfOf({ userId: held.authorId, name: held.authorName, deviceId: held.deviceId }, held.operationId),
  grants: [{ role: 'volunteer', operationId: held.operationId, centreId: held.centreId, address: false }] as const,
});

const doing = (id: string): AnyCommand =>
  ownCommand('people.release', async (context) => {
    const held = await lockHeld(context, id);
    const guest = held && (await onlyHolder(context.tx, held));
    if (!held || !guest) return;
    // What cannot be was found out when it was heard.
    const { command: name, occurredAt } = held;
    const when = { occurredAt, heardAt: context.now };
    const actor = authorOf(held);
    await runInside(context, { name, args: argsFor(held, name, guest.id), actor, letBy: actor, ...when });
    await setHeldState(context, id, 'done');
    const row = await rowOf(context, id);
    if (row) await settle(context, row, { settledAs: 'resolved', settledBy: null });
  });

/** It cannot be done after all: it becomes a refusal like any other. */
const refusing = (id: string, problem: ProblemBody): AnyCommand =>
  ownCommand('people.releaseRefused', async (context) => {
    const held = await lockHeld(context, id);
    const row = held && (await rowOf(context, id));
    const guest = held && (await onlyHolder(context.tx, held));
    if (!held || !row || !guest) return;
    await setHeldState(context, id, 'refused');
    const args = argsFor(held, held.command, guest.id);
    await context.tx.update(attentionArgs).set({ args }).where(eq(attentionArgs.id, row.id));
    const personIds = knownCommand(held.command)?.names?.(args) === 'nowhere' ? [] : [guest.id];
    await changeAttention(context, row, { kind: 'refused', command: held.command, problem, personIds });
  });

const run = (deps: Deps, held: HeldCommand, it: AnyCommand) => {
  const request = { id: deps.newId(), args: { operationId: held.operationId }, occurredAt: held.occurredAt };
  return execute(
    it,
    onBehalfOf({ userId: held.authorId, name: held.authorName, deviceId: held.deviceId }, held.operationId),
    request,
    deps,
  );
};

const doOne = async (deps: Deps, held: HeldCommand): Promise<void> => {
  if (!(await onlyHolder(deps.db, held))) return;
  const done = await run(deps, held, doing(held.id));
  if (!done.ok) await run(deps, held, refusing(held.id, done.problem));
};

const failed = ({ log }: Deps) => failing(log, 'held-command-failed');

/** Each by itself: one that fails stays held, is still shown, and stops none behind it. */
const doHeld = async (deps: Deps, where: ReturnType<typeof and>): Promise<void> => {
  const waiting = await deps.db.select().from(heldCommand).where(where).orderBy(heldCommand.occurredAt, heldCommand.id);
  for (const held of waiting) await doOne(deps, held).catch(failed(deps));
};

const background = new WeakMap<Deps['db'], Background>();

const inBackground = (deps: Deps, work: Promise<void>): void => {
  const running = background.get(deps.db) ?? new Background();
  background.set(deps.db, running);
  running.add(work.catch(failed(deps)));
};

/** After a commit that made a guest known. */
export const doHeldFor = (deps: Deps, operationId: string, reference: string): void => {
  const here = and(eq(heldCommand.operationId, operationId), eq(heldCommand.reference, reference));
  inBackground(deps, doHeld(deps, and(here, eq(heldCommand.state, 'held'))));
};

/** Catches up on any that were missed: those for wristbands that somebody wears by now. */
export const doHeldForWorn = (deps: Deps, operationId: string, references: readonly string[]): void => {
  if (references.length === 0) return;
  const held = and(
    eq(heldCommand.operationId, operationId),
    inArray(heldCommand.reference, [...references]),
    eq(heldCommand.state, 'held'),
  );
  const worn = sql`exists (select from person p where p.operation_id = ${heldCommand.operationId}
    and p.centre_id = ${heldCommand.centreId} and p.reference = ${heldCommand.reference} and p.undone_at is null)`;
  inBackground(deps, doHeld(deps, and(held, worn)));
};

/** At start: what was held when the server went away. */
export const doAllHeld = (deps: Deps): void => inBackground(deps, doHeld(deps, eq(heldCommand.state, 'held')));

export const heldDone = async ({ db }: Deps): Promise<void> => {
  await background.get(db)?.done();
};
