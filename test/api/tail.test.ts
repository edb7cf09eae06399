import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newest, type StoredVersion } from '../../server/engine/changes.ts';
import { audienceOf } from '../../server/engine/project.ts';
import { headOf } from '../../server/engine/pull.ts';
import { startTail, type Tail } from '../../server/engine/tail.ts';
import type { Changes } from '../../shared/sync.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { RecordingLog } from '../support/recordingLog.ts';

let app: TestApp;
let tail: Tail;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
afterEach(() => tail.stop());

/** A tail that hears of nothing but what the test tells it, and all that it hands to one who manages a centre, or to silver. */
const watched = async (deps: Partial<TestApp['deps']> = {}, role: 'manager' | 'silver' = 'manager') => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  const manager = await app.signInAs('manager', { operationId, centreId });
  const place = role === 'manager' ? { centreId, address: true } : { centreId: null, address: false };
  const audience = audienceOf([{ role, operationId, ...place }], operationId, false);
  if (!audience) throw new Error(`a ${role} without a place in the operation`);
  const sent: Changes[] = [];
  tail = await startTail(
    {
      ...app.deps,
      ...deps,
      sql: { ...app.deps.sql, listen: () => Promise.resolve({ unlisten: () => Promise.resolve() }) } as never,
    },
    (_room, changes) => void sent.push(changes),
  );
  await tail.watch(operationId, audience);
  /** Checks somebody in, and answers what that changed. */
  const arrive = async (): Promise<{ seq: number; personId: string; versions: StoredVersion[] }> => {
    const personId = app.newId();
    await manager.done('people.checkIn', {
      operationId,
      centreId,
      personId,
      ageBand: 'adult',
      language: 'ro',
      needs: [],
    });
    const seq = (await headOf(app.deps.db, operationId)) ?? 0;
    return { seq, personId, versions: await newest(app.deps.db, operationId, seq - 1, seq) };
  };
  const guests = (): string[] =>
    sent.flatMap(({ changes }) => changes.filter((it) => it.kind === 'person').map((it) => it.id));
  return { operationId, arrive, sent, guests };
};

test('a tail that was not told of a change reads it from the database, and hands on all of them in order', async () => {
  const { operationId, arrive, sent, guests } = await watched();
  const [first, missing, last] = [await arrive(), await arrive(), await arrive()];
  tail.wake(operationId, first.seq, first.versions);
  tail.wake(operationId, last.seq, last.versions);
  await expect.poll(() => sent.at(-1)?.to).toBe(last.seq);
  expect(guests()).toEqual([first.personId, missing.personId, last.personId]);
});

test('every delta of a tail begins where the one before ended, also those that tell of nothing', async () => {
  const { operationId, arrive, sent, guests } = await watched();
  const arrived = [];
  for (let n = 0; n < 4; n += 1) {
    const { seq, personId, versions } = await arrive();
    arrived.push(personId);
    tail.wake(operationId, seq, n % 2 === 0 ? versions : undefined);
    await expect.poll(() => sent.at(-1)?.to).toBe(seq);
  }
  expect(guests()).toEqual(arrived);
  expect(sent.slice(1).map(({ from }) => from)).toEqual(sent.slice(0, -1).map(({ to }) => to));
});

test('what could not be read once is handed on when it can be: nobody is taken for further than they are', async () => {
  let fails = true;
  const db = Object.assign(Object.create(app.deps.db) as TestApp['deps']['db'], {
    execute: (...asked: Parameters<TestApp['deps']['db']['execute']>) => {
      if (!fails) return app.deps.db.execute(...asked);
      fails = false;
      return Promise.reject(new Error('the database does not answer'));
    },
  });
  const log = new RecordingLog();
  const { operationId, arrive, sent, guests } = await watched({ db, log });
  const { seq, personId } = await arrive();
  tail.wake(operationId, seq);
  await expect.poll(() => log.lines.length).toBe(1);
  tail.wake(operationId, seq);
  await expect.poll(() => sent.at(-1)?.to).toBe(seq);
  expect(guests()).toEqual([personId]);
});

test('counts that could not be made once are made when they can be, and again after each change', async () => {
  let fails = true;
  const countsFor: TestApp['deps']['countsFor'] = (...asked) => {
    if (!fails) return app.deps.countsFor(...asked);
    fails = false;
    return Promise.reject(new Error('the database does not answer'));
  };
  const log = new RecordingLog();
  const { operationId, arrive, sent } = await watched({ countsFor, log }, 'silver');
  tail.wake(operationId, (await arrive()).seq);
  await expect.poll(() => log.lines.length).toBe(1);
  for (let n = 0; n < 3; n += 1) {
    const { seq } = await arrive();
    tail.wake(operationId, seq);
    await expect.poll(() => sent.at(-1)?.to).toBe(seq);
    expect(sent.at(-1)?.changes.map((it) => it.kind)).toContain('operationCounts');
  }
});
