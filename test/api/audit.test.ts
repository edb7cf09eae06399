import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Fault, verifyStream } from '../../server/engine/verify.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});

beforeEach(async () => {
  scene = await setScene(app);
  for (let n = 0; n < 6; n += 1) {
    const args = arrival(app, scene, { preferredName: `Guest ${n}`, needs: [{ id: app.newId(), kind: 'drink' }] });
    await scene.volunteer.done('people.checkIn', args);
  }
});

afterAll(() => app.stop());

const verify = () => verifyStream(app.deps.db, app.deps.keys.audit, scene.operationId);
const faults = async (): Promise<[number, Fault['what']][]> =>
  (await verify()).faults.map(({ seq, what }) => [seq, what]);

test('a chain nobody touched fits, to its last event', async () => {
  const verdict = await verify();
  expect(verdict).toMatchObject({ events: 9, erased: 0, faults: [] });
  expect(verdict.versions).toBeGreaterThan(20);
});

test('one changed letter in what an event wrote is found', async () => {
  const { owner: sql } = app;
  await sql`update version set "row" = jsonb_set("row", '{preferredName}', '"Somebody else"')
    where stream_id = ${scene.operationId} and seq = 6 and kind = 'personIdentity'`;
  expect(await faults()).toEqual([[6, 'version-changed']]);
});

test('a row slipped into an event, or taken out of it, is found', async () => {
  const { owner: sql } = app;
  await sql`delete from version where stream_id = ${scene.operationId} and seq = 5 and kind = 'need'`;
  expect(await faults()).toEqual([[5, 'version-changed']]);
});

test('one flipped byte of who did it, when, or of the code itself is found', async () => {
  const { owner: sql } = app;
  await sql`update event set actor_id = 'someone' where stream_id = ${scene.operationId} and seq = 4`;
  await sql`update event set occurred_at = occurred_at + interval '1 ms' where stream_id = ${scene.operationId} and seq = 6`;
  await sql`update event set mac = set_byte(mac, 3, get_byte(mac, 3) # 1) where stream_id = ${scene.operationId} and seq = 8`;
  expect(await faults()).toEqual([
    [4, 'event-changed'],
    [6, 'event-changed'],
    [8, 'event-changed'],
    [9, 'order-changed'],
  ]);
});

test('an event taken out of the middle is found, even when the rest is numbered anew', async () => {
  const { owner: sql } = app;
  const { operationId } = scene;
  await sql`delete from version where stream_id = ${operationId} and seq = 5`;
  await sql`delete from event where stream_id = ${operationId} and seq = 5`;
  expect((await faults()).slice(0, 2)).toEqual([
    [6, 'missing'],
    [6, 'order-changed'],
  ]);
  await sql.begin(async (tx) => {
    for (const seq of [6, 7, 8, 9]) {
      await tx`update event set seq = ${seq - 1} where stream_id = ${operationId} and seq = ${seq}`;
      await tx`update version set seq = ${seq - 1} where stream_id = ${operationId} and seq = ${seq}`;
    }
  });
  expect((await faults()).map(([, what]) => what)).toContain('order-changed');
});

test('two events that changed places are found', async () => {
  const { owner: sql } = app;
  const { operationId } = scene;
  await sql.begin(async (tx) => {
    for (const [from, to] of [
      [5, 99],
      [6, 5],
      [99, 6],
    ] as const) {
      await tx`update event set seq = ${to} where stream_id = ${operationId} and seq = ${from}`;
      await tx`update version set seq = ${to} where stream_id = ${operationId} and seq = ${from}`;
    }
  });
  expect((await faults()).map(([seq]) => seq)).toEqual(expect.arrayContaining([5, 6, 7]));
});

test('an end that was cut off is found by the stream’s head', async () => {
  const { owner: sql } = app;
  await sql`delete from version where stream_id = ${scene.operationId} and seq = 9`;
  await sql`delete from event where stream_id = ${scene.operationId} and seq = 9`;
  expect(await faults()).toEqual([[9, 'head-changed']]);
});

test('words that were erased leave a chain that fits, and are counted', async () => {
  const { owner: sql } = app;
  await sql`update version set "row" = null where stream_id = ${scene.operationId} and compartment = 'identity'`;
  expect(await verify()).toMatchObject({ erased: 6, faults: [] });
});

test('whoever does not hold the key cannot make a chain that fits', async () => {
  const verdict = await verifyStream(app.deps.db, Buffer.alloc(32, 1), scene.operationId);
  expect(verdict.faults).toHaveLength(9);
});

test('a chain that grows while it is checked is not taken for one that was changed', async () => {
  const doors = { open: true };
  const arrivals = Array.from({ length: 3 }, async () => {
    while (doors.open) await scene.volunteer.done('people.checkIn', arrival(app, scene));
  });
  const checked: unknown[] = [];
  for (let n = 0; n < 25; n += 1) checked.push(...(await verify()).faults);
  doors.open = false;
  await Promise.all(arrivals);
  expect(checked).toEqual([]);
  expect((await verify()).faults).toEqual([]);
});
