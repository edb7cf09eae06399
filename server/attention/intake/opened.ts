import { and, eq, inArray, isNull } from 'drizzle-orm';
import { quarantinedItem, type QuarantineReason } from '../../../db/schema/tablets.ts';
import { Problem } from '../../../shared/problems.ts';
import type { Grant } from '../../../shared/roles.ts';
import { type SealedCommand, sealedCommand, sealedItem, type SealedItem, unseal } from '../../../shared/sealing.ts';
import type { Actor } from '../../engine/actor.ts';
import { grantsEver, usersById } from '../../access/placed.ts';
import { momentOf } from '../../engine/clock.ts';
import type { Deps, Reader, Tx } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import { tabletGrants } from '../../access/tabletUsers.ts';
import { devicesById } from './place.ts';
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
  /** The tablet that handed it in. */
  deviceId: string | null;
  releasedAt: Date | null;
  /** Whoever said it, whatever has been taken from them since; `null` where nobody can prove who did. */
  author: Named | null;
  /** In whose name it is let in: its author's, else the tablet's or the account's it came by; `null` where none is known. */
  by: Named | null;
  /** What whoever handed it in might do there when they did. */
  grants: readonly Grant[];
}

type Named = Omit<Actor, 'grants'>;
type Kept = typeof quarantinedItem.$inferSelect;

export const quarantinedById = finder(
  (reader, ids) => reader.select().from(quarantinedItem).where(inArray(quarantinedItem.commandId, ids)),
  ({ commandId }) => commandId,
);

const named = async (reader: Reader, userId: string | null, deviceId: string | null): Promise<Named | null> => {
  if (userId === null) return null;
  const [known] = await usersById(reader, userId);
  return known ? { userId, name: known.name, email: known.email, sessionId: '', deviceId } : null;
};

const authorOf = async (reader: Reader, { authorId, deviceId }: Kept): Promise<Named | null> => {
  const author = await named(reader, authorId, deviceId);
  if (authorId !== null && !author) throw cannot();
  return author;
};

/** A tablet is nobody in particular, whoever holds it while it hands in. */
const cameBy = async (reader: Reader, { deviceId, sentBy }: Kept): Promise<Named | null> => {
  if (deviceId === null) return named(reader, sentBy, null);
  const [tablet] = await devicesById(reader, deviceId);
  return tablet ? { userId: deviceId, name: tablet.label, email: '', sessionId: '', deviceId } : null;
};

/** What whoever handed it in might do there. Of what came before that was kept: a volunteer of the tablet's centre. */
export const rightsKept = async (
  reader: Reader,
  { operationId, centreId, authorId, sentGrants }: Kept,
): Promise<readonly Grant[]> => {
  if (sentGrants || !operationId) return sentGrants ?? [];
  if (centreId) return tabletGrants({ operationId, centreId });
  return authorId === null ? [] : grantsEver(reader, authorId, operationId);
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
  const [found] = await quarantinedById(reader, commandId);
  if (!found || !found.operationId) throw new Problem('not-found');
  const item = sealedItem.safeParse(found.sealed).data;
  // What was sealed to another operation is not opened for the leads of this one.
  const said = item?.keyId === found.operationId ? await openItem(deps, item) : 'unopened';
  if (typeof said === 'string') throw cannot();
  const { operationId, centreId, deviceId, reason, releasedAt, receivedAt } = found;
  const occurredAt = momentOf(said.occurredAt, receivedAt);
  const author = await authorOf(reader, found);
  return {
    commandId,
    said,
    occurredAt,
    reason,
    operationId,
    centreId,
    deviceId,
    releasedAt,
    author,
    by: author ?? (await cameBy(reader, found)),
    grants: await rightsKept(reader, found),
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
