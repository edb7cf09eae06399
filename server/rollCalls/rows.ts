import { and, eq, gte, isNull, lte, or } from 'drizzle-orm';
import { rollCall } from '../../db/schema/rollCalls.ts';
import type { Tx } from '../engine/deps.ts';

export type RollCall = typeof rollCall.$inferSelect;

/** The roll call an id counts for: itself, or the one it joined. */
export const mainRollCall = async (tx: Tx, operationId: string, id: string): Promise<RollCall | undefined> => {
  const [found] = await tx
    .select()
    .from(rollCall)
    .where(and(eq(rollCall.id, id), eq(rollCall.operationId, operationId)));
  if (!found?.joinedTo) return found;
  const [main] = await tx.select().from(rollCall).where(eq(rollCall.id, found.joinedTo));
  return main;
};

/** The one running at a centre, else one that was running when this was said. */
export const runningThen = async (tx: Tx, centreId: string, at: Date): Promise<RollCall | undefined> => {
  const found = await tx
    .select()
    .from(rollCall)
    .where(
      and(
        eq(rollCall.centreId, centreId),
        isNull(rollCall.joinedTo),
        or(isNull(rollCall.endedAt), and(lte(rollCall.startedAt, at), gte(rollCall.endedAt, at))),
      ),
    )
    .orderBy(rollCall.endedAt);
  return found.find((it) => it.endedAt === null) ?? found.at(-1);
};
