import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { importSamples } from '../support/registerFiles.ts';
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

test.each(['accepted', 'asked', 'not_asked'])(
  'an arrival counted by mistake goes back to what was before: "%s"',
  async (state) => {
    if (state !== 'not_asked') await say('roster.ask', { heads: 8, arriveBy: '2026-11-19T06:20:00Z' });
    if (state === 'accepted') await say('roster.answer', yes);
    await say('roster.arrive', { count: 4 });
    expect(await slotNow()).toMatchObject({ state: 'arrived' });
    await say('roster.arrive', { count: 0 });
    expect(await slotNow()).toMatchObject({ state, arrived: 0, arrivedAt: null });
  },
);

test('needing more than was promised opens the slot again', async () => {
  await say('roster.answer', yes);
  await say('roster.change', { changes: { needed: 3 } });
  expect(await slotNow()).toMatchObject({ state: 'accepted', needed: 3 });
  await say('roster.change', { changes: { needed: 6 } });
  expect(await slotNow()).toMatchObject({ state: 'asked', needed: 6, accepted: 4 });
});

test.each([{ shiftStart: '2026-11-19T05:00:00Z' }, { shiftEnd: '2026-11-19T15:00:00Z' }])(
  'whoever said yes to all is asked again where their shift is at another time: %o',
  async (changes) => {
    await say('roster.answer', { ...yes, heads: 8 });
    await say('roster.change', { changes: { note: 'Bring blankets' } });
    expect(await slotNow()).toMatchObject({ state: 'accepted' });
    await say('roster.change', { changes });
    expect(await slotNow()).toMatchObject({ state: 'asked', accepted: 8 });
  },
);

test('needing fewer, but still more than was promised, opens the slot again too', async () => {
  await say('roster.answer', yes);
  await say('roster.change', { changes: { needed: 6 } });
  expect(await slotNow()).toMatchObject({ state: 'asked', needed: 6, accepted: 4 });
});

