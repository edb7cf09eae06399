import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultNeedClocks, needKindNames, needKinds, priorities, type Priority } from '../../shared/needs.ts';
import { MORNING, startTestApp, type TestApp } from '../support/app.ts';
import { needRow } from '../support/needRow.ts';
import { some } from '../support/some.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});
afterAll(() => app.stop());

const dueAt = (priority: Priority): Date | null => {
  const minutes = defaultNeedClocks[priority];
  return minutes === null ? null : new Date(MORNING.getTime() + minutes * 60_000);
};
const needs = (priority: Priority | undefined) =>
  needKindNames.map((kind) => ({ id: app.newId(), kind, ...(priority && { priority }) }));

const atDoor = async (all: ReturnType<typeof needs>) => {
  const args = arrival(app, scene, { needs: all.slice(0, 25) });
  await scene.volunteer.done('people.checkIn', args);
  await scene.volunteer.done('people.checkIn', { ...args, needs: all.slice(25) });
};
const byHand = async (all: ReturnType<typeof needs>) => {
  const { operationId, centreId, volunteer } = scene;
  for (const { id: needId, ...it } of some(all))
    await volunteer.done('needs.raise', { operationId, centreId, needId, ...it });
};

test('there are kinds of every priority, and every priority but the last has a clock of its own', () => {
  expect([...new Set(needKindNames.map((it) => needKinds[it].priority))].toSorted()).toEqual([...priorities]);
  expect(new Set(priorities.map((it) => dueAt(it)?.getTime())).size).toBe(priorities.length);
  expect(priorities.filter((it) => dueAt(it) === null)).toEqual(['P4']);
});

test.each([
  ['at the door', atDoor],
  ['by hand', byHand],
])('raised %s, every kind has the clock of the priority it was given, or else of its own', async (_where, raise) => {
  for (const given of [undefined, ...priorities]) {
    const all = needs(given);
    await raise(all);
    for (const { id, kind } of some(all)) {
      const priority = given ?? needKinds[kind].priority;
      const alerts = needKinds[kind].alerts === true || priority === 'P1';
      expect(await needRow(app, id), `${kind} as ${priority}`).toMatchObject({
        priority,
        alerts,
        dueAt: dueAt(priority),
      });
    }
  }
});
