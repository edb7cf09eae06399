/** Whom a roll call waits for of those who were reported missing once. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';
import { undoing } from '../support/undoing.ts';

let app: TestApp;
let scene: Scene;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

const { becomes, undo } = undoing(() => ({ app, scene }));

const arrive = async (): Promise<string> => {
  const args = arrival(app, scene);
  await scene.volunteer.done('people.checkIn', args);
  return args.personId;
};

/** Begins a roll call, marks nobody, has the guest looked for in vain, and ends it. */
const missedIn = async (personId: string, isMissing: boolean): Promise<Loose> => {
  const { operationId, centreId, manager } = scene;
  const call = { operationId, centreId, rollCallId: app.newId() };
  app.clock.advance?.(10);
  await manager.done('rollCalls.start', { ...call, reason: 'fire' });
  app.clock.advance?.(10);
  if (!isMissing) await becomes(personId, 'missing');
  await manager.done('rollCalls.end', call);
  return (await manager.mirror(operationId)).row('rollCall', call.rollCallId);
};

test('a guest who was missing once and had been found is waited for', async () => {
  const personId = await arrive();
  const { undoes: needId } = await becomes(personId, 'missing');
  await becomes(personId, 'on_site');
  const { operationId, manager } = scene;
  await manager.done('needs.progress', { operationId, needId, to: 'met', baseVersion: 1 });
  expect(await missedIn(personId, false)).toMatchObject({ endedSeen: 0, endedExpected: 1 });
});

test('so is one who was called missing by mistake, and that undone', async () => {
  const personId = await arrive();
  await undo(await becomes(personId, 'missing'));
  expect(await missedIn(personId, false)).toMatchObject({ endedSeen: 0, endedExpected: 1 });
});

test('one who was missing when it began is asked after, and not waited for', async () => {
  const personId = await arrive();
  await becomes(personId, 'missing');
  expect(await missedIn(personId, true)).toMatchObject({ endedSeen: 0, endedExpected: 0 });
});
