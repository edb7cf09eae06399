import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../db/connect.ts';
import { OWNER } from '../../db/embedded/cluster.ts';
import { readPostmaster } from '../../db/embedded/postmaster.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { roleOf, standingOf } from '../../db/role.ts';
import { clusterOf } from '../support/embedded.ts';
import { removeDataDir, temporaryDataDir } from '../support/folders.ts';
import { layOut, older, olderFolder } from '../support/olderRelease.ts';
import { type HavenProcess, startHaven } from '../support/process.ts';
import { Visitor } from '../support/visitor.ts';

const program = path.resolve(import.meta.dirname, '../../dist/server/main.js');

let dataDir: string;
let haven: HavenProcess;

/** A data folder in which 0.2.0 has just been stopped. */
const leave = async (): Promise<void> => {
  const embedded = await startEmbedded({ dataDir, log: () => undefined });
  const { sql } = connect(embedded.options, { max: 1 });
  await layOut(sql);
  await sql.end({ timeout: 5 });
  await embedded.stop();
  await cp(path.join(olderFolder, 'keys.json'), path.join(dataDir, 'keys.json'));
};

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  await leave();
  haven = await startHaven(dataDir);
});
afterAll(async () => {
  await haven?.kill();
  await removeDataDir(dataDir);
});

test('the program starts on the folder, brings it up to date and asks for no first administrator', () => {
  expect(haven.output()).toMatch(/Applied \d+ database migrations/);
  expect(haven.output()).not.toContain('/join#');
});

test('it works on it as a role that owns nothing, and has nothing to warn of', async () => {
  const { socketDir = '', port = '' } = (await readPostmaster(await clusterOf(dataDir))) ?? {};
  const target = { path: path.join(socketDir, `.s.PGSQL.${port}`), database: 'haven' };
  const owner = connect({ ...target, username: OWNER }, { max: 1, applicationName: 'administrator' });
  const there = await owner.sql`
    select distinct usename as account from pg_stat_activity where datname = 'haven' and application_name like 'haven%'`;
  await owner.sql.end({ timeout: 5 });
  expect(there.map((row) => String(row['account']))).toEqual([roleOf('haven')]);
  const own = connect({ ...target, username: roleOf('haven') }, { max: 1 });
  const standing = await standingOf(own.sql);
  await own.sql.end({ timeout: 5 });
  expect(standing).toEqual({ lacks: [], surplus: [] });
  expect(haven.output()).not.toContain('database-role');
});

test('its database files are of the version that the program would have made', async () => {
  const kept = await readFile(path.join(await clusterOf(dataDir), 'PG_VERSION'), 'utf8');
  expect(kept.trim()).toBe(older.postgres);
});

test('however long ago it was, passwords open it and everybody is there', async () => {
  const visitor = new Visitor(haven.url);
  const { email, password, userId } = older.accounts.manager;
  expect((await visitor.send('/api/sign-in', { email, password })).status).toBe(204);
  expect(await visitor.get('/api/me')).toMatchObject({ userId });
  const { changes } = await visitor.get<{ changes: { kind: string; id: string }[] }>(
    `/api/operations/${older.operationId}/pull?since=0`,
  );
  expect(changes.filter((it) => it.kind === 'person')).toHaveLength(10);
});

test('whoever checks the audit afterwards finds every chain whole', async () => {
  expect(await haven.stop()).toBe(0);
  const env = { ...process.env, NODE_ENV: '', HAVEN_DATA: dataDir };
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--verify-audit'], { env });
  expect(stdout).toMatch(/Every chain fits/);
  expect(stdout).toMatch(new RegExp(`${older.operationId} +57 events`));
});
