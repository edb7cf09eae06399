import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});

beforeEach(async () => {
  scene = await setScene(app);
});

afterAll(() => app.stop());

const record = async () => {
  const { operationId, centreId } = scene;
  const vehicleId = app.newId();
  const said = { label: 'Coach 1', kind: 'coach', fromSquare: 'SK 54', people: 9, dueAt: '2026-11-19T07:58:00Z' };
  await scene.manager.done('vehicles.record', { operationId, centreId, vehicleId, ...said });
  return { operationId, vehicleId };
};

test('a vehicle is recorded on its way, changed, and arrives with the heads that got out', async () => {
  const ids = await record();
  await scene.manager.done('vehicles.change', { ...ids, baseVersion: 1, people: 11, dueAt: '2026-11-19T08:20:00Z' });
  await scene.manager.done('vehicles.arrive', { ...ids, baseVersion: 2, people: 10 });
  const held = await scene.manager.mirror(scene.operationId);
  expect(held.row('vehicle', ids.vehicleId)).toMatchObject({ state: 'arrived', people: 11, arrivedPeople: 10 });
});

test('that a coach came is a fact: it is taken from someone who looked at an old version', async () => {
  const ids = await record();
  await scene.manager.done('vehicles.change', { ...ids, baseVersion: 1, people: 11 });
  await scene.manager.done('vehicles.arrive', { ...ids, baseVersion: 1, people: 11 });
  const recount = await scene.manager.command('vehicles.arrive', { ...ids, baseVersion: 1, people: 12 });
  expect(recount.body.type).toBe('/problems/stale-version');
  const after = await scene.manager.command('vehicles.change', { ...ids, baseVersion: 3, people: 1 });
  expect(after.body.type).toBe('/problems/not-in-this-state');
});

test('counting again changes how many got out, and not when they came', async () => {
  const ids = await record();
  const came = { occurredAt: '2026-11-19T05:10:00.000Z' };
  await scene.manager.done('vehicles.arrive', { ...ids, baseVersion: 1, people: 11 }, came);
  await scene.manager.done('vehicles.arrive', { ...ids, baseVersion: 2, people: 12 });
  const held = await scene.manager.mirror(scene.operationId);
  expect(held.row('vehicle', ids.vehicleId)).toMatchObject({ arrivedPeople: 12, arrivedAt: came.occurredAt });
});

test('a coach sent to another centre leaves the first one’s list, and is told to nobody else', async () => {
  const ids = await record();
  const before = await scene.manager.mirror(scene.operationId);
  await scene.planner.done('vehicles.change', { ...ids, baseVersion: 1, centreId: scene.otherCentreId });
  const delta = await scene.manager.pull(scene.operationId, before.cursor);
  expect(delta.changes).toEqual([{ kind: 'vehicle', id: ids.vehicleId, row: null }]);
  expect((await scene.volunteer.mirror(scene.operationId)).kinds).not.toContain('vehicle');
  expect((await scene.silver.mirror(scene.operationId)).kinds).not.toContain('vehicle');
});

test('another centre’s manager changes no coach that is not theirs', async () => {
  const ids = await record();
  const { operationId, otherCentreId } = scene;
  const other = await app.signInAs('manager', { operationId, centreId: otherCentreId });
  const theirs = await other.command('vehicles.change', { ...ids, baseVersion: 1, people: 1 });
  const missing = await other.command('vehicles.change', {
    operationId,
    vehicleId: app.newId(),
    baseVersion: 1,
    people: 1,
  });
  expect([theirs.status, theirs.text]).toEqual([404, missing.text]);
});
