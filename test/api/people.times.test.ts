/** Which of two times is kept: when it is said to have happened, or when Haven heard of it; and of whom it is asked. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

const EARLIER = { occurredAt: '2026-11-19T05:20:00.000Z' };
const now = (): string => app.clock.now().toISOString();
const checkIn = async (more: Loose = {}): Promise<string> => {
  const args = arrival(app, scene, more);
  await scene.volunteer.done('people.checkIn', args, { occurredAt: '2026-11-19T05:00:00.000Z' });
  return args.personId;
};
const rows = (kind: string) => scene.manager.mirror(scene.operationId).then((it) => it.rows(kind));
const row = async (kind: string, id: string): Promise<Loose> => (await rows(kind)).find((it) => it['id'] === id);

test('a check-in is undone when Haven hears of it; the stay and the needs end when that is said to have been', async () => {
  const needId = app.newId();
  const personId = await checkIn({ needs: [{ id: needId, kind: 'drink' }] });
  const { operationId } = scene;
  const undo = { operationId, personId, reason: 'Scanned the wrong wristband', baseVersion: 1 };
  await scene.volunteer.done('people.undoCheckIn', undo, EARLIER);
  expect(await row('person', personId)).toMatchObject({ undoneAt: now(), undoneReason: undo.reason });
  expect(await rows('stay')).toMatchObject([{ leftAt: EARLIER.occurredAt, endedAs: 'undone' }]);
  expect(await row('need', needId)).toMatchObject({ state: 'undone', closedAt: EARLIER.occurredAt });
});

test('two records are one from when Haven hears of it, and the stay of the one that is joined ends as it is said', async () => {
  const [keepId, joinId] = [await checkIn({ reference: 'K-010' }), await checkIn({ reference: 'K-011' })];
  const both = { keepId, joinId, keepVersion: 1, joinVersion: 1 };
  const { operationId } = scene;
  await scene.manager.done('people.merge', { operationId, mergeId: app.newId(), ...both }, EARLIER);
  const joined = { undoneAt: now(), undoneReason: 'Joined with K-010', mergedInto: keepId };
  expect(await row('person', joinId)).toMatchObject(joined);
  const stays = await rows('stay');
  expect(stays.find((it) => it['personId'] === joinId)).toMatchObject({
    leftAt: EARLIER.occurredAt,
    endedAs: 'joined',
  });
  expect(stays.find((it) => it['personId'] === keepId)).toMatchObject({ leftAt: null, endedAs: null });
});

test('a wristband on guests of one centre is asked of that centre, and on guests of two of neither alone', async () => {
  const asked = async (reference: string) => {
    const [found] = await app.deps.sql`select centre_id from attention
      where kind = 'same_reference' and operation_id = ${scene.operationId} and reference = ${reference}`;
    return found?.['centre_id'];
  };
  await checkIn({ reference: 'K-020' });
  await checkIn({ reference: 'K-020' });
  expect(await asked('K-020')).toBe(scene.centreId);
  await checkIn({ reference: 'K-021' });
  const there = { operationId: scene.operationId, centreId: scene.otherCentreId };
  await scene.otherVolunteer.done('people.checkIn', arrival(app, there, { reference: 'K-021' }));
  expect(await asked('K-021')).toBeNull();
});
