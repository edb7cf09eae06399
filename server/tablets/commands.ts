import { and, eq } from 'drizzle-orm';
import { device, type Device, tabletSession } from '../../db/schema/tablets.ts';
import { renameDevice, revokeDevice, unlockDevice } from '../../shared/tablets.ts';
import { Problem } from '../../shared/problems.ts';
import { command, type Context } from '../engine/define.ts';
import { refuseStale } from '../engine/rows.ts';
import { endTabletSessionsWhere } from './endTabletSessions.ts';
import { tabletUserCommands } from './userCommands.ts';

interface Args {
  operationId: string;
  centreId: string;
  deviceId: string;
}

/** The tablet, locked. @throws Problem `not-found` */
const lockDevice = async ({ tx, args }: Context<Args>): Promise<Device> => {
  const { deviceId, centreId, operationId } = args;
  const [found] = await tx
    .select()
    .from(device)
    .where(and(eq(device.id, deviceId), eq(device.centreId, centreId), eq(device.operationId, operationId)))
    .for('update');
  if (!found) throw new Problem('not-found');
  return found;
};

const refuseRevoked = (found: Device): void => {
  if (found.revokedAt) throw new Problem('not-in-this-state', { detail: 'This tablet has been taken out of use' });
};

const write = async (context: Context<Args>, found: Device, set: Partial<Device>): Promise<{ deviceId: string }> => {
  const { id: deviceId } = await context.rows.change('device', found, set);
  return { deviceId };
};

const rename = command<typeof renameDevice>({
  contract: renameDevice,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const found = await lockDevice(context);
    refuseRevoked(found);
    refuseStale('device', found, context.args.baseVersion);
    return write(context, found, { label: context.args.label });
  },
});

const unlock = command<typeof unlockDevice>({
  contract: unlockDevice,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const found = await lockDevice(context);
    refuseRevoked(found);
    return write(context, found, { lockedAt: null, pinTries: 0 });
  },
});

const revoke = command<typeof revokeDevice>({
  contract: revokeDevice,
  stream: (args) => args.operationId,
  where: 'args',
  handle: async (context) => {
    const found = await lockDevice(context);
    refuseRevoked(found);
    await endTabletSessionsWhere(context, eq(tabletSession.deviceId, found.id));
    return write(context, found, { revokedAt: context.now, revokedReason: context.args.reason });
  },
});

export const deviceCommands = [rename, unlock, revoke, ...tabletUserCommands];
