import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startEmbedded } from '../../db/embedded.ts';
import {
  buildProgram,
  bystander,
  clusterOf,
  killCluster,
  openRows,
  serverPid,
  startProgram,
} from '../support/embedded.ts';
import type { Program } from '../support/embedded.ts';
import { removeDataDir, temporaryDataDir } from '../support/folders.ts';

const quiet = () => undefined;
let dataDir: string;
let programs: Program[] = [];

beforeAll(buildProgram);

beforeEach(async () => {
  dataDir = await temporaryDataDir();
});

afterEach(async () => {
  await Promise.all(programs.map((one) => one.kill('SIGKILL')));
  programs = [];
  await removeDataDir(dataDir);
});

function program(folder: string): Program {
  const started = startProgram(folder);
  programs.push(started);
  return started;
}

test('a row acknowledged before the program is killed is there at the next start', async () => {
  const first = program(dataDir);
  await first.says(/^row 50$/);
  await first.kill('SIGKILL');
  const next = await openRows(dataDir);
  expect(next.adopted).toBe(true);
  await expect(next.numbers()).resolves.toEqual(expect.arrayContaining(first.rows()));
  await next.close();
});

test('a whole cluster killed with -9 recovers by itself, with every acknowledged row', async () => {
  const running = program(dataDir);
  await running.says(/^row 50$/);
  const before = await killCluster(dataDir);
  const lastBefore = running.rows().at(-1) ?? 0;
  await running.says(new RegExp(`^row ${lastBefore + 50}$`));
  expect(await serverPid(dataDir)).not.toBe(before);
  await running.kill('SIGTERM');
  const next = await openRows(dataDir);
  await expect(next.numbers()).resolves.toEqual(expect.arrayContaining(running.rows()));
  await next.close();
});

test('program and database killed together start again with every acknowledged row', async () => {
  const first = program(dataDir);
  await first.says(/^row 50$/);
  await first.kill('SIGKILL');
  await killCluster(dataDir);
  const next = await openRows(dataDir);
  expect(next.adopted).toBe(false);
  await expect(next.numbers()).resolves.toEqual(expect.arrayContaining(first.rows()));
  await next.close();
});

test('a second program on the same data folder is refused, and the first goes on', async () => {
  const first = program(dataDir);
  await first.says(/^row 1$/);
  const refusal = `Haven is already running on this data folder (process ${first.pid})`;
  await expect(startEmbedded({ dataDir, log: quiet })).rejects.toThrow(refusal);
  const seen = first.rows().at(-1) ?? 0;
  await first.says(new RegExp(`^row ${seen + 50}$`));
});

test('two programs started at the same moment on a new folder end with one running', async () => {
  const both = [program(dataDir), program(dataDir)];
  const refused = await Promise.race(both.map(async (one) => (await one.ended, one)));
  const winner = both.find((one) => one !== refused);
  expect(refused.complaint()).toContain('already running on this data folder');
  await winner?.says(/^row 50$/);
});

test('it runs from a folder with spaces, and stops its server in order', async () => {
  const spaced = path.join(dataDir, 'village hall', 'data of 2026');
  await mkdir(path.dirname(spaced));
  const first = program(spaced);
  await first.says(/^row 1$/);
  await first.kill('SIGTERM');
  const cluster = await clusterOf(spaced);
  expect(await readdir(cluster)).not.toContain('postmaster.pid');
  await removeDataDir(spaced);
});

test('a Ctrl-C that reaches every process of the terminal leaves the database up until the program stops it', async () => {
  const first = program(dataDir);
  await first.says(/^row 10$/);
  process.kill(-first.pid, 'SIGINT');
  await first.says(/^last$/);
  await first.ended;
  expect(first.complaint()).not.toContain('went away');
  expect(first.code()).toBe(0);
});

test('a process number in postmaster.pid that now belongs to something else does not stop the start', async () => {
  const first = program(dataDir);
  await first.says(/^row 5$/);
  await first.kill('SIGKILL');
  await killCluster(dataDir);
  const cluster = await clusterOf(dataDir);
  const other = await bystander(cluster);
  const file = path.join(cluster, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, [other.pid, ...lines.slice(1)].join('\n'));
  const next = await openRows(dataDir).finally(() => other.kill());
  await expect(next.numbers()).resolves.toEqual(expect.arrayContaining(first.rows()));
  await next.close();
});

test('a data folder whose database is gone is refused, not begun empty', async () => {
  const next = await openRows(dataDir);
  await next.close();
  const pg = path.join(dataDir, 'pg');
  await rm(pg, { recursive: true });
  await mkdir(path.join(pg, '17'), { recursive: true });
  await expect(startEmbedded({ dataDir, log: quiet })).rejects.toThrow('holds a database of PostgreSQL 17');
});
