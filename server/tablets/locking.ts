import { and, eq, gte, isNull, type SQL } from 'drizzle-orm';
import type { TransactionSql } from 'postgres';
import { device, tabletSession } from '../../db/schema/tablets.ts';
import { PIN_TRIES } from '../../shared/tablets.ts';
import { Problem } from '../../shared/problems.ts';
import type { AnyCommand } from '../engine/define.ts';
import type { Deps } from '../engine/deps.ts';
import { execute } from '../engine/execute.ts';
import { onBehalfOf, ownCommand } from '../engine/own.ts';
import { endTabletSessionsWhere } from './endTabletSessions.ts';

export const tabletLocked = (): Problem =>
  new Problem('device-locked', { detail: 'Fetch the manager. What was saved on this tablet is safe' });

/** Ends the session that runs on a tablet. @returns whose it was, to be told once that is committed */
export const markSessionsEnded = async (sql: TransactionSql, deviceId: string): Promise<string[]> => {
  const ended = await sql<{ userId: string }[]>`
    update device_turn set ended_at = ${new Date()} where device_id = ${deviceId} and ended_at is null
    returning user_id as "userId"`;
  return ended.map(({ userId }) => userId);
};

/** Counts a try before it is checked, so that simultaneous ones are counted too. @returns how many are left */
export const takeTry = async ({ sql }: Pick<Deps, 'sql'>, deviceId: string): Promise<number> => {
  const [taken] = await sql<{ tries: number }[]>`
    update device set pin_tries = pin_tries + 1
    where id = ${deviceId} and locked_at is null and pin_tries < ${PIN_TRIES} returning pin_tries as tries`;
  if (!taken) throw tabletLocked();
  return PIN_TRIES - taken.tries;
};

/** Locks the tablet where no try is left: of those who find that at once, one does it. */
const locking = (deviceId: string): AnyCommand =>
  ownCommand('devices.lock', async (context) => {
    const locked = await context.rows.mark('device', spent(deviceId), { lockedAt: context.now });
    if (locked.length === 0) throw new Problem('not-in-this-state', { detail: 'This tablet is not to be locked' });
    await endTabletSessionsWhere(context, eq(tabletSession.deviceId, deviceId));
  });

const spent = (deviceId: string): SQL | undefined =>
  and(eq(device.id, deviceId), isNull(device.lockedAt), gte(device.pinTries, PIN_TRIES));

/** The tablet's own doing: whoever tried has not shown who they are. @returns whether it has been locked by this */
export const lockIfSpent = async (deps: Deps, deviceId: string): Promise<boolean> => {
  const [found] = await deps.db.select({ operationId: device.operationId }).from(device).where(spent(deviceId));
  if (!found) return false;
  const tablet = onBehalfOf({ userId: deviceId, name: '', deviceId }, found.operationId);
  const request = { id: deps.newId(), args: found, occurredAt: deps.clock.now() };
  const outcome = await execute(locking(deviceId), tablet, request, deps);
  if (!outcome.ok && outcome.problem.type !== '/problems/not-in-this-state') {
    throw new Error(`a tablet could not be locked: ${outcome.problem.type}`);
  }
  return outcome.ok;
};

/** After the right PIN: resets the count. @throws Problem `device-locked` where others have locked it meanwhile */
export const forgetTries = async ({ sql }: Pick<Deps, 'sql'>, deviceId: string): Promise<void> => {
  const open = await sql`
    update device set pin_tries = 0 where id = ${deviceId} and locked_at is null and revoked_at is null returning id`;
  if (open.length === 0) throw tabletLocked();
};

/** Wrong PINs entered without signal count like any others. */
export const addTries = async (deps: Deps, deviceId: string, tries: number): Promise<void> => {
  if (tries === 0) return;
  await deps.sql`update device set pin_tries = pin_tries + ${tries} where id = ${deviceId} and locked_at is null`;
  await lockIfSpent(deps, deviceId);
};
