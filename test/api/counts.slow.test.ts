/** Who is in a group of the breakdown hangs on when they were recorded, and not on how long that took. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeInLine } from '../../server/engine/append.ts';
import { SMALLEST_GROUP } from '../../shared/disclosure.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
/** Holds the next change where it is about to take its place. */
let hold: Promise<void> | null = null;

beforeAll(async () => {
  app = await startTestApp({
    placeInLine: async (tx, streamId) => {
      const held = hold;
      hold = null;
      await held;
      return placeInLine(tx, streamId);
    },
  });
  scene = await setScene(app);
});
afterAll(() => app.stop());

const breakdown = async (reader: Person = scene.silver): Promise<Loose> =>
  (await reader.mirror(scene.operationId)).row('operationCounts', scene.operationId)?.['breakdown'];

test('the breakdown is the same after a restart, whoever was slow to be written at the half hour', async () => {
  const { volunteer } = scene;
  for (let n = 0; n < SMALLEST_GROUP; n += 1) await volunteer.done('people.checkIn', arrival(app, scene));
  const minute = app.clock.now().getMinutes() % 30;
  app.clock.advance?.(30 - minute - 0.1);
  let letGo = (): void => undefined;
  hold = new Promise((resolve) => (letGo = resolve));
  const slow = volunteer.command('people.checkIn', arrival(app, scene, { ageBand: 'child' }));
  await expect.poll(() => hold === null).toBe(true);
  app.clock.advance?.(0.5);
  const told = await breakdown();
  expect(told).toMatchObject({ people: SMALLEST_GROUP });
  letGo();
  expect((await slow).status).toBe(200);
  expect(await breakdown()).toEqual(told);
  await app.restart();
  expect(await breakdown()).toEqual(told);
});
