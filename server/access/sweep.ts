import { type SQL, sql } from 'drizzle-orm';
import { failing } from '../engine/background.ts';
import type { Deps } from '../engine/deps.ts';
import { IDLE_MINUTES, SESSION_HOURS } from './auth.ts';
import { TABLET_SESSION_HOURS } from './cookies.ts';
import { endFallenWalls } from './walls.ts';

/** Of each table in one go: a sweep that is behind holds nobody up, and goes on with the next. */
export const AT_ONCE = 1000;
export const SWEEP_MINUTES = 10;
/** Links and walls that have ended say when they did; a tablet's last session, who had it. */
const KEPT_DAYS = 30;

const HOUR = 3_600_000;
const before = (now: Date, hours: number): SQL =>
  sql`${new Date(now.getTime() - hours * HOUR).toISOString()}::timestamptz`;

interface Swept {
  table: string;
  over: SQL;
}

/**
 * What opens nothing any more, and is about somebody. Sessions and tries end by the day's own clock; links and codes by
 * the one that screens show.
 */
const sweptAt = (today: Date, shown: Date): Swept[] => [
  {
    table: 'session',
    over: sql`expires_at <= ${before(today, 0)} or created_at <= ${before(today, SESSION_HOURS)}
      or updated_at <= ${before(today, IDLE_MINUTES / 60)}`,
  },
  {
    table: 'device_turn',
    over: sql`ended_at <= ${before(today, KEPT_DAYS * 24)}
      or started_at <= ${before(today, TABLET_SESSION_HOURS + KEPT_DAYS * 24)}`,
  },
  { table: 'sign_in_try', over: sql`expire <= ${before(today, 0)}` },
  { table: 'invitation', over: sql`least(used_at, expires_at) <= ${before(shown, KEPT_DAYS * 24)}` },
  { table: 'wall', over: sql`ended_at <= ${before(shown, KEPT_DAYS * 24)}` },
  { table: 'pairing', over: sql`expires_at <= ${before(shown, 24)}` },
];

/** Deletes what has ended. Several servers may do so at once: none waits for another. */
export const sweep = async ({ db, clock }: Pick<Deps, 'db' | 'clock'>, today = new Date()): Promise<void> => {
  for (const { table, over } of sweptAt(today, clock.now())) {
    const name = sql.identifier(table);
    await db.execute(sql`
      delete from ${name} where ctid in (select ctid from ${name} where ${over} limit ${AT_ONCE} for update skip locked)`);
  }
};

/** Sweeps now and then, until it is stopped, and ends for good what has ended with nobody looking; `also`: elsewhere. */
export const startSweeping = (
  deps: Pick<Deps, 'db' | 'sql' | 'clock' | 'log'>,
  also: () => Promise<void>,
): { stop(): Promise<void> } => {
  let running = Promise.resolve();
  const failed = failing(deps.log, 'sweep-failed');
  // Each by itself: one that fails, again and again, leaves nothing undone of the others.
  const parts = [() => endFallenWalls(deps), () => sweep(deps), also];
  const next = (): void => {
    for (const it of parts) running = running.then(it).catch(failed);
  };
  next();
  const timer = setInterval(next, SWEEP_MINUTES * 60_000);
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
};
