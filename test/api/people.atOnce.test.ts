import { afterAll, beforeAll, expect, test } from 'vitest';
import { isConflict, isUnavailable } from '../../server/engine/databaseErrors.ts';
import type { Deps } from '../../server/engine/deps.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { savePartnerCalled } from '../support/runOperation.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});

afterAll(() => app.stop());

test('one guest told of at two doors at once is one guest at one of them, and every tablet is answered', async () => {
  const { operationId, centreId, otherCentreId, volunteer, otherVolunteer, planner } = scene;
  const personId = app.newId();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, at) => {
      const [who, where] = at % 2 ? [otherVolunteer, otherCentreId] : [volunteer, centreId];
      const needs = [{ id: app.newId(), kind: 'drink' }];
      return who.command('people.checkIn', { ...arrival(app, scene, { personId, needs }), centreId: where });
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  const told = await planner.mirror(operationId);
  const here = told.row('person', personId)?.['centreId'];
  expect(told.rows('person')).toHaveLength(1);
  expect(told.rows('stay').filter((it) => it['leftAt'] === null)).toMatchObject([{ centreId: here }]);
  expect(told.rows('need').map((it) => it['centreId'])).toEqual(Array(6).fill(here));
});

test('a statement refused because the one beside it failed makes the whole command run again', () => {
  const aborted = new Error('Failed query', { cause: Object.assign(new Error('aborted'), { code: '25P02' }) });
  expect([isConflict(aborted), isUnavailable(aborted)]).toEqual([true, true]);
});

/** How many transactions were begun while this was done: more than there are commands where some began anew. */
const begun = async (work: () => Promise<unknown>): Promise<number> => {
  const { db } = app.deps;
  let count = 0;
  const transaction: Deps['db']['transaction'] = (...given) => {
    count += 1;
    return db.transaction(...given);
  };
  app.deps.db = Object.assign(Object.create(db) as Deps['db'], { transaction });
  await work().finally(() => (app.deps.db = db));
  return count;
};

test('whoever writes in the log and whoever is checked in wait for each other in turn, and nobody begins anew', async () => {
  const { operationId, centreId, manager, volunteer } = scene;
  const commands = Array.from({ length: 24 }, (_, at) => () => {
    const entry = { operationId, centreId, entryId: app.newId(), text: 'Doors open' };
    const guest = arrival(app, scene, { reference: `K-${500 + at}` });
    return at % 3 === 0 ? manager.done('log.write', entry) : volunteer.done('people.checkIn', guest);
  });
  expect(await begun(() => Promise.all(commands.map((say) => say())))).toBe(commands.length);
});

test('guests who are checked in again with each other’s wristbands wait for each other in turn, and nobody begins anew', async () => {
  const pairs = Array.from({ length: 8 }, (_, at) => [`K-${700 + at}`, `K-${800 + at}`] as const);
  const known = new Map<string, string>();
  for (const reference of pairs.flat()) {
    const guest = arrival(app, scene, { reference });
    known.set(reference, String(guest['personId']));
    await scene.volunteer.done('people.checkIn', guest);
  }
  const wear = (was: string, reference: string) =>
    scene.volunteer.done('people.checkIn', arrival(app, scene, { personId: known.get(was), reference }));
  const swaps = pairs.flatMap(([one, other]) => [() => wear(one, other), () => wear(other, one)]);
  expect(await begun(() => Promise.all(swaps.map((swap) => swap())))).toBe(swaps.length);
  const held = await scene.manager.mirror(scene.operationId);
  const worn = pairs.flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]);
  const shown = worn.map(([was = '']) => held.row('person', known.get(was) ?? ''));
  expect(shown.map((it) => [it?.['reference'], it?.['flags']])).toEqual(worn.map(([, now]) => [now, []]));
});

test('whoever changes who may sign in and whoever changes a register wait for each other in turn', async () => {
  const administrator = await app.signInAs('administrator');
  const planners = await Promise.all(Array.from({ length: 12 }, () => app.signInAs('planner')));
  const commands = planners.flatMap(({ userId }, at) => [
    () => administrator.done('users.disable', { userId }),
    () => savePartnerCalled(app, scene.planner, `RACE${at}`),
  ]);
  expect(await begun(() => Promise.all(commands.map((say) => say())))).toBe(commands.length);
});
