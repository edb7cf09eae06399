import type { TransactionSql } from 'postgres';
import { PIN_TRIES } from '../../shared/tablets.ts';
import { Problem } from '../../shared/problems.ts';
import type { Deps } from '../engine/deps.ts';

type LockDeps = Pick<Deps, 'sql' | 'clock' | 'accessChanged'>;

export const tabletLocked = (): Problem =>
  new Problem('device-locked', { detail: 'Fetch the manager. What was saved on this tablet is safe' });

/** Ends the session that runs on a tablet. @returns whose it was, to be told once that is committed */
export const markSessionsEnded = async (sql: LockDeps['sql'] | TransactionSql, deviceId: string): Promise<string[]> => {
  const ended = await sql<{ userId: string }[]>`
    update device_turn set ended_at = ${new Date()} where device_id = ${deviceId} and ended_at is null
    returning user_id as "userId"`;
  return ended.map(({ userId }) => userId);
};

/** Ends the session that runs on a tablet, and its sockets. */
export const endTabletSessions = async ({ sql, accessChanged }: LockDeps, deviceId: string): Promise<void> => {
  for (const userId of await markSessionsEnded(sql, deviceId)) accessChanged(userId);
};

/** Counts a try before it is checked, so that simultaneous ones are counted too. @returns how many are left */
export const takeTry = async ({ sql }: LockDeps, deviceId: string): Promise<number> => {
  const [taken] = await sql<{ tries: number }[]>`
    update device set pin_tries = pin_tries + 1
    where id = ${deviceId} and locked_at is null and pin_tries < ${PIN_TRIES} returning pin_tries as tries`;
  if (!taken) throw tabletLocked();
  return PIN_TRIES - taken.tries;
};

/** Locks the tablet where no try is left. @returns whether it is locked now */
export const lockIfSpent = async (deps: LockDeps, deviceId: string): Promise<boolean> => {
  const locked = await deps.sql`
    update device set locked_at = ${deps.clock.now()}
    where id = ${deviceId} and locked_at is null and pin_tries >= ${PIN_TRIES} returning id`;
  if (locked.length > 0) await endTabletSessions(deps, deviceId);
  return locked.length > 0;
};

/** After the right PIN: resets the count. @throws Problem `device-locked` where others have locked it meanwhile */
export const forgetTries = async ({ sql }: LockDeps, deviceId: string): Promise<void> => {
  const open = await sql`
    update device set pin_tries = 0 where id = ${deviceId} and locked_at is null and revoked_at is null returning id`;
  if (open.length === 0) throw tabletLocked();
};

/** Wrong PINs entered without signal count like any others. */
export const addTries = async (deps: LockDeps, deviceId: string, tries: number): Promise<void> => {
  if (tries === 0) return;
  await deps.sql`update device set pin_tries = pin_tries + ${tries} where id = ${deviceId} and locked_at is null`;
  await lockIfSpent(deps, deviceId);
};
