/**
 * A tablet that tells times that cannot be has lost its clock, and so has somebody's own computer. Its centre is asked
 * once to set it; that is settled when it says itself that its clock is right, or when a person says that it is set.
 */
import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { attention, attentionArgs } from '../../../db/schema/attention.ts';
import type { Actor } from '../../engine/actor.ts';
import { failing } from '../../engine/background.ts';
import { claimOf, isNear } from '../../engine/claims.ts';
import { momentOf, realClock } from '../../engine/clock.ts';
import { isUnavailable } from '../../engine/databaseErrors.ts';
import type { Deps, Reader } from '../../engine/deps.ts';
import type { CommandArgs } from '../../engine/description.ts';
import { execute } from '../../engine/execute.ts';
import { idAfter, onBehalfOf, ownCommand } from '../../engine/own.ts';
import { idIn } from '../../engine/subject.ts';
import { type Attention, raise, settle } from '../items/rows.ts';
import { centreNamed, placeOfTablet } from './place.ts';
import type { Sender } from './sender.ts';

/**
 * Whether the time that a device says its clock shows is right, by the real one, also in an exercise.
 * `null` where it says nothing, as pages of an earlier release do.
 */
export const isClockRight = (said: string | undefined): boolean | null =>
  said === undefined ? null : isNear(momentOf(said, new Date(0)), realClock.now());

const isOpen = and(eq(attention.kind, 'clock'), isNull(attention.settledAt));
type Whose = Pick<Actor, 'userId' | 'deviceId'>;

const ofClock = ({ userId, deviceId }: Whose) =>
  deviceId === null
    ? and(isNull(attention.deviceId), eq(attention.authorId, userId))
    : eq(attention.deviceId, deviceId);

const isAsked = async (reader: Reader, whose: Whose, operationId: string): Promise<boolean> => {
  const [found] = await reader
    .select({ id: attention.id })
    .from(attention)
    .where(and(isOpen, ofClock(whose), eq(attention.operationId, operationId)));
  return found !== undefined;
};

interface Told {
  id: string;
  name: string;
  args: CommandArgs;
  occurredAt: string;
}

const placeFor = async (reader: Reader, { deviceId }: Whose, { name, args }: Told) => {
  if (deviceId !== null) return placeOfTablet(reader, deviceId);
  const operationId = idIn(args, 'operationId');
  return operationId && { operationId, centreId: await centreNamed(reader, operationId, name, args) };
};

/**
 * Asks for a clock to be set, where what was done told a time that cannot be and nobody has been asked yet. `computer`:
 * which one, where somebody has several; `null` for a tablet, and where nobody knows.
 */
export const askToSetClock = async (deps: Deps, author: Actor, told: Told, computer: string | null): Promise<void> => {
  const now = deps.clock.now();
  const place = isNear(momentOf(told.occurredAt, now), now) ? null : await placeFor(deps.db, author, told);
  if (!place) return;
  const { operationId, centreId } = place;
  const { toldAt } = await claimOf(deps.db, operationId, momentOf(told.occurredAt, now), now);
  if (!toldAt || (await isAsked(deps.db, author, operationId))) return;
  const id = idAfter(told.id, 'clock');
  const { userId: authorId, deviceId } = author;
  const asking = ownCommand('attention.raise', async (context) => {
    // Two of its windows may hand in at the same moment.
    await context.takePlace();
    if (await isAsked(context.tx, author, operationId)) return;
    const row = { id, operationId, centreId, kind: 'clock' as const, authorId, deviceId };
    await raise(context, row, { args: { computer }, occurredAt: toldAt });
  });
  const asked = await execute(
    asking,
    onBehalfOf(author, operationId),
    { id, args: { operationId }, occurredAt: now },
    deps,
  );
  if (!asked.ok && asked.problem.type !== '/problems/id-reused')
    throw new Error(`nobody could be asked to set a clock: ${asked.problem.type}`);
};

/** The clock of another computer of somebody's tells nothing of this one. Where nobody knows which it was, any does. */
const ofComputer = (computer: string | null) => sql`not exists (
  select 1 from ${attentionArgs} s where s.id = ${attention.id} and s.args->>'computer' is distinct from ${computer}::text
    and s.args->>'computer' is not null)`;

const settleOne = async (deps: Deps, { id, operationId, authorId, deviceId }: Attention): Promise<void> => {
  const settling = ownCommand('attention.clockSet', async (context) => {
    const [found] = await context.tx
      .select()
      .from(attention)
      .where(and(eq(attention.id, id), isOpen))
      .for('update');
    if (found) await settle(context, found, { settledAs: 'resolved', settledBy: null });
  });
  const haven = onBehalfOf({ userId: authorId ?? 'haven', name: '', deviceId }, operationId);
  const request = { id: deps.newId(), args: { operationId }, occurredAt: deps.clock.now() };
  const settled = await execute(settling, haven, request, deps);
  if (!settled.ok) throw new Error(`a clock could not be settled: ${settled.problem.type}`);
};

/**
 * Its own clock is right: nobody need set it any more. Whoever hands in is answered whatever becomes of this: it stays
 * open, and is tried again with what they hand in next.
 */
export const clockIsSet = async (deps: Deps, { tablet, actor, computer = null }: Sender): Promise<void> => {
  const whose = [
    tablet && ofClock({ userId: '', deviceId: tablet.id }),
    actor?.deviceId === null && and(ofClock({ userId: actor.userId, deviceId: null }), ofComputer(computer)),
  ].filter((it) => it !== null && it !== false);
  if (whose.length === 0) return;
  try {
    const open = await deps.db
      .select()
      .from(attention)
      .where(and(isOpen, or(...whose)));
    for (const it of open) await settleOne(deps, it);
  } catch (error) {
    if (!isUnavailable(error)) failing(deps.log, 'clock-not-settled')(error);
  }
};
