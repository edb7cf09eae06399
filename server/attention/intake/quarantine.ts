import { and, count, eq, isNull } from 'drizzle-orm';
import { quarantinedItem, type QuarantineReason } from '../../../db/schema/tablets.ts';
import { Problem } from '../../../shared/problems.ts';
import type { Grant } from '../../../shared/roles.ts';
import type { Deps } from '../../engine/deps.ts';
import { raiseQuarantined } from './raiseQuarantined.ts';

/** Items one tablet may leave here unopened: more than any day's work, less than fills a disk. */
const MOST = 5_000;

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

const refuseFlood = async ({ db }: Deps, { deviceId, operationId }: Quarantined): Promise<void> => {
  const whose = deviceId ? eq(quarantinedItem.deviceId, deviceId) : isNull(quarantinedItem.deviceId);
  const where = operationId ? eq(quarantinedItem.operationId, operationId) : isNull(quarantinedItem.operationId);
  const [held] = await db
    .select({ n: count() })
    .from(quarantinedItem)
    .where(and(whose, where, isNull(quarantinedItem.releasedAt)));
  if ((held?.n ?? 0) >= MOST) throw new Problem('too-many-requests', { retryAfter: 3600 });
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
