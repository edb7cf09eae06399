import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import { device, deviceTurn } from '../../db/schema/tablets.ts';
import type { Context } from '../engine/define.ts';

/** Ends turns inside a change, and cuts their sockets once it is written. */
export const endTurnsWhere = async (context: Context<unknown>, which: SQL | undefined): Promise<void> => {
  const { tx, deps } = context;
  const ended = await tx
    .update(deviceTurn)
    .set({ endedAt: new Date() })
    .where(and(which, isNull(deviceTurn.endedAt)))
    .returning({ userId: deviceTurn.userId });
  context.after(() => {
    for (const { userId } of ended) deps.accessChanged(userId);
  });
};

/** Those of one hand at the tablets of a centre. */
export const turnsAt = (context: Pick<Context<unknown>, 'tx'>, centreId: string, userId: string) =>
  and(
    eq(deviceTurn.userId, userId),
    inArray(
      deviceTurn.deviceId,
      context.tx.select({ id: device.id }).from(device).where(eq(device.centreId, centreId)),
    ),
  );
