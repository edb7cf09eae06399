import { and, eq } from 'drizzle-orm';
import { centre } from '../../db/schema/operations.ts';
import { isFinished } from '../../shared/operations.ts';
import { Problem } from '../../shared/problems.ts';
import type { Reader } from '../engine/deps.ts';
import type { Place } from '../access/hands.ts';

/** @throws Problem `not-found`, or `not-in-this-state` where the centre is over */
export const liveCentre = async (reader: Reader, { operationId, centreId }: Place): Promise<void> => {
  const [found] = await reader
    .select({ state: centre.state })
    .from(centre)
    .where(and(eq(centre.id, centreId), eq(centre.operationId, operationId)));
  if (!found) throw new Problem('not-found');
  if (isFinished(found.state)) throw new Problem('not-in-this-state', { detail: 'This centre is closed' });
};
