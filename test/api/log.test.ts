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

const entry = (text: string, more = {}) => ({ operationId: scene.operationId, entryId: app.newId(), text, ...more });

test('twenty people writing at once leave a log numbered without a gap, decisions counted apart', async () => {
  const { planner, centreId } = scene;
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      n % 3 === 0
        ? planner.done('log.decide', entry(`Decision ${n}`, { reason: 'Because' }))
        : planner.done('log.write', entry(`Entry ${n}`, { centreId })),
    ),
  );
  const rows = (await planner.mirror(scene.operationId)).rows('logEntry');
  expect(rows.map((it) => it['number']).toSorted((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 20 }, (_, n) => n + 1),
  );
  const decisions = rows.flatMap((it) => (it['decision'] === null ? [] : [Number(it['decision'])]));
  expect(decisions.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a correction is a new entry linked to the old one, which stays as it was', async () => {
  const { manager, centreId, operationId } = scene;
  const first = entry('Coach 1 at 07:40', { centreId });
  await manager.done('log.write', first);
  const second = entry('Coach 1 at 07:50', { centreId, corrects: first.entryId });
  await manager.done('log.write', second);
  const held = await manager.mirror(operationId);
  expect(held.row('logEntry', first.entryId)).toMatchObject({ text: 'Coach 1 at 07:40', corrects: null });
  expect(held.row('logEntry', second.entryId)).toMatchObject({ corrects: first.entryId, author: 'Maya Manager' });
});

test('nobody corrects what they cannot read', async () => {
  const { manager, planner, centreId, otherCentreId } = scene;
  const elsewhere = entry('Said at the other centre', { centreId: otherCentreId });
  await planner.done('log.write', elsewhere);
  const reading = await manager.command('log.write', entry('No', { centreId, corrects: elsewhere.entryId }));
  const missing = await manager.command('log.write', entry('No', { centreId, corrects: app.newId() }));
  expect([reading.status, reading.text]).toEqual([404, missing.text]);
});

test('silver reads decisions and no entry; a volunteer reads neither', async () => {
  const { manager, centreId, silver, volunteer, operationId } = scene;
  await manager.done('log.write', entry('K-014 asked for a doctor', { centreId }));
  await manager.done('log.decide', entry('Hold coach 2', { centreId, reason: 'Arrivals is not clear' }));
  expect((await silver.mirror(operationId)).rows('logEntry').map((it) => it['text'])).toEqual(['Hold coach 2']);
  expect((await volunteer.mirror(operationId)).rows('logEntry')).toEqual([]);
});
