import { and, count, eq, isNull, sql } from 'drizzle-orm';
import { quarantinedItem, type QuarantineReason } from '../../../db/schema/tablets.ts';
import { Problem } from '../../../shared/problems.ts';
import type { Grant } from '../../../shared/roles.ts';
import type { Deps } from '../../engine/deps.ts';
import { raiseQuarantined } from './raiseQuarantined.ts';

/** What one sender may leave here unopened: more than any day's work, less than fills a disk. */
const MOST = 5_000;
export const MOST_BYTES = 64 * 1024 * 1024;
/** What nobody is known to have said, of one account: more is no list that anybody can work through. */
export const MOST_FROM_NOBODY = 50;

export interface Quarantined {
  id: string;
  operationId: string | null;
  centreId: string | null;
  deviceId: string | null;
  authorId: string | null;
  /** Whose session handed it in; `null` by a locked tablet. */
  sentBy: string | null;
  /** What whoever handed it in might do there; `null` where nobody has kept that. */
  sentGrants: readonly Grant[] | null;
  /** As it came. */
  sealed: unknown;
  reason: QuarantineReason;
}

/** A tablet is set up by a manager, and what it hands in may be all that is known of a guest. An account speaks for itself. */
const isFlood = (it: Quarantined, kept: { n: number; fromNobody: number; bytes: number }): boolean =>
  kept.n >= MOST ||
  kept.bytes >= MOST_BYTES ||
  (it.deviceId === null && it.authorId === null && kept.fromNobody >= MOST_FROM_NOBODY);

const senderIs = ({ deviceId, sentBy }: Quarantined) => {
  if (deviceId !== null) return eq(quarantinedItem.deviceId, deviceId);
  const account = sentBy === null ? isNull(quarantinedItem.sentBy) : eq(quarantinedItem.sentBy, sentBy);
  return and(isNull(quarantinedItem.deviceId), account);
};

const refuseFlood = async ({ db }: Deps, it: Quarantined): Promise<void> => {
  const [kept] = await db
    .select({
      n: count(),
      fromNobody: sql`count(*) filter (where ${quarantinedItem.authorId} is null)`.mapWith(Number),
      bytes: sql`coalesce(sum(pg_column_size(${quarantinedItem.sealed})), 0)`.mapWith(Number),
    })
    .from(quarantinedItem)
    .where(and(senderIs(it), isNull(quarantinedItem.releasedAt)));
  if (!kept || !isFlood(it, kept)) return;
  const detail = 'A manager has to see to what came from here before more is taken. It stays on this device until then';
  throw new Problem('too-many-requests', { detail, retryAfter: 600 });
};

/**
 * Keeps an item sealed until a manager has looked, and puts it in front of them; once, however often it comes.
 * @throws Problem `too-many-requests`
 */
export const quarantine = async (deps: Deps, it: Quarantined): Promise<void> => {
  const { db, clock } = deps;
  const { id: commandId, sealed, sentGrants, ...rest } = it;
  const [known] = await db
    .select({ raisedAt: quarantinedItem.raisedAt })
    .from(quarantinedItem)
    .where(eq(quarantinedItem.commandId, commandId));
  if (known?.raisedAt) return;
  if (!known) {
    await refuseFlood(deps, it);
    await db
      .insert(quarantinedItem)
      .values({ commandId, sealed, ...rest, sentGrants: sentGrants && [...sentGrants], receivedAt: clock.now() })
      .onConflictDoNothing();
  }
  const { operationId, centreId, authorId, deviceId, sentBy } = it;
  const about = { centreId, commandId, authorId, deviceId };
  if (operationId) await raiseQuarantined(deps, { operationId, ...about }, sentBy);
  await db.update(quarantinedItem).set({ raisedAt: clock.now() }).where(eq(quarantinedItem.commandId, commandId));
};
