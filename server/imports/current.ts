import { partner, partnerCapacity } from '../../db/schema/partners.ts';
import { venue } from '../../db/schema/venues.ts';
import type { Tx } from '../engine/deps.ts';
import { lockCodes } from '../partners/write.ts';
import type { ImportKind } from './compare.ts';

export interface CurrentRow {
  id: string;
  key: string;
  rowVersion: number;
}

const readers: { [Kind in Exclude<ImportKind, 'plan'>]: (tx: Tx) => Promise<CurrentRow[]> } = {
  venues: (tx) => tx.select({ id: venue.id, key: venue.code, rowVersion: venue.rowVersion }).from(venue).for('update'),
  partners: (tx) =>
    tx.select({ id: partner.id, key: partner.code, rowVersion: partner.rowVersion }).from(partner).for('update'),
  capacities: (tx) =>
    tx
      .select({ id: partnerCapacity.id, key: partnerCapacity.key, rowVersion: partnerCapacity.rowVersion })
      .from(partnerCapacity)
      .for('update'),
};

/** What a register holds now, by key, locked until the end of the transaction. */
export const currentRows = async (
  tx: Tx,
  kind: Exclude<ImportKind, 'plan'>,
): Promise<ReadonlyMap<string, CurrentRow>> => {
  if (kind !== 'venues') await lockCodes(tx);
  return new Map((await readers[kind](tx)).map((row) => [row.key, row]));
};
