import { and, eq } from 'drizzle-orm';
import { centre, operation } from '../../db/schema/operations.ts';
import { Problem } from '../../shared/problems.ts';
import type { Reader } from './deps.ts';

export interface Place {
  operationId: string;
  centreId: string;
}

/**
 * The centre, if it is one of the operation's; every name of a centre that comes from outside is asked here. `lock`
 * holds it until the end of the transaction. @throws Problem `not-found`
 */
export const centreIn = async (
  reader: Reader,
  { operationId, centreId }: Place,
  lock?: 'share' | 'no key update',
): Promise<typeof centre.$inferSelect> => {
  const asked = reader
    .select()
    .from(centre)
    .where(and(eq(centre.id, centreId), eq(centre.operationId, operationId)));
  const [found] = await (lock ? asked.for(lock) : asked);
  if (!found) throw new Problem('not-found');
  return found;
};

/** @throws Problem `not-found` where there is no such operation, or the centre is not in it */
export const checkPlace = async (
  reader: Reader,
  { operationId, centreId }: { operationId: string; centreId?: string | null | undefined },
): Promise<void> => {
  if (centreId) return void (await centreIn(reader, { operationId, centreId }));
  const [found] = await reader.select({ id: operation.id }).from(operation).where(eq(operation.id, operationId));
  if (!found) throw new Problem('not-found');
};
