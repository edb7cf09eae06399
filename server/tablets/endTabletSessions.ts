import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import { device, tabletSession } from '../../db/schema/tablets.ts';
import type { Context } from '../engine/define.ts';

/** Ends tablet sessions inside a change, and cuts their sockets once it is written. */
export const endTabletSessionsWhere = async (context: Context<unknown>, which: SQL | undefined): Promise<void> => {
  const { tx, deps } = context;
  const ended = await tx
    .update(tabletSession)
    .set({ endedAt: new Date() })
    .where(and(which, isNull(tabletSession.endedAt)))
    .returning({ userId: tabletSession.userId });
  context.after(() => {
    for (const { userId } of ended) deps.accessChanged(userId);
  });
};

/** Those of one user at the tablets of a centre. */
export const tabletSessionsOf = (context: Pick<Context<unknown>, 'tx'>, centreId: string, userId: string) =>
  and(
    eq(tabletSession.userId, userId),
    inArray(
      tabletSession.deviceId,
      context.tx.select({ id: device.id }).from(device).where(eq(device.centreId, centreId)),
    ),
  );
