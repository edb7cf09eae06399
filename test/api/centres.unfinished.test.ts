import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isOpenNeed, needStates, openNeedStates, priorities } from '../../shared/needs.ts';
import { vehicleStates } from '../../shared/vehicles.ts';
import { vehicle } from '../../db/schema/operations.ts';
import { need } from '../../db/schema/people.ts';
import { rollCall } from '../../db/schema/rollCalls.ts';
import { MORNING, startTestApp, type TestApp } from '../support/app.ts';
import { setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  await setState('standing_down', 1);
});
afterAll(() => app.stop());

const setState = (to: string, baseVersion: number) => {
  const { operationId, centreId, manager } = scene;
  return manager.command('centres.setState', { operationId, centreId, to, baseVersion });
};
const missingToClose = async (): Promise<unknown> => (await setState('closed', 2)).body.missing ?? [];

test('some states of a need are open, and some are not', () => {
  expect(openNeedStates.length).toBeGreaterThan(0);
  expect(needStates.length).toBeGreaterThan(openNeedStates.length);
});

test.each(needStates.flatMap((state) => priorities.map((priority) => [priority, state] as const)))(
  'a %s that is "%s" is named before a centre closes if it is urgent and open',
  async (priority, state) => {
    const { operationId, centreId } = scene;
    const given = { id: app.newId(), operationId, centreId, raisedAt: MORNING };
    await app.deps.db.insert(need).values({ ...given, compartment: 'welfare', priority, state });
    const named = priority === 'P1' && isOpenNeed(state);
    expect(await missingToClose()).toMatchObject(named ? [{ code: 'needs_p1' }] : []);
  },
);

test('a roll call that runs is named before a centre closes, and not one that joined another', async () => {
  const { operationId, centreId } = scene;
  const begun = { operationId, centreId, reason: 'check' as const, startedAt: MORNING, startedBy: 'test' };
  const id = app.newId();
  await app.deps.db.insert(rollCall).values([
    { ...begun, id },
    { ...begun, id: app.newId(), joinedTo: id },
  ]);
  expect(await missingToClose()).toMatchObject([{ code: 'roll_call_running' }]);
  const over = { endedAt: MORNING, endedBy: 'test', endedSeen: 0, endedExpected: 0 };
  await app.deps.db.update(rollCall).set(over).where(eq(rollCall.id, id));
  expect(await missingToClose()).toEqual([]);
});

/** Those that may still bring somebody. */
const coming: readonly string[] = ['expected', 'on_the_way'];

test('every state of a vehicle is of one that may still come, or of one that will not', () => {
  expect(vehicleStates.filter((it) => coming.includes(it))).toEqual([...coming]);
  expect(vehicleStates.filter((it) => !coming.includes(it))).toEqual(['arrived', 'cancelled']);
});

test.each(vehicleStates)(
  'a vehicle that is "%s" is named before a centre closes if it may still come',
  async (state) => {
    const { operationId, centreId } = scene;
    const given = { id: app.newId(), operationId, centreId, label: 'Coach 2', kind: 'coach' as const };
    await app.deps.db.insert(vehicle).values({ ...given, people: 40, dueAt: MORNING, state });
    const named = coming.includes(state);
    const words = { code: 'vehicle_coming', words: 'Coach 2 is still on its way' };
    expect(await missingToClose()).toMatchObject(named ? [words] : []);
  },
);
