import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let slotId: string;
let version: number;

beforeAll(async () => {
  app = await startTestApp();
});

beforeEach(async () => {
  scene = await setScene(app);
  slotId = app.newId();
  const { operationId, centreId } = scene;
  const shift = { shiftStart: '2026-11-19T06:00:00Z', shiftEnd: '2026-11-19T14:00:00Z' };
  const slot = { role: 'welfare', partner: 'BRC', needed: 8, ...shift };
  version = (await scene.planner.done('roster.add', { operationId, centreId, slotId, ...slot })).rowVersion;
});

afterAll(() => app.stop());

const say = async (name: string, more: Loose) => {
  const fact = name === 'roster.arrive';
  const ids = { operationId: scene.operationId, slotId, ...(fact ? {} : { baseVersion: version }) };
  const answer = await scene.planner.command(name, { ...ids, ...more });
  if (answer.status === 200) version = answer.body.result.rowVersion;
  return answer;
};

const slotNow = async () => (await scene.planner.mirror(scene.operationId)).row('slot', slotId);

const yes = { answer: 'accepted', heads: 4, arriveBy: '2026-11-19T07:30:00Z', words: 'Can do 4', saidBy: 'K Thorpe' };

test('a partner is asked, says yes to four of eight, they arrive, and are stood down', async () => {
  await say('roster.ask', { heads: 8, arriveBy: '2026-11-19T06:20:00Z' });
  expect(await slotNow()).toMatchObject({ state: 'asked', asked: 8, askedAt: '2026-11-19T05:30:00.000Z' });
  await say('roster.answer', yes);
  expect(await slotNow()).toMatchObject({ state: 'accepted', accepted: 4, needed: 8, words: 'Can do 4' });
  await say('roster.arrive', { count: 3 });
  await say('roster.arrive', { count: 4 });
  expect(await slotNow()).toMatchObject({ state: 'arrived', arrived: 4 });
  await say('roster.standDown', { reason: 'Fewer people than expected' });
  expect(await slotNow()).toMatchObject({ state: 'stood_down', note: 'Fewer people than expected' });
});

test('an arrival counted by mistake goes back to what was promised', async () => {
  await say('roster.ask', { heads: 8, arriveBy: '2026-11-19T06:20:00Z' });
  await say('roster.answer', yes);
  await say('roster.arrive', { count: 4 });
  await say('roster.arrive', { count: 0 });
  expect(await slotNow()).toMatchObject({ state: 'accepted', arrived: 0, arrivedAt: null });
});

test('needing more than was promised, or at other times, opens the slot again', async () => {
  await say('roster.answer', yes);
  await say('roster.change', { changes: { needed: 3 } });
  expect(await slotNow()).toMatchObject({ state: 'accepted', needed: 3 });
  await say('roster.change', { changes: { needed: 6 } });
  expect(await slotNow()).toMatchObject({ state: 'asked', needed: 6, accepted: 4 });
  await say('roster.answer', yes);
  await say('roster.change', { changes: { shiftEnd: '2026-11-19T15:00:00Z' } });
  expect(await slotNow()).toMatchObject({ state: 'asked' });
});

test('another partner has not been asked yet', async () => {
  await say('roster.answer', yes);
  await say('roster.change', { changes: { partner: 'SA' } });
  expect(await slotNow()).toMatchObject({ partner: 'SA', state: 'not_asked', accepted: 0, words: '', saidBy: '' });
});

test('a stale answer, a shift that ends before it starts, and a stood-down slot are refused with what to do', async () => {
  await say('roster.ask', { heads: 8, arriveBy: '2026-11-19T06:20:00Z' });
  version = 1;
  expect((await say('roster.answer', yes)).body.type).toBe('/problems/stale-version');
  version = 2;
  const backwards = await say('roster.change', { changes: { shiftEnd: '2026-11-19T05:00:00Z' } });
  expect(backwards.body).toMatchObject({ status: 422, errors: [{ pointer: '/args/changes/shiftEnd' }] });
  await say('roster.standDown', {});
  expect((await say('roster.ask', { heads: 1, arriveBy: '2026-11-19T06:20:00Z' })).body.type).toBe(
    '/problems/not-in-this-state',
  );
  expect((await say('roster.arrive', { count: 2 })).status).toBe(200);
});

test('silver sees who is promised, not the words nor who said them; a volunteer sees no roster', async () => {
  await say('roster.answer', yes);
  const seen = (await scene.silver.mirror(scene.operationId)).row('slot', slotId);
  expect(seen).toMatchObject({ accepted: 4, partner: 'BRC' });
  expect(Object.keys(seen ?? {})).not.toContain('words');
  expect(Object.keys(seen ?? {})).not.toContain('saidBy');
  expect((await scene.volunteer.mirror(scene.operationId)).rows('slot')).toEqual([]);
});
