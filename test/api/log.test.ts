import { logEntry } from '../../db/schema/operations.ts';
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

const entry = <More extends object = object>(text: string, more = {} as More) => ({
  operationId: scene.operationId,
  entryId: app.newId(),
  text,
  ...more,
});

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

test('an entry of the whole operation may be corrected at a centre; one of a centre there alone', async () => {
  const { planner, centreId, otherCentreId } = scene;
  const [general, here] = [entry('For everybody'), entry('For this centre', { centreId })];
  for (const it of [general, here]) await planner.done('log.write', it);
  const correct = async (corrects: string, at: object) =>
    (await planner.command('log.write', entry('Not so', { corrects, ...at }))).status;
  expect(await correct(general.entryId, {})).toBe(200);
  expect(await correct(general.entryId, { centreId })).toBe(200);
  expect(await correct(here.entryId, { centreId })).toBe(200);
  expect(await correct(here.entryId, {})).toBe(404);
  expect(await correct(here.entryId, { centreId: otherCentreId })).toBe(404);
  const other = await setScene(app);
  expect(await correct(general.entryId, { operationId: other.operationId })).toBe(404);
});

test('what Haven wrote itself is corrected by nobody, a decision like an entry', async () => {
  const { planner, operationId } = scene;
  const own = { id: app.newId(), operationId, centreId: null, number: 1, text: 'Written by itself', author: 'Haven' };
  const at = { occurredAt: app.clock.now(), recordedAt: app.clock.now() };
  await app.deps.db.insert(logEntry).values({ ...own, ...at, kind: 'system' });
  const refused = await planner.command('log.write', entry('Not so', { corrects: own.id }));
  expect([refused.status, refused.body.detail]).toEqual([409, 'Haven wrote this entry itself']);
  const decision = entry('Hold coach 2', { reason: 'Arrivals is not clear' });
  await planner.done('log.decide', decision);
  const correction = entry('Coach 3, not 2', { corrects: decision.entryId });
  await planner.done('log.write', correction);
  const held = await planner.mirror(operationId);
  expect(held.row('logEntry', decision.entryId)).toMatchObject({ kind: 'decision', number: 2, decision: 1 });
  expect(held.row('logEntry', correction.entryId)).toMatchObject({ kind: 'entry', number: 3, decision: null });
});

test('an entry and a decision stand where and when they were said, by whom, and why', async () => {
  const { manager, centreId, operationId } = scene;
  const now = app.clock.now();
  const minutes = (n: number): string => new Date(now.getTime() + n * 60_000).toISOString();
  const [said, decided, wrong] = [
    entry('Coach 1 has left', { centreId }),
    entry('Hold coach 2', { centreId, reason: 'Arrivals is not clear' }),
    entry('By a clock that is wrong', { centreId }),
  ];
  await manager.done('log.write', said, { occurredAt: minutes(-10) });
  await manager.done('log.decide', decided, { occurredAt: minutes(-5) });
  await manager.done('log.write', wrong, { occurredAt: minutes(-600) });
  const held = await manager.mirror(operationId);
  const common = { centreId, author: 'Maya Manager', recordedAt: now.toISOString(), corrects: null };
  const own = [
    { kind: 'entry', number: 1, decision: null, reason: null, occurredAt: minutes(-10), toldAt: null },
    { kind: 'decision', number: 2, decision: 1, reason: decided.reason, occurredAt: minutes(-5), toldAt: null },
    { kind: 'entry', number: 3, decision: null, reason: null, occurredAt: minutes(0), toldAt: minutes(-600) },
  ];
  for (const [n, it] of [said, decided, wrong].entries())
    expect(held.row('logEntry', it.entryId)).toMatchObject({ ...common, text: it.text, ...own[n] });
});

test('nothing is said of a centre that is not of the operation', async () => {
  const other = await setScene(app);
  const { planner } = scene;
  for (const centreId of [other.centreId, app.newId()]) {
    expect((await planner.command('log.write', entry('No', { centreId }))).status).toBe(404);
    expect((await planner.command('log.decide', entry('No', { centreId, reason: 'No' }))).status).toBe(404);
  }
});