test('more who come later change how many are here, and not when the first came', async () => {
  const { operationId, planner } = scene;
  const came = { occurredAt: '2026-11-19T05:10:00.000Z' };
  await planner.done('roster.arrive', { operationId, slotId, count: 3 }, came);
  await planner.done('roster.arrive', { operationId, slotId, count: 4 });
  expect(await slotNow()).toMatchObject({ arrived: 4, arrivedAt: came.occurredAt });
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

test('silver sees who is promised, not the words nor who said them; a volunteer how many are on site, and no more', async () => {
  await say('roster.answer', yes);
  const seen = (await scene.silver.mirror(scene.operationId)).row('slot', slotId);
  expect(seen).toMatchObject({ accepted: 4, partner: 'BRC' });
  expect(Object.keys(seen ?? {})).not.toContain('words');
  expect(Object.keys(seen ?? {})).not.toContain('saidBy');
  const counted = (await scene.volunteer.mirror(scene.operationId)).row('slot', slotId) ?? {};
  expect(counted).toMatchObject({ partner: 'BRC', arrived: 0 });
  const untold = ['words', 'saidBy', 'note', 'channel', 'needed', 'asked', 'accepted', 'arriveBy', 'answerBy'];
  expect(Object.keys(counted).filter((it) => untold.includes(it))).toEqual([]);
});

const logOf = async (): Promise<string[]> =>
  (await scene.planner.mirror(scene.operationId)).rows('logEntry').map((it) => String(it['text']));

const secondSlot = async (more: Loose = {}) => {
  const { operationId, centreId } = scene;
  const shift = { shiftStart: '2026-11-19T14:00:00Z', shiftEnd: '2026-11-19T22:00:00Z' };
  const told = { operationId, centreId, slotId: app.newId(), role: 'first_aid', partner: 'BRC', needed: 2, ...shift };
  const { slotId: made, rowVersion } = await scene.planner.done('roster.add', { ...told, ...more });
  return { slotId: String(made), baseVersion: Number(rowVersion) };
};

const answers = (given: Loose[], more: Loose = {}) => {
  const { operationId, centreId } = scene;
  const said = { partner: 'BRC', saidBy: 'K Thorpe', channel: 'phone', words: 'The rest from noon' };
  return scene.planner.command('roster.answerAll', { operationId, centreId, answers: given, ...said, ...more });
};

const arriveBy = '2026-11-19T06:20:00Z';

test('one partner’s answers to every shift are one change, with who said so and when, and one line of the log', async () => {
  const second = await secondSlot();
  const before = await logOf();
  const answer = await answers([
    { slotId, baseVersion: version, heads: 4, arriveBy },
    { ...second, heads: 0 },
  ]);
  expect(answer.body.result.slots).toEqual([
    { slotId, rowVersion: version + 1 },
    { slotId: second.slotId, rowVersion: second.baseVersion + 1 },
  ]);
  const mirror = await scene.planner.mirror(scene.operationId);
  const said = { saidBy: 'K Thorpe', channel: 'phone', answeredAt: '2026-11-19T05:30:00.000Z' };
  expect(mirror.row('slot', slotId)).toMatchObject({ state: 'accepted', accepted: 4, needed: 8, ...said });
  expect(mirror.row('slot', second.slotId)).toMatchObject({ state: 'declined', accepted: 0, arriveBy: null, ...said });
  expect((await logOf()).slice(before.length)).toEqual([
    'BRC said yes to some (K Thorpe, by phone). 06:00 to 14:00: Welfare 4 of 8 by 06:20. ' +
      '14:00 to 22:00: First aid 0 of 2. “The rest from noon”',
  ]);
});

test('an answer that cannot be kept for one shift is kept for none, and the log says nothing', async () => {
  const second = await secondSlot();
  const before = await logOf();
  const whole = { slotId, baseVersion: version, heads: 8, arriveBy };
  const refused: [string, Loose[], Loose?][] = [
    ['/problems/stale-version', [whole, { ...second, baseVersion: 9, heads: 0 }]],
    ['/problems/invalid-fields', [{ ...whole, arriveBy: null }]],
    ['/problems/invalid-fields', [whole, whole]],
    ['/problems/invalid-fields', []],
    ['/problems/not-found', [whole, { ...(await secondSlot({ partner: 'SA' })), heads: 0 }]],
    ['/problems/not-found', [whole, { slotId: app.newId(), baseVersion: 1, heads: 0 }]],
  ];
  expect(refused.length).toBeGreaterThan(0);
  for (const [problem, given, more] of refused) expect((await answers(given, more)).body.type).toBe(problem);
  expect(await slotNow()).toMatchObject({ state: 'not_asked', answeredAt: null });
  expect(await logOf()).toEqual(before);
});

test('an answer recorded for one shift alone is in the log too', async () => {
  const before = await logOf();
  await say('roster.answer', { ...yes, heads: 8, words: '' });
  expect((await logOf()).slice(before.length)).toEqual([
    'BRC said yes to all (K Thorpe, by phone). 06:00 to 14:00: Welfare 8 by 07:30.',
  ]);
});

test('a partner on the roster is shown with how long each of its roles takes to come', async () => {
  const { operationId, centreId } = scene;
  await importSamples(scene.planner, ['partners', 'capacities']);
  const { body } = await scene.planner.get(`/api/operations/${operationId}/centres/${centreId}/partners`);
  const reach = body.items.find((it: { code: string }) => it.code === 'BRC').reach;
  expect(reach.callout.find((it: { role: string }) => it.role === 'welfare')).toEqual({
    role: 'welfare',
    languages: [],
    calloutMinutes: expect.any(Number),
  });
});

test('of partners that are not on a roster whoever keeps it is told the names, and no number', async () => {
  const { operationId, centreId, manager } = scene;
  await importSamples(scene.planner, ['partners', 'capacities']);
  const { body } = await manager.get(`/api/operations/${operationId}/centres/${centreId}/partners`);
  const reached = body.items.filter((it: Loose) => it.reach !== null).map((it: Loose) => it.code);
  expect(reached).toEqual(['BRC']);
  expect(body.items.length).toBeGreaterThan(1);
});
