import { and, eq, inArray, isNull } from 'drizzle-orm';
import { quarantinedItem, type QuarantineReason } from '../../../db/schema/tablets.ts';
import { Problem } from '../../../shared/problems.ts';
import type { Grant } from '../../../shared/roles.ts';
import { type SealedCommand, sealedCommand, sealedItem, type SealedItem, unseal } from '../../../shared/sealing.ts';
import type { Actor } from '../../engine/actor.ts';
import { grantsEver, usersById } from '../../access/placed.ts';
import { momentOf } from '../../engine/clock.ts';
import { isDeep } from '../../engine/deep.ts';
import type { Reader, Tx } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import { tabletGrants } from '../../access/tabletUsers.ts';
import { devicesById } from './place.ts';
import { spentOf } from './spent.ts';
import { type KeyDeps, privateKeyOf } from './streamKeys.ts';

/** The command in an item, or why nobody can read it. */
export const openItem = async (deps: KeyDeps, item: SealedItem): Promise<SealedCommand | 'unopened' | 'malformed'> => {
  const key = await privateKeyOf(deps, item.keyId);
  if (!key) return 'unopened';
  const opened = await unseal(key, item).catch(() => null);
  if (opened === null) return 'unopened';
  const parsed = sealedCommand.safeParse(opened);
  return parsed.success && !isDeep(opened) ? parsed.data : 'malformed';
};

export interface Opened {
  commandId: string;
  command: SealedCommand;
  /** When its author says it happened; when it was handed in, where that is no valid time. */
  occurredAt: Date;
  receivedAt: Date;
  reason: QuarantineReason;
  operationId: string;
  /** Where its tablet belongs; `null` where it came from an account's own browser. */
  centreId: string | null;
  /** The tablet that handed it in. */
  deviceId: string | null;
  releasedAt: Date | null;
  /** Whoever said it, whatever rights they have lost since; `null` where nobody can prove who did. */
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

/** What came by a tablet is the tablet's, whoever holds it while it hands in. */
const cameBy = async (reader: Reader, { deviceId, sentBy }: Kept): Promise<Named | null> => {
  if (deviceId === null) return named(reader, sentBy, null);
  const [tablet] = await devicesById(reader, deviceId);
  return tablet ? { userId: deviceId, name: tablet.label, email: '', sessionId: '', deviceId } : null;
};

/** What whoever handed it in might do there. Older items do not hold that: a tablet's count as a volunteer's. */
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
 * Opens a quarantined item, for whoever may release it: check that right first.
 * @throws Problem `not-found`; `not-in-this-state` where it cannot be read
 */
export const openQuarantined = async (deps: KeyDeps, commandId: string, reader: Reader = deps.db): Promise<Opened> => {
  const [found] = await quarantinedById(reader, commandId);
  if (!found || !found.operationId) throw new Problem('not-found');
  const item = sealedItem.safeParse(found.sealed).data;
  // What was sealed to another operation is not opened for the leads of this one.
  const command = item?.keyId === found.operationId ? await openItem(deps, item) : 'unopened';
  if (typeof command === 'string') throw cannot();
  const { operationId, centreId, deviceId, reason, releasedAt, receivedAt } = found;
  const occurredAt = momentOf(command.occurredAt, receivedAt);
  const author = await authorOf(reader, found);
  return {
    commandId,
    command,
    occurredAt,
    receivedAt,
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

/** It has been let in or discarded: the sealed item is not kept. @throws Problem `not-in-this-state` the second time */
export const markReleased = async (tx: Tx, commandId: string, by: string, now: Date): Promise<void> => {
  const waits = and(eq(quarantinedItem.commandId, commandId), isNull(quarantinedItem.releasedAt));
  const [found] = await tx.select({ sealed: quarantinedItem.sealed }).from(quarantinedItem).where(waits).for('update');
  if (!found) throw new Problem('not-in-this-state', { detail: 'This has been seen to already' });
  await tx
    .update(quarantinedItem)
    .set({ sealed: spentOf(found.sealed), releasedAt: now, releasedBy: by })
    .where(eq(quarantinedItem.commandId, commandId));
};
