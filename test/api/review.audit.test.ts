import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyStream } from '../../server/engine/verify.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
});

afterAll(() => app.stop());

test('a chain that grows while it is checked is not taken for one that was changed', async () => {
  const doors = { open: true };
  const arrivals = Array.from({ length: 3 }, async () => {
    while (doors.open) await scene.volunteer.done('people.checkIn', arrival(app, scene));
  });
  const verify = () => verifyStream(app.deps.db, app.deps.keys.audit, scene.operationId);
  const checked: unknown[] = [];
  for (let n = 0; n < 25; n += 1) checked.push(...(await verify()).faults);
  doors.open = false;
  await Promise.all(arrivals);
  expect(checked).toEqual([]);
  expect((await verify()).faults).toEqual([]);
});
