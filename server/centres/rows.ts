import type { centre } from '../../db/schema/operations.ts';
import type { Context } from '../engine/define.ts';
import { centreIn } from '../engine/place.ts';
import { refuseStale } from '../engine/rows.ts';

export type Centre = typeof centre.$inferSelect;
type Args = { operationId: string; centreId: string; baseVersion: number };

/** The centre, locked, if it still is the version the change was made from. */
export const lockCentre = async ({ tx, args }: Context<Args>): Promise<Centre> => {
  const found = await centreIn(tx, args, 'no key update');
  refuseStale('centre', found, args.baseVersion);
  return found;
};
