import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultNeedClocks, needKindNames, needKinds, priorities, type Priority } from '../../shared/needs.ts';
import { MORNING, startTestApp, type TestApp } from '../support/app.ts';
import { guestKept } from '../support/guestKept.ts';
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

test('whichever way a need comes to be, it has as long as the council has set', async () => {
  const set = { P1: 7, P2: 31, P3: 93, P4: null };
  await scene.planner.done('settings.change', { key: 'needClocks', baseVersion: null, value: set });
  const { operationId, centreId, volunteer } = scene;
  const said = (name: string, more: object) => volunteer.done(name, { operationId, ...more });
  const [drink, food, rest] = [app.newId(), app.newId(), app.newId()];
  const args = arrival(app, scene, { needs: [{ id: drink, kind: 'drink' }] });
  const { personId } = args;
  await said('people.checkIn', args);
  await said('people.checkIn', { ...args, needs: [{ id: food, kind: 'food' }] });
  await said('needs.raise', { centreId, personId, needId: rest, kind: 'rest' });
  await said('people.amend', { personId, ageBand: 'child', baseVersion: 1 });
  await said('people.setPresence', { personId, to: 'missing', baseVersion: 2 });
  const { needs: all } = await guestKept(app, personId);
  expect(all.map(({ kind }) => kind).toSorted()).toEqual(['drink', 'food', 'lone_child', 'missing_person', 'rest']);
  const due = (priority: Priority) => new Date(app.clock.now().getTime() + (set[priority] ?? 0) * 60_000);
  for (const it of some(all)) expect([it.kind, it.dueAt]).toEqual([it.kind, due(it.priority)]);
  await said('people.setPresence', { personId, to: 'departed', baseVersion: 3 });
  app.clock.advance?.(60);
  await said('people.setPresence', { personId, to: 'on_site', baseVersion: 4 });
  for (const id of [drink, food, rest]) {
    const it = await needRow(app, id);
    expect([it.state, it.dueAt]).toEqual(['open', due(it.priority)]);
  }
});
