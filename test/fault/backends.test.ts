import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { connect, type Sql } from '../../db/connect.ts';
import { OWNER } from '../../db/embedded/cluster.ts';
import { readPostmaster } from '../../db/embedded/postmaster.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { openDoor } from '../support/door.ts';
import { clusterOf } from '../support/embedded.ts';
import { removeDataDir, temporaryDataDir } from '../support/folders.ts';
import { offerOverTcp } from '../support/ownServer.ts';
import { type HavenProcess, startHaven } from '../support/process.ts';
import { pause, seeded } from '../support/random.ts';
import { setUp, type Visitor } from '../support/visitor.ts';

/** `npm run soak` ends them more often. */
const KILLS = process.env['HAVEN_SOAK'] === 'long' ? 200 : 20;
const TABLETS = 6;
const SEED = 3;
const PROGRAM = path.resolve(import.meta.dirname, '../../dist/server/main.js');

const left: (() => unknown)[] = [];
afterEach(async () => {
  while (left.length > 0) await left.pop()?.();
});

const folder = async (): Promise<string> => {
  const dataDir = await temporaryDataDir();
  left.push(() => removeDataDir(dataDir));
  return dataDir;
};

const socketOf = async (dataDir: string): Promise<string> => {
  const { socketDir = '', port = '' } = (await readPostmaster(await clusterOf(dataDir))) ?? {};
  return path.join(socketDir, `.s.PGSQL.${port}`);
};

/** What is needed to reach a server of somebody's own, as environment. */
const ownDatabase = async (databaseDir: string, { tls }: { tls: boolean }): Promise<Record<string, string>> => {
  const database = await startEmbedded({ dataDir: databaseDir, log: () => undefined });
  left.push(() => database.stop());
  const own = await offerOverTcp(database.options.path, OWNER, { tls });
  left.push(() => own.stop());
  return { DATABASE_URL: own.url };
};

const start = async (dataDir: string, env: Record<string, string>): Promise<HavenProcess> => {
  const haven = await startHaven(dataDir, { env });
  left.push(() => haven.stop());
  return haven;
};

const administrator = async (databaseDir: string): Promise<Sql> => {
  const target = { path: await socketOf(databaseDir), database: 'template1', username: OWNER };
  const { sql } = connect(target, { max: 1, applicationName: 'administrator' });
  left.push(() => sql.end({ timeout: 2 }));
  return sql;
};

/** As an administrator, a failover or a restart of the database does: all of Haven's connections, or any one of them. */
const endBackends = async (sql: Sql, all: boolean): Promise<number> => {
  const ended = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name like 'haven%' and datname = 'haven' order by random() limit ${all ? 1000 : 1}`;
  return ended.length;
};

/** @throws once it has ended, with the last it said */
const pauseIn = async ({ child, output }: HavenProcess, ms: number): Promise<void> => {
  if (child.exitCode !== null) throw new Error(`Haven ended by itself:\n${output().slice(-2000)}`);
  await pause(ms);
};

/** Somebody whose screen asks all the while: the status of each answer that was no success, 0 where there was none. */
const ask = (visitor: Visitor): { stop(): Promise<number[]> } => {
  const refused: number[] = [];
  const desk = { over: false };
  const asking = (async () => {
    while (!desk.over) {
      const status = await visitor.send('/api/me').then(
        (it) => it.status,
        () => 0,
      );
      if (status !== 200) refused.push(status);
      await pause(2);
    }
  })();
  return {
    stop: async () => {
      desk.over = true;
      await asking;
      return refused;
    },
  };
};

const ways: Record<string, { tls: boolean } | null> = {
  'its own database': null,
  'a PostgreSQL of somebody’s own': { tls: false },
  'a PostgreSQL of somebody’s own, by TLS': { tls: true },
};

test.each(Object.entries(ways))(
  `connections to %s are ended ${KILLS} times under load: Haven lives, no check-in is lost, doubled or half-written`,
  async (_name, way) => {
    const dataDir = await folder();
    const databaseDir = way ? await folder() : dataDir;
    const env = way ? await ownDatabase(databaseDir, way) : {};
    const haven = await start(dataDir, env);
    const { visitor, ...place } = await setUp(haven);
    const admin = await administrator(databaseDir);
    const random = seeded(SEED);
    const door = openDoor(visitor, place, TABLETS);
    const desk = ask(visitor);
    let ended = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      // In the midst of work, however slow the machine.
      const enough = door.acknowledged.length + 3;
      while (door.acknowledged.length < enough) await pauseIn(haven, 5);
      await pauseIn(haven, random() * 40);
      ended += await endBackends(admin, kill % 2 === 0);
    }
    const { unanswered, ...kept } = await door.close();
    expect(ended).toBeGreaterThan(KILLS);
    expect(kept).toEqual({ lost: [], doubled: 0, halved: 0 });
    // At most the one each tablet was still waiting for when it was told to stop.
    expect(unanswered).toBeLessThanOrEqual(TABLETS);
    // Told to try again, and never anything else: nobody is signed out by a database.
    expect(new Set([...door.refusals, ...(await desk.stop()), 503])).toEqual(new Set([503]));
    expect(haven.output()).not.toContain('"event":"defect"');
    expect(await haven.stop()).toBe(0);
    const audit = promisify(execFile)(process.execPath, [PROGRAM, '--verify-audit'], {
      env: { ...process.env, NODE_ENV: '', HAVEN_DATA: dataDir, ...env },
    });
    await expect(audit).resolves.toBeDefined();
  },
);
