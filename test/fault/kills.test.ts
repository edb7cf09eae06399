import { afterEach, expect, test } from 'vitest';
import { uuidv7 } from '../../server/ids.ts';
import type { Changes } from '../../shared/sync.ts';
import { killCluster, processesOf } from '../support/embedded.ts';
import { removeDataDir, temporaryDataDir } from '../support/folders.ts';
import { type HavenProcess, startHaven } from '../support/process.ts';
import { untilNoneIsLeft } from '../support/patience.ts';
import { pause, seeded } from '../support/random.ts';
import { setUp, Visitor } from '../support/visitor.ts';

const KILLS = 50;
const TABLETS = 6;
const SEED = 7;

let dataDir = '';
let haven: HavenProcess | null = null;
afterEach(async () => {
  await haven?.stop();
  haven = null;
  await removeDataDir(dataDir);
});

interface Acknowledged {
  personId: string;
  seq: number;
}

/** Checks people in, one after another, until told to stop; never goes on before a command has its answer. */
const tablet = async (
  visitor: Visitor,
  place: { operationId: string; centreId: string },
  acknowledged: Acknowledged[],
  over: () => boolean,
): Promise<void> => {
  while (!over()) {
    const personId = uuidv7();
    const needs = [{ id: uuidv7(), kind: 'drink' }];
    const args = { ...place, personId, reference: 'K-001', ageBand: 'adult', language: 'ro', needs };
    const said = await visitor.until('people.checkIn', args, over);
    if (said) acknowledged.push({ personId, seq: Number(said.body['seq']) });
  }
};

test('fifty kills of the server under load lose no acknowledged check-in and double none', async () => {
  dataDir = await temporaryDataDir();
  haven = await startHaven(dataDir);
  const port = Number(new URL(haven.url).port);
  const { visitor, operationId, centreId } = await setUp(haven);
  const random = seeded(SEED);
  const acknowledged: Acknowledged[] = [];
  let over = false;
  const tablets = Array.from({ length: TABLETS }, () => {
    const own = new Visitor(visitor.url);
    own.cookie = visitor.cookie;
    return tablet(own, { operationId, centreId }, acknowledged, () => over);
  });
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Every other time in the midst of work, however slow the machine; else whenever it happens to be.
    const enough = acknowledged.length + (kill % 2 === 0 ? 3 : 0);
    await pause(60 + random() * 240);
    while (acknowledged.length < enough) await pause(5);
    await haven.kill();
    // Now and then the database is killed with it.
    if (kill % 10 === 9) await killCluster(dataDir);
    haven = await startHaven(dataDir, { port });
  }
  await pause(200);
  over = true;
  await Promise.all(tablets);

  const pulled = await visitor.get<Changes>(`/api/operations/${operationId}/pull?since=0`);
  const idsOf = (kind: string, key: string) =>
    pulled.changes.filter((it) => it.kind === kind).map((it) => String(it.row?.[key]));
  const people = new Set(idsOf('person', 'id'));
  expect(acknowledged.length).toBeGreaterThan(KILLS);
  expect(acknowledged.filter((it) => !people.has(it.personId))).toEqual([]);
  expect(new Set(acknowledged.map((it) => it.seq)).size).toBe(acknowledged.length);
  const stays = idsOf('stay', 'personId');
  expect(stays.length).toBe(new Set(stays).size);
  expect(idsOf('need', 'id').length).toBe(people.size);
  // At most the one each tablet was still waiting for when it was told to stop.
  expect(people.size - acknowledged.length).toBeLessThanOrEqual(TABLETS);
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
