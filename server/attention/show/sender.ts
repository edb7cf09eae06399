import type { quarantinedItem } from '../../../db/schema/tablets.ts';
import type { Grant } from '../../../shared/roles.ts';
import { grantsEver } from '../../access/placed.ts';
import type { Reader } from '../../engine/deps.ts';
import { tabletGrants } from '../../access/tabletUsers.ts';
import { quarantinedById, rightsKept } from '../intake/opened.ts';
import { quarantinedId } from '../intake/raiseQuarantined.ts';
import { placeOfTablet } from '../intake/place.ts';
import type { Attention } from '../items/rows.ts';

export type QuarantinedItem = typeof quarantinedItem.$inferSelect;

/** The quarantined item it came from, if any. */
export const keptSealed = async (reader: Reader, { id, commandId }: Attention): Promise<QuarantinedItem | null> => {
  if (!commandId || id !== quarantinedId(commandId)) return null;
  const [found] = await quarantinedById(reader, commandId);
  return found ?? null;
};

/** What its sender may do in this operation, or might before their role was taken back. */
export const sendersRights = async (
  reader: Reader,
  row: Attention,
  kept: QuarantinedItem | null,
): Promise<readonly Grant[]> => {
  if (kept) return rightsKept(reader, kept);
  if (row.deviceId !== null) {
    const place = await placeOfTablet(reader, row.deviceId);
    return place?.operationId === row.operationId ? tabletGrants(place) : [];
  }
  return row.authorId === null ? [] : grantsEver(reader, row.authorId, row.operationId);
};
