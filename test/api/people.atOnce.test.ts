import { afterAll, beforeAll, expect, test } from 'vitest';
import { isConflict, isUnavailable } from '../../server/engine/databaseErrors.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
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
