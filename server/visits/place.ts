import { and, eq } from 'drizzle-orm';
import { centre } from '../../db/schema/operations.ts';
import { Problem } from '../../shared/problems.ts';
import type { Context } from '../engine/define.ts';

/** Refuses with "not found" where the centre is not one of the operation's. */
export const checkCentre = async ({
  tx,
  args: { operationId, centreId },
}: Context<{ operationId: string; centreId: string }>): Promise<void> => {
  const [found] = await tx
    .select({ id: centre.id })
    .from(centre)
    .where(and(eq(centre.id, centreId), eq(centre.operationId, operationId)));
  if (!found) throw new Problem('not-found');
};
