import { and, eq } from 'drizzle-orm';
import { centre } from '../../db/schema/operations.ts';
import { Problem } from '../../shared/problems.ts';
import type { Context } from '../engine/define.ts';

export type Centre = typeof centre.$inferSelect;
type Args = { operationId: string; centreId: string; baseVersion: number };

/** The centre, locked, if it still is the version the change was made from. */
export const lockCentre = async ({ tx, args }: Context<Args>): Promise<Centre> => {
  const [found] = await tx
    .select()
    .from(centre)
    .where(and(eq(centre.id, args.centreId), eq(centre.operationId, args.operationId)))
    .for('no key update');
  if (!found) throw new Problem('not-found');
  if (found.rowVersion === args.baseVersion) return found;
  throw new Problem('stale-version', { detail: 'Someone changed this centre first. Look at what it says now' });
};

export const writeCentre = async (context: Context<Args>, found: Centre, set: Partial<Centre>): Promise<Centre> => {
  const [kept] = await context.tx
    .update(centre)
    .set({ ...set, rowVersion: found.rowVersion + 1 })
    .where(eq(centre.id, found.id))
    .returning();
  if (!kept) throw new Error('a centre was not written');
  context.changed('centre', { ...kept, centreId: kept.id });
  return kept;
};
