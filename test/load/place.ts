import { createHmac } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { connect, type Sql } from '../../db/connect.ts';
import { readPostmaster } from '../../db/embedded/postmaster.ts';
import { uuidv7 } from '../../server/engine/ids.ts';
import type { RoleName } from '../../shared/roles.ts';
import { createVenue } from '../../shared/venues/contract.ts';
import { removeDataDir, temporaryDataDir } from '../support/folders.ts';
import { startHaven } from '../support/process.ts';
import { setUp } from '../support/visitor.ts';
import { fill, type Ground } from './fill.ts';

/** As large as the pool the server itself keeps. */
export const POOL = 10;

/** A Haven of its own: the built program, its embedded database, and a pool straight into that. */
export interface Place {
  name: string;
  url: string;
  sql: Sql;
  logFile: string;
  /** A new operation with one open centre, holding so many guests. */
  ground(guests: number): Promise<Ground>;
  /** Cookies of so many people of that role, each with a session of their own. */
  signIn(role: RoleName, where: Ground, people: number): Promise<string[]>;
  stop(): Promise<void>;
}

const databaseOf = async (dataDir: string) => {
  const home = await realpath(path.join(dataDir, 'pg'));
  const postmaster = await readPostmaster(path.join(home, '18'));
  if (!postmaster) throw new Error('the database is not running');
  const target = {
    path: path.join(postmaster.socketDir, `.s.PGSQL.${postmaster.port}`),
    database: 'haven',
    username: 'haven',
  };
  return { target, logFile: path.join(home, 'postgres.log') };
};

const sessionKeyOf = async (dataDir: string): Promise<string> =>
  (JSON.parse(await readFile(path.join(dataDir, 'keys.json'), 'utf8')) as { session: string }).session;

const cookieFor = (key: string, token: string): string => {
  const signature = createHmac('sha256', key).update(token).digest('base64');
  return `haven.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
};

const scopes: Partial<Record<RoleName, 'everywhere' | 'operation'>> = { planner: 'everywhere', silver: 'operation' };

const addPerson = async (sql: Sql, key: string, role: RoleName, where: Ground): Promise<string> => {
  const scope = scopes[role] ?? 'centre';
  const userId = uuidv7();
  const token = uuidv7();
  const operationId = scope === 'everywhere' ? null : where.operationId;
  const centreId = scope === 'centre' ? where.centreId : null;
  await sql`
    with made as (insert into "user" (id, name, email) values (${userId}, ${role}, ${`${userId}@haven.example`})),
      granted as (
        insert into access_grant (id, user_id, role, operation_id, centre_id, granted_by, granted_at)
        values (${uuidv7()}, ${userId}, ${role}, ${operationId}, ${centreId}, 'bench', now()))
    insert into session (id, token, user_id, expires_at) values (${uuidv7()}, ${token}, ${userId}, now() + interval '1 hour')`;
  return cookieFor(key, token);
};

export const openPlace = async (name: string, options: { env?: Record<string, string> } = {}): Promise<Place> => {
  const dataDir = await temporaryDataDir();
  const haven = await startHaven(dataDir, options);
  const { target, logFile } = await databaseOf(dataDir);
  const { sql } = connect(target, { max: POOL, applicationName: 'bench' });
  const { visitor } = await setUp(haven);
  const key = await sessionKeyOf(dataDir);

  let venues = 0;
  const ground = async (guests: number): Promise<Ground> => {
    const where = { operationId: uuidv7(), centreId: uuidv7() };
    const venueId = uuidv7();
    venues += 1;
    const code = `V${100 + venues}`;
    const reason = 'To measure';
    const { operationId } = where;
    await visitor.done('venues.create', { venueId, details: { ...createVenue.example.details, code } });
    await visitor.done('operations.open', {
      operationId,
      codeName: `Bench ${code}`,
      type: 'warrant',
      state: 'running',
    });
    const doorsAt = new Date(Date.now() + 3_600_000).toISOString();
    const asked = { to: 'activating', expected: 20, doorsAt, reason, overrideReason: reason };
    await visitor.done('centres.activate', { ...where, venueId, ...asked });
    await visitor.done('centres.setState', { ...where, to: 'open', baseVersion: 1, overrideReason: reason });
    await fill(sql, where, guests);
    return where;
  };

  return {
    name,
    url: haven.url,
    sql,
    logFile,
    ground,
    signIn: async (role, where, people) => {
      const cookies: string[] = [];
      for (let n = 0; n < people; n += 1) cookies.push(await addPerson(sql, key, role, where));
      return cookies;
    },
    stop: async () => {
      await sql.end({ timeout: 5 });
      await haven.stop();
      await removeDataDir(dataDir);
    },
  };
};
