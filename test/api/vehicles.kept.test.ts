import { afterAll, beforeAll, expect, test } from 'vitest';
import { vehicleCells } from '../../server/vehicles/shown.ts';
import { vehicleKinds, vehicleStates } from '../../shared/vehicles.ts';
import { type Loose, MORNING, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
let manager: Person;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
  ({ manager } = scene);
});
afterAll(() => app.stop());

const at = (time: string): string => `2026-11-19T${time}:00.000Z`;
const row = async (id: string): Promise<Loose> => (await scene.planner.mirror(scene.operationId)).row('vehicle', id);
const where = () => ({ operationId: scene.operationId, centreId: scene.centreId });
const vehicleThat = async (state: (typeof vehicleStates)[number]) => {
  const vehicleId = app.newId();
  const args = { ...where(), vehicleId, label: 'Coach 1', kind: 'coach', people: 9, dueAt: MORNING.toISOString() };
  await manager.done('vehicles.record', args);
  const ids = { operationId: scene.operationId, vehicleId };
  if (state === 'arrived')
    await manager.done('vehicles.arrive', { ...ids, baseVersion: 1, people: 7 }, { occurredAt: at('05:00') });
  else await manager.done('vehicles.change', { ...ids, baseVersion: 1, state });
  return { ...ids, baseVersion: 2 };
};

test.each(some(vehicleKinds))('a %s is kept as it was recorded, on its way, and nobody got out yet', async (kind) => {
  for (const fromSquare of ['SK 54', undefined]) {
    const said = { ...where(), vehicleId: app.newId(), label: 'Coach 1', kind, people: 9, dueAt: at('07:58') };
    await manager.done('vehicles.record', { ...said, ...(fromSquare ? { fromSquare } : {}) });
    const { vehicleId: id, ...rest } = said;
    const yet = { state: 'on_the_way', arrivedAt: null, arrivedPeople: null, rowVersion: 1 };
    expect(await row(id)).toEqual({ id, ...rest, ...yet, fromSquare: fromSquare ?? null });
  }
});

test.each(some(vehicleStates))(
  'of one that is "%s" each field may be changed by itself, unless it has come',
  async (state) => {
    const ids = await vehicleThat(state);
    const came = state === 'arrived';
    const changes: [Loose, Loose][] = [
      [{ people: 0 }, { people: 0 }],
      [{ dueAt: at('08:20') }, { dueAt: at('08:20') }],
      [{ state: 'cancelled' }, { state: 'cancelled' }],
      [{ state: 'expected' }, { state: 'expected' }],
      [{ state: 'on_the_way' }, { state: 'on_the_way' }],
    ];
    for (const [index, [said, then]] of some(changes.entries())) {
      const before = await row(ids.vehicleId);
      const answer = await manager.command('vehicles.change', { ...ids, baseVersion: came ? 2 : 2 + index, ...said });
      expect(answer.body.detail).toEqual(came ? 'This vehicle has arrived' : undefined);
      expect(await row(ids.vehicleId)).toEqual(came ? before : { ...before, ...then, rowVersion: 3 + index });
    }
  },
);

test.each(some(vehicleStates))('one that is "%s" comes all the same, and says when it first did', async (state) => {
  const ids = await vehicleThat(state);
  const before = await row(ids.vehicleId);
  await manager.done('vehicles.arrive', { ...ids, people: 8 }, { occurredAt: at('05:20') });
  const arrivedAt = state === 'arrived' ? at('05:00') : at('05:20');
  const then = { state: 'arrived', arrivedAt, arrivedPeople: 8, people: 9, rowVersion: 3 };
  expect(await row(ids.vehicleId)).toEqual({ ...before, ...then });
});

test('a change from an old version is refused, and a vehicle goes to a centre of its own operation alone', async () => {
  const ids = await vehicleThat('expected');
  const stale = await manager.command('vehicles.change', { ...ids, baseVersion: 1, people: 1 });
  expect(stale.body.type).toBe('/problems/stale-version');
  const elsewhere = await app.centre({ operationId: await app.operation() });
  const sent = (centreId: string) => scene.planner.command('vehicles.change', { ...ids, centreId });
  expect((await sent(elsewhere)).status).toBe(404);
  expect((await sent(scene.otherCentreId)).status).toBe(200);
  expect(await row(ids.vehicleId)).toMatchObject({ centreId: scene.otherCentreId, people: 9 });
});

test('what a vehicle is now is told to those for whom arrivals open at its centre', async () => {
  const { operationId, centreId } = scene;
  const told = async (vehicleId: string, role: 'manager' | 'volunteer') => {
    const subject = { kind: 'vehicle', id: vehicleId, operationId, personId: null, centreId, rowVersion: 2 } as const;
    const viewer = { userId: 'x', grants: [{ role, operationId, centreId, address: false }], lead: false };
    return vehicleCells(app.deps.db, viewer, { ...subject, compartment: null });
  };
  const shown = (cells: Loose) => Object.fromEntries(Object.entries(cells).map(([key, it]: Loose) => [key, it.value]));
  const coming = await vehicleThat('on_the_way');
  const dueAt = MORNING.toISOString();
  const all = { vehicle: 'Coach 1', arrivedAt: dueAt };
  expect(shown(await told(coming.vehicleId, 'manager'))).toEqual({ ...all, state: 'on_the_way', other: '9' });
  const came = await vehicleThat('arrived');
  expect(shown(await told(came.vehicleId, 'manager'))).toEqual({ ...all, state: 'arrived', other: '7' });
  const locked = Object.values(await told(came.vehicleId, 'volunteer'));
  expect(locked).toEqual(Array.from({ length: 4 }, () => ({ value: null, locked: true })));
  expect(await told(app.newId(), 'manager')).toEqual({});
});
