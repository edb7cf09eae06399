import { and, eq, isNull } from 'drizzle-orm';
import { tabletPin } from '../../db/schema/tablets.ts';
import { accessGrant } from '../../db/schema/users.ts';
import { addTabletUser, removeTabletUser } from '../../shared/tablets.ts';
import { Problem } from '../../shared/problems.ts';
import { command, type Context, REGISTERS } from '../engine/define.ts';
import { giveGrant } from '../users/grants.ts';
import { readUser } from '../users/guards.ts';
import { endTabletSessionsWhere, tabletSessionsOf } from './endTabletSessions.ts';
import { liveCentre } from './guards.ts';

/** An account needs an address; nobody can receive mail under this one, or sign in with it. */
const noAddress = (userId: string): string => `${userId}@tablets.invalid`;

const add = command<typeof addTabletUser>({
  contract: addTabletUser,
  stream: () => REGISTERS,
  where: 'args',
  handle: async (context) => {
    const { tx, rows, args, now, deps } = context;
    const { userId, name, operationId, centreId } = args;
    await liveCentre(tx, args);
    await rows.insert('user', {
      id: userId,
      name,
      email: noAddress(userId),
      byPin: true,
      createdAt: now,
      updatedAt: now,
    });
    await giveGrant(context, userId, {
      grantId: deps.newId(),
      role: 'volunteer',
      operationId,
      centreId,
      address: false,
    });
    return { userId };
  },
});

const takePlace = async (context: Context<{ operationId: string; centreId: string; userId: string }>) => {
  const { userId, operationId, centreId } = context.args;
  const held = and(
    eq(accessGrant.userId, userId),
    eq(accessGrant.operationId, operationId),
    eq(accessGrant.centreId, centreId),
    isNull(accessGrant.revokedAt),
  );
  return (await context.rows.mark('grant', held, { revokedAt: context.now })).length;
};

const remove = command<typeof removeTabletUser>({
  contract: removeTabletUser,
  stream: () => REGISTERS,
  where: 'args',
  handle: async (context) => {
    const { tx, deps } = context;
    const { userId, centreId } = context.args;
    const found = await readUser(tx, userId);
    if ((await takePlace(context)) === 0) throw new Problem('not-found');
    if (!found.byPin) {
      const detail = 'They have an account. A planner can take their role back under "People who sign in"';
      throw new Problem('not-in-this-state', { detail });
    }
    await tx.delete(tabletPin).where(and(eq(tabletPin.centreId, centreId), eq(tabletPin.userId, userId)));
    await endTabletSessionsWhere(context, tabletSessionsOf(context, centreId, userId));
    context.after(() => deps.accessChanged(userId));
    return { userId };
  },
});

export const tabletUserCommands = [add, remove];
