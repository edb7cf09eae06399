import { and, eq, isNull } from 'drizzle-orm';
import { quarantinedItem, type QuarantineReason } from '../../db/schema/devices.ts';
import { user } from '../../db/schema/users.ts';
import { Problem } from '../../shared/problems.ts';
import { type SealedCommand, sealedCommand, sealedItem, type SealedItem, unseal } from '../../shared/sealing.ts';
import type { Actor } from '../auth/actor.ts';
import { momentOf } from '../clock.ts';
import type { Deps, Reader, Tx } from '../deps.ts';
import { handGrants } from '../devices/hands.ts';
import { privateKeyOf } from './streamKeys.ts';

const DEEPEST = 32;

const isDeep = (value: unknown, left = DEEPEST): boolean => {
  if (value === null || typeof value !== 'object') return false;
  return left === 0 || Object.values(value).some((it) => isDeep(it, left - 1));
};

/** What an item says, or why nobody can tell. */
export const openItem = async (
  deps: Pick<Deps, 'db' | 'keys' | 'clock'>,
  item: SealedItem,
): Promise<SealedCommand | 'unopened' | 'malformed'> => {
  const key = await privateKeyOf(deps, item.keyId);
  if (!key) return 'unopened';
  const said = await unseal(key, item).catch(() => null);
  if (said === null) return 'unopened';
  const parsed = sealedCommand.safeParse(said);
  return parsed.success && !isDeep(said) ? parsed.data : 'malformed';
};

export interface Opened {
  commandId: string;
  said: SealedCommand;
  /** When it was said; when it was handed in, where that is no moment. */
  occurredAt: Date;
  reason: QuarantineReason;
  operationId: string;
  /** Where its tablet belongs; `null` where it came from an account's own browser. */
  centreId: string | null;
  releasedAt: Date | null;
  /** Whoever said it, whatever has been taken from them since; `null` where nobody can prove who did. */
  author: Omit<Actor, 'grants'> | null;
  /** What a volunteer of that centre may do; none where it came from an account's own browser. */
  grants: Actor['grants'];
}

const authorOf = async (reader: Reader, it: typeof quarantinedItem.$inferSelect): Promise<Opened['author']> => {
  if (it.authorId === null) return null;
  const [known] = await reader.select().from(user).where(eq(user.id, it.authorId));
  if (!known) throw cannot();
  return { userId: known.id, name: known.name, email: known.email, sessionId: '', deviceId: it.deviceId };
};

const cannot = (): Problem =>
  new Problem('not-in-this-state', { detail: 'Nobody can read this. Ask its author what they did, then discard it' });

/**
 * Opens what was handed in from a tablet out of use, for whoever may release it: ask for that right first.
 * @throws Problem `not-found`; `not-in-this-state` where it cannot be read
 */
export const openQuarantined = async (
  deps: Pick<Deps, 'db' | 'keys' | 'clock'>,
  commandId: string,
  reader: Reader = deps.db,
): Promise<Opened> => {
  const [found] = await reader.select().from(quarantinedItem).where(eq(quarantinedItem.commandId, commandId));
  if (!found || !found.operationId) throw new Problem('not-found');
  const item = sealedItem.safeParse(found.sealed);
  const said = item.success ? await openItem(deps, item.data) : 'malformed';
  if (typeof said === 'string') throw cannot();
  const { operationId, centreId, reason, releasedAt, receivedAt } = found;
  const occurredAt = momentOf(said.occurredAt, receivedAt);
  return {
    commandId,
    said,
    occurredAt,
    reason,
    operationId,
    centreId,
    releasedAt,
    author: await authorOf(reader, found),
    grants: centreId ? handGrants({ operationId, centreId }) : [],
  };
};

/** It has been let in, or thrown away: what was sealed need not be kept. @throws Problem `not-in-this-state` the second time */
export const markReleased = async (tx: Tx, commandId: string, by: string, now: Date): Promise<void> => {
  const marked = await tx
    .update(quarantinedItem)
    .set({ releasedAt: now, releasedBy: by })
    .where(and(eq(quarantinedItem.commandId, commandId), isNull(quarantinedItem.releasedAt)))
    .returning({ id: quarantinedItem.commandId });
  if (marked.length === 0) throw new Problem('not-in-this-state', { detail: 'This has been seen to already' });
};
