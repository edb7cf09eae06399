import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { uuidv7 } from '../../server/engine/ids.ts';
import type { Changes } from '../../shared/sync.ts';
import { openDoor } from '../support/door.ts';
import { killCluster, processesOf } from '../support/embedded.ts';
import { removeDataDir, temporaryDataDir } from '../support/folders.ts';
import { type HavenProcess, startHaven } from '../support/process.ts';
import { untilNoneIsLeft } from '../support/patience.ts';
import { pause, seeded } from '../support/random.ts';
import { setUp, Visitor } from '../support/visitor.ts';

/** `npm run soak` kills it more often. */
const KILLS = process.env['HAVEN_SOAK'] === 'long' ? 200 : 50;
const TABLETS = 6;
const SEED = 7;

let dataDir = '';
let haven: HavenProcess | null = null;
afterEach(async () => {
  await haven?.stop();
  haven = null;
  await removeDataDir(dataDir);
});

test(`${KILLS} kills of the server under load lose no acknowledged check-in and double none, and it never ends by itself`, async () => {
  dataDir = await temporaryDataDir();
  haven = await startHaven(dataDir);
  const port = Number(new URL(haven.url).port);
  const { visitor, operationId, centreId } = await setUp(haven);
  const random = seeded(SEED);
  const door = openDoor(visitor, { operationId, centreId }, TABLETS);
  const endedItself: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Every other time in the midst of work, however slow the machine; else whenever it happens to be.
    const enough = door.acknowledged.length + (kill % 2 === 0 ? 3 : 0);
    await pause(60 + random() * 240);
    while (door.acknowledged.length < enough && haven.child.exitCode === null) await pause(5);
    if (haven.child.exitCode !== null) endedItself.push(haven.output().slice(-2000));
    await haven.kill();
    // Now and then the database is killed with it.
    if (kill % 10 === 9) await killCluster(dataDir);
    haven = await startHaven(dataDir, { port });
  }
  await pause(200);
  const { unanswered, ...kept } = await door.close();
  expect(door.acknowledged.length).toBeGreaterThan(KILLS);
  expect({ ...kept, endedItself }).toEqual({ lost: [], doubled: 0, halved: 0, endedItself: [] });
  // At most the one each tablet was still waiting for when it was told to stop.
  expect(unanswered).toBeLessThanOrEqual(TABLETS);
});

test('when the database dies, people are told to try again, and all recovers by itself', async () => {
  dataDir = await temporaryDataDir();
  haven = await startHaven(dataDir);
  const { visitor, operationId, centreId } = await setUp(haven);
  const checkIn = { operationId, centreId, personId: uuidv7(), ageBand: 'adult', language: 'ro', needs: [] };
  const id = uuidv7();
  const at = new Date().toISOString();
  await killCluster(dataDir);
  const first = await visitor.say('people.checkIn', checkIn, id, at);
  // Either it was just in time, or it is told when to try again.
  expect(first.status === 200 || (first.status === 503 && Number(first.body['retryAfter']) > 0)).toBe(true);
  await untilNoneIsLeft('check-in is not accepted', async () =>
    Number((await visitor.say('people.checkIn', checkIn, id, at)).status !== 200),
  );
  const pulled = await visitor.get<Changes>(`/api/operations/${operationId}/pull?since=0`);
  expect(pulled.changes.filter((it) => it.kind === 'person').map((it) => it.id)).toEqual([checkIn.personId]);
});

test('a database that stops answering is told of within seconds, and what was sent then is stored once', async () => {
  dataDir = await temporaryDataDir();
  haven = await startHaven(dataDir);
  const { visitor, operationId, centreId } = await setUp(haven);
  const checkIn = { operationId, centreId, personId: uuidv7(), ageBand: 'adult', language: 'ro', needs: [] };
  const id = uuidv7();
  const at = new Date().toISOString();
  const stopped = await processesOf(dataDir);
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
  const silent = await visitor.say('people.checkIn', checkIn, id, at);
  for (const pid of stopped) process.kill(pid, 'SIGCONT');
  expect(silent.status).toBe(503);
  expect(silent.body['type']).toBe('/problems/database-unavailable');
  expect(silent.body['retryAfter']).toBeGreaterThan(0);
  const again = await visitor.until('people.checkIn', checkIn, () => false);
  expect(again?.status).toBe(200);
  expect((await visitor.say('people.checkIn', checkIn, id, at)).status).toBe(200);
  const pulled = await visitor.get<Changes>(`/api/operations/${operationId}/pull?since=0`);
  expect(pulled.changes.filter((it) => it.kind === 'person').map((it) => it.id)).toEqual([checkIn.personId]);
});

test('Ctrl-C stops the program and its database, even at the first moment, and the next start finds everything', async () => {
  dataDir = await temporaryDataDir();
  for (let round = 0; round < 3; round += 1) {
    haven = await startHaven(dataDir);
    expect(await haven.stop()).toBe(0);
    expect(await processesOf(dataDir)).toEqual([]);
  }
  haven = await startHaven(dataDir);
  const { port } = new URL(haven.url);
  const second = await temporaryDataDir();
  await expect(startHaven(second, { port: Number(port) })).rejects.toThrow('is in use. Stop what listens there');
  expect(await processesOf(second)).toEqual([]);
  await removeDataDir(second);
});

test('an error that nobody caught is logged without its words, and everybody goes on', async () => {
  dataDir = await temporaryDataDir();
  const stumbling = `--import=${pathToFileURL(path.resolve(import.meta.dirname, '../support/stumble.mjs')).href}`;
  haven = await startHaven(dataDir, { env: { NODE_OPTIONS: stumbling } });
  const { visitor } = await setUp(haven);
  haven.child.kill('SIGUSR2');
  await expect.poll(() => haven?.output()).toMatch(/"event":"defect","error":"TypeError"/);
  expect(haven.output()).toMatch(/"event":"defect","error":"RangeError"/);
  expect(haven.output()).not.toContain('words that a person typed');
  expect((await visitor.send('/api/me')).status).toBe(200);
  expect(await haven.stop()).toBe(0);
});

/** Whatever hinders it just now: asked again, for as long as the test may take. */
const until = async <T>(ask: () => Promise<T | false>): Promise<T> => {
  for (;;) {
    const answer = await ask().catch(() => false as const);
    if (answer !== false) return answer;
    await pause(500);
  }
};

test('the exercise goes on where the database was away for a moment', async () => {
  dataDir = await temporaryDataDir();
  const password = 'a long enough password';
  const env = { HAVEN_DEMO_SPEED: '600', HAVEN_DEMO_PASSWORD: password, NODE_ENV: '' };
  haven = await startHaven(dataDir, { args: ['--demo'], env });
  const manager = new Visitor(haven.url);
  await until(async () => (await manager.send('/api/sign-in', { email: 'manager@haven.example', password })).ok);
  const guestsThere = async (wanted: number): Promise<number | false> => {
    const { items } = await manager.get<{ items: { id: string }[] }>('/api/operations');
    const { changes } = await manager.get<Changes>(`/api/operations/${items[0]?.id}/pull?since=0`);
    const guests = changes.filter((it) => it.kind === 'person').length;
    return guests >= wanted && guests;
  };
  const before = await until(() => guestsThere(3));
  await killCluster(path.join(dataDir, 'demo'));
  await until(() => guestsThere(before + 5));
  expect(haven.output()).not.toContain('The exercise has stopped');
});
