/** What silver reads while a change of presence is made and undone. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Presence, presenceMayBecome, presences } from '../../shared/people.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';
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

/** Seven guests, each with care that is late, so that a count of them is told. */
const hall = async (): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < 7; n += 1) {
    const needs = (['drink', 'food'] as const).map((kind) => ({ id: app.newId(), kind }));
    const args = arrival(app, scene, { needs });
    await scene.volunteer.done('people.checkIn', args);
    ids.push(args.personId);
  }
  app.clock.advance?.(300);
  return ids;
};
const signIns = async () => {
  const { operationId, centreId } = scene;
  scene = { ...scene, manager: await app.signInAs('manager', { operationId, centreId }) };
};
const told = async (): Promise<Loose[]> => {
  const { operationId, centreId, otherCentreId, silver } = scene;
  const seen = await silver.mirror(operationId);
  return [
    seen.row('centreCounts', centreId),
    seen.row('centreCounts', otherCentreId),
    seen.row('operationCounts', operationId),
  ];
};

const fromHere = some(presences.filter((to) => presenceMayBecome('on_site', to)));

test.each(fromHere)('after an undo of "%s" every figure is what it was before', async (to) => {
  const [first = ''] = await hall();
  await signIns();
  const before = await told();
  const change = await becomes(first, to);
  expect(await told()).not.toEqual(before);
  await undo(change);
  expect(await told()).toEqual(before);
});

/** Those who are away, of whom silver is not told which have left. */
const away = fromHere.filter((to) => to !== 'transferred' && to !== 'missing');

test('an undo of a departure tells no more than one of going out', async () => {
  const seen: string[] = [];
  for (const to of some(away) as Presence[]) {
    scene = await setScene(app);
    const [first = ''] = await hall();
    await signIns();
    const plain = async () =>
      (await told()).map(({ onSite, away: gone, p1, p2, late, free }) => ({ onSite, gone, p1, p2, late, free }));
    const change = await becomes(first, to);
    const during = await plain();
    await undo(change);
    seen.push(JSON.stringify([during, await plain()]));
  }
  expect(new Set(seen).size).toBe(1);
});
