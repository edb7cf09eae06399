import { eq, type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { stream } from '../../db/schema/engine.ts';
import { person } from '../../db/schema/people.ts';
import type { Deps } from '../../server/engine/deps.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
/** Looks in where a change takes its place in line. */
let onPlace: Deps['placeInLine'];

const inLine: NonNullable<Deps['placeInLine']> = async (tx, streamId) => {
  await onPlace?.(tx, streamId);
  const [head] = await tx.select().from(stream).where(eq(stream.id, streamId)).for('update');
  return head;
};

beforeAll(async () => {
  app = await startTestApp({ placeInLine: inLine });
});
beforeEach(async () => {
  onPlace = undefined;
  scene = await setScene(app);
});
afterAll(() => app.stop());

const comes = (more: object = {}) => scene.volunteer.done('people.checkIn', arrival(app, scene, more));
const guests = async () => (await scene.manager.mirror(scene.operationId)).rows('person');

/** What is asked of the database in a transaction while this is done, as it is asked. */
const watching = async (seen: (text: string) => void, work: () => Promise<unknown>): Promise<void> => {
  const { db } = app.deps;
  const transaction: Deps['db']['transaction'] = (inside, config) =>
    db.transaction((tx) => {
      const execute = (query: SQL) => {
        seen(new PgDialect().sqlToQuery(query).sql);
        return tx.execute(query);
      };
      return inside(Object.assign(Object.create(tx) as typeof tx, { execute }));
    }, config);
  app.deps.db = Object.assign(Object.create(db) as Deps['db'], { transaction });
  await work().finally(() => (app.deps.db = db));
};

test('nobody who is checked in keeps others waiting while their names are looked for: the place in line comes last', async () => {
  const holds: boolean[] = [];
  const order: string[] = [];
  onPlace = async (tx) => {
    order.push('place');
    const [found] = await tx.execute<{ holds: boolean }>(sql`
      select exists (select 1 from pg_locks where pid = pg_backend_pid() and relation = 'stream'::regclass
        and mode = 'RowShareLock') as holds`);
    holds.push(found?.holds ?? true);
  };
  const look = (text: string) => {
    if (text.includes('same_name')) order.push('names');
  };
  await watching(look, async () => {
    await comes({ preferredName: 'Linh' });
    await comes({ preferredName: 'Linh', vehicle: 'Coach 1', groupId: app.newId() });
    await comes({ reference: 'K-020' });
    await comes({ ageBand: 'child' });
  });
  expect(holds).toEqual([false, false, false, false]);
  expect(order).toEqual(['names', 'place', 'names', 'place', 'place', 'place']);
});

test('a number typed at one desk is not given out at another at the same moment', async () => {
  let arrived = () => {};
  let goOn = () => {};
  const isThere = new Promise<void>((resolve) => (arrived = resolve));
  const wait = new Promise<void>((resolve) => (goOn = resolve));
  onPlace = () => {
    onPlace = undefined;
    arrived();
    return wait.then(() => undefined);
  };
  const typed = comes({ reference: 'K-001' });
  await isThere;
  const given = await comes().finally(goOn);
  await typed;
  expect(given.reference).toBe('K-002');
  expect((await guests()).map((it) => it['flags'])).toEqual([[], []]);
});

const isWaiting = () =>
  app.deps.db.execute(sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);

/** Until somebody waits for what another holds. */
const isWaitedFor = async () => {
  await expect.poll(isWaiting).toHaveLength(1);
};

test('nobody is turned away at the door because a lead looks into who wears their wristband at that moment', async () => {
  const { operationId, centreId, manager } = scene;
  await comes({ reference: 'K-001' });
  await comes({ reference: 'K-001' });
  const { body } = await manager.get(`/api/operations/${operationId}/attention?centreId=${centreId}`);
  const [{ id: attentionId, rowVersion: baseVersion }] = body.items;
  let goOn = () => {};
  const wait = new Promise<void>((resolve) => (goOn = resolve));
  const isThere = new Promise<void>((arrived) => {
    onPlace = () => {
      onPlace = undefined;
      arrived();
      return wait.then(() => undefined);
    };
  });
  const asked = manager.done('attention.ask', { operationId, attentionId, baseVersion });
  await isThere;
  const third = comes({ reference: 'K-001' });
  await isWaitedFor().finally(goOn);
  await asked;
  expect((await third).flags).toEqual(['reference_shared']);
});

test('a number that somebody took between the look for it and the hold of it is not given to another', async () => {
  await comes({ reference: 'K-001' });
  const { db } = app.deps;
  let tries = 0;
  const transaction: Deps['db']['transaction'] = (work, config) =>
    db.transaction((tx) => {
      const execute = async (query: Parameters<typeof tx.execute>[0]) => {
        const found: unknown[] = await tx.execute(query);
        const [door] = found as object[];
        const isNumber = door !== undefined && 'reference' in door && 'full' in door;
        tries += isNumber ? 1 : 0;
        return isNumber && tries === 1 ? [{ ...door, reference: 'K-001' }] : found;
      };
      return work(Object.assign(Object.create(tx) as typeof tx, { execute }));
    }, config);
  app.deps.db = Object.assign(Object.create(db) as Deps['db'], { transaction });
  const given = await comes().finally(() => (app.deps.db = db));
  expect(given).toMatchObject({ reference: 'K-002', flags: [] });
  expect(tries).toBe(2);
  expect((await guests()).map((it) => it['flags'])).toEqual([[], []]);
});

test.each([
  [
    'whoever comes back in the wristband they had waits for whoever is given it',
    { reference: 'K-001' },
    'reference_shared',
  ],
  [
    'whoever comes back from the form they were on waits for whoever is keyed in from it',
    { paperForm: 1 },
    'form_shared',
  ],
] as const)('%s at that moment, and both are marked', async (_, what, flag) => {
  const { operationId, volunteer } = scene;
  const known = arrival(app, scene);
  const { personId, reference } = await comes({ ...known, ...what });
  await volunteer.done('people.undoCheckIn', { operationId, personId, reason: 'Wrong guest', baseVersion: 1 });
  const coming: ReturnType<typeof comes>[] = [];
  onPlace = async () => {
    onPlace = undefined;
    const back = comes(known);
    coming.push(back);
    const isDone = back.then(() => [1]);
    await expect.poll(() => Promise.race([isDone, isWaiting()])).toHaveLength(1);
  };
  await comes(what);
  const [again] = await Promise.all(coming);
  expect(again).toMatchObject({ reference, flags: expect.arrayContaining([flag]) });
  for (const { flags } of some(await guests())) expect(flags).toContain(flag);
});

test('a number is not given out again though the check-in it was given to was undone', async () => {
  const { operationId, volunteer } = scene;
  const { personId, reference } = await comes();
  await volunteer.done('people.undoCheckIn', { operationId, personId, reason: 'Twice', baseVersion: 1 });
  expect([reference, (await comes()).reference]).toEqual(['K-001', 'K-002']);
});

test('where every number has been given out, whoever checks in is told to type one', async () => {
  for (const letter of 'ABCDEFGHJKLMNPQRSTUWXYZ') await comes({ reference: `${letter}-9999` });
  const args = arrival(app, scene);
  const { status, body } = await scene.volunteer.command('people.checkIn', args);
  expect([status, body.detail]).toEqual([409, 'Every number has been given out. Type the one on their wristband']);
  expect(await comes({ ...args, reference: 'K-001' })).toMatchObject({ reference: 'K-001', flags: [] });
});

test('what cannot be recorded has not happened, though its commit was sent along with it', async () => {
  onPlace = async (tx, streamId) => {
    onPlace = undefined;
    // The number of the change before: there is an event of it already.
    await tx.execute(sql`update stream set head_seq = head_seq - 1 where id = ${streamId}`);
    return undefined;
  };
  const args = arrival(app, scene, { needs: [{ id: app.newId(), kind: 'drink' }] });
  const envelope = { id: app.newId(), occurredAt: app.clock.now().toISOString() };
  app.log.expectError('defect');
  const { status } = await scene.volunteer.command('people.checkIn', args, envelope);
  // No refusal: nothing is wrong with what was said, and said again it is done.
  expect(status).toBe(500);
  expect(await guests()).toEqual([]);
  const [kept] = await app.deps.db
    .select()
    .from(person)
    .where(eq(person.id, String(args['personId'])));
  expect(kept).toBeUndefined();
  const given = await scene.volunteer.done('people.checkIn', args, envelope);
  expect((await guests()).map(({ id }) => id)).toEqual([given.personId]);
});
