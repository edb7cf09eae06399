import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

const sheet = (more: Loose = {}) => ({
  operationId: scene.operationId,
  centreId: scene.centreId,
  sheetId: app.newId(),
  kind: 'wristbands',
  count: 24,
  ...more,
});
const path = () => `/api/operations/${scene.operationId}/centres/${scene.centreId}/sheets`;
const list = async () => (await scene.manager.get(path())).body;
const mark = (sheetId: string, number: number, more: Loose = {}) => {
  const { operationId, centreId } = scene;
  return { operationId, centreId, sheetId, number, ...more };
};

test('sheets made at the same moment follow one another, and no number is on two of them', async () => {
  const counts = [24, 1, 48, 7, 12, 30];
  const made = await Promise.all(
    counts.map((count, at) => (at % 2 ? scene.manager : scene.planner).done('sheets.make', sheet({ count }))),
  );
  const ranges = made.toSorted((a, b) => a.first - b.first);
  const total = counts.reduce((sum, it) => sum + it, 0);
  expect(ranges[0].first).toBe(1);
  expect(ranges.at(-1).last).toBe(total);
  for (const [at, it] of some(ranges.slice(1).entries())) expect(it.first).toBe(ranges[at].last + 1);
});

test('forms are counted through the whole operation, wristbands by the letter of the centre', async () => {
  const there = { centreId: scene.otherCentreId };
  expect(await scene.manager.done('sheets.make', sheet({ kind: 'forms', count: 10 }))).toMatchObject({ last: 10 });
  const forms = await scene.planner.done('sheets.make', sheet({ kind: 'forms', count: 5, ...there }));
  expect(forms).toMatchObject({ first: 11, last: 15 });
  expect(await scene.manager.done('sheets.make', sheet())).toMatchObject({ first: 1, last: 24 });
  expect(await scene.planner.done('sheets.make', sheet(there))).toMatchObject({ first: 1, last: 24 });
  const seen = await scene.volunteer.mirror(scene.operationId);
  expect(seen.rows('sheet').map((it) => [it['kind'], it['letter']])).toEqual([
    ['forms', null],
    ['wristbands', 'K'],
  ]);
});

test('a sheet begins after the numbers that guests wear without one, and a slip of the pen uses up nothing', async () => {
  for (const reference of ['K-001', 'K-002', 'K-900'])
    await scene.volunteer.done('people.checkIn', arrival(app, scene, { reference }));
  expect(await scene.manager.done('sheets.make', sheet())).toMatchObject({ first: 3, last: 26 });
  expect((await list()).offSheet).toEqual({ references: ['K-001', 'K-002', 'K-900'], forms: [] });
});

test('letters and digits run out at 9999, and that is said', async () => {
  const { sheetId } = await scene.manager.done('sheets.make', sheet());
  await app.deps.sql`update sheet set last = 9990 where id = ${sheetId}`;
  const refused = await scene.manager.command('sheets.make', sheet());
  expect([refused.status, refused.body.detail]).toEqual([409, 'Only 9 numbers are left. Make a smaller sheet']);
  expect(await scene.manager.done('sheets.make', sheet({ count: 9 }))).toMatchObject({ first: 9991, last: 9999 });
});

test('every number of a sheet is used, spoilt, missing or free', async () => {
  const { sheetId } = await scene.manager.done('sheets.make', sheet({ count: 6 }));
  await scene.volunteer.done('people.checkIn', arrival(app, scene, { reference: 'K-002' }));
  const mistaken = arrival(app, scene, { reference: 'K-004' });
  await scene.volunteer.done('people.checkIn', mistaken);
  const { operationId } = scene;
  await scene.volunteer.done('people.undoCheckIn', {
    operationId,
    personId: mistaken.personId,
    reason: 'Checked in twice',
    baseVersion: 1,
  });
  await scene.volunteer.done('sheets.spoil', mark(sheetId, 3, { why: 'spoilt', note: 'Torn' }));
  await scene.manager.done('sheets.spoil', mark(sheetId, 5, { why: 'missing' }));
  const [item] = (await list()).items;
  expect(item).toMatchObject({ used: [2, 4], spoilt: [3], missing: [5], free: [1, 6], unexpected: [] });
  expect(item.marks[0]).toMatchObject({ number: 3, note: 'Torn', by: 'Vic Volunteer' });
});

test('a spoilt number is taken back, and one that is found on a guest after all is pointed out', async () => {
  const { sheetId } = await scene.manager.done('sheets.make', sheet({ count: 3 }));
  await scene.manager.done('sheets.spoil', mark(sheetId, 1, { why: 'spoilt' }));
  await scene.manager.done('sheets.spoil', mark(sheetId, 2, { why: 'missing' }));
  await scene.manager.done('sheets.unspoil', mark(sheetId, 1));
  await scene.volunteer.done('people.checkIn', arrival(app, scene, { reference: 'K-002' }));
  expect((await list()).items[0]).toMatchObject({ used: [2], spoilt: [], missing: [], free: [1, 3], unexpected: [2] });
});

test('two people who mark different numbers at once lose neither', async () => {
  const { sheetId } = await scene.manager.done('sheets.make', sheet());
  await Promise.all(
    [1, 2, 3, 4, 5, 6].map((it) =>
      (it % 2 ? scene.manager : scene.volunteer).done('sheets.spoil', mark(sheetId, it, { why: 'spoilt' })),
    ),
  );
  expect((await list()).items[0].spoilt).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a number of another sheet is not marked on this one', async () => {
  const { sheetId } = await scene.manager.done('sheets.make', sheet({ count: 3 }));
  const refused = await scene.manager.command('sheets.spoil', mark(sheetId, 4, { why: 'spoilt' }));
  expect([refused.status, refused.body.errors[0].detail]).toEqual([422, 'This sheet has the numbers 1 to 3']);
});

test('sheets of a centre are for those who work there', async () => {
  const { sheetId } = await scene.manager.done('sheets.make', sheet());
  const { otherVolunteer, silver, volunteer, manager } = scene;
  for (const it of [otherVolunteer, silver]) {
    expect((await it.get(path())).status).toBe(404);
    expect((await it.command('sheets.spoil', mark(sheetId, 1, { why: 'spoilt' }))).status).toBe(404);
    expect((await it.mirror(scene.operationId)).rows('sheet')).toEqual([]);
  }
  expect((await volunteer.command('sheets.make', sheet())).status).toBe(404);
  const elsewhere = { centreId: scene.otherCentreId };
  expect((await manager.command('sheets.make', sheet(elsewhere))).status).toBe(404);
  expect((await scene.planner.command('sheets.unspoil', { ...mark(sheetId, 1), ...elsewhere })).status).toBe(404);
  expect((await scene.planner.get(path().replace(scene.centreId, app.newId()))).status).toBe(404);
  expect((await app.nobody.get(path())).status).toBe(401);
  expect((await volunteer.get(path())).status).toBe(200);
});

test('a guest keyed in from a paper form came when the form says, and when it was keyed in stays known', async () => {
  await scene.manager.done('sheets.make', sheet({ kind: 'forms', count: 12 }));
  const needId = app.newId();
  const args = arrival(app, scene, {
    reference: 'K-014',
    paperForm: 12,
    writtenAt: '2026-11-19T02:15:00.000Z',
    needs: [{ id: needId, kind: 'drink' }],
  });
  const result = await scene.volunteer.done('people.checkIn', args, { occurredAt: '2026-11-19T05:20:00.000Z' });
  expect(result.flags).toEqual(['from_paper']);
  const held = await scene.manager.mirror(scene.operationId);
  const row = held.row('person', args.personId);
  expect(row).toMatchObject({ paperForm: 12 });
  expect(new Date(String(row?.['arrivedAt'])).toISOString()).toBe('2026-11-19T02:15:00.000Z');
  expect(new Date(String(row?.['keyedAt'])).toISOString()).toBe('2026-11-19T05:20:00.000Z');
  expect(new Date(String(held.rows('stay')[0]?.['arrivedAt'])).toISOString()).toBe('2026-11-19T02:15:00.000Z');
  expect(new Date(String(held.row('need', needId)?.['raisedAt'])).toISOString()).toBe('2026-11-19T02:15:00.000Z');
  expect((await list()).items[0]).toMatchObject({ kind: 'forms', used: [12] });
});

test('a form sent with no time of its own counts from when it is said to have happened, and never from the future', async () => {
  const early = arrival(app, scene, { paperForm: 1 });
  await scene.volunteer.done('people.checkIn', early, { occurredAt: '2026-11-19T01:00:00.000Z' });
  const late = arrival(app, scene, { paperForm: 2, writtenAt: '2026-11-20T01:00:00.000Z' });
  await scene.volunteer.done('people.checkIn', late);
  const held = await scene.manager.mirror(scene.operationId);
  const times = [early, late].map((it) => Date.parse(String(held.row('person', it.personId)?.['arrivedAt'])));
  expect(times).toEqual([Date.parse('2026-11-19T01:00:00Z'), app.clock.now().getTime()]);
  const keyed = Date.parse(String(held.row('person', early.personId)?.['keyedAt']));
  expect(keyed).toBe(app.clock.now().getTime());
});

test('the same form keyed in twice keeps both guests and says so on each, until one is undone', async () => {
  const guests = [arrival(app, scene, { paperForm: 3 }), arrival(app, scene, { paperForm: 3 })];
  const [one = guests[0], two = guests[1]] = guests;
  await Promise.all([scene.volunteer.done('people.checkIn', one), scene.manager.done('people.checkIn', two)]);
  const flags = async () => {
    const held = await scene.manager.mirror(scene.operationId);
    return guests.map((it) => held.row('person', it.personId)?.['flags']);
  };
  expect(await flags()).toEqual([
    ['from_paper', 'form_shared'],
    ['from_paper', 'form_shared'],
  ]);
  await scene.volunteer.done('people.undoCheckIn', {
    operationId: scene.operationId,
    personId: two?.personId,
    reason: 'Checked in twice',
    baseVersion: 1,
  });
  expect(await flags()).toEqual([['from_paper'], ['from_paper']]);
});

test('somebody known already whose form is keyed in later stays one guest', async () => {
  const args = arrival(app, scene, { reference: 'K-009' });
  await scene.volunteer.done('people.checkIn', args);
  const again = { ...args, paperForm: 8, writtenAt: '2026-11-19T04:00:00.000Z' };
  expect(await scene.volunteer.done('people.checkIn', again)).toMatchObject({ alreadyHere: true });
  const held = await scene.manager.mirror(scene.operationId);
  expect(held.rows('person')).toMatchObject([{ paperForm: 8, flags: ['from_paper'] }]);
});

test('two records of one form that are joined share it no longer, and do again once they are parted', async () => {
  const { operationId, manager } = scene;
  const [keep, join] = [arrival(app, scene, { paperForm: 4 }), arrival(app, scene, { paperForm: 4 })];
  for (const it of [keep, join]) await manager.done('people.checkIn', it);
  const row = async (it: Loose) => (await manager.mirror(operationId)).row('person', it.personId);
  const versions = [(await row(keep))?.['rowVersion'], (await row(join))?.['rowVersion']];
  const mergeId = app.newId();
  await manager.done('people.merge', {
    operationId,
    mergeId,
    keepId: keep.personId,
    joinId: join.personId,
    keepVersion: versions[0],
    joinVersion: versions[1],
  });
  expect((await row(keep))?.['flags']).toEqual(['from_paper']);
  await manager.done('people.unmerge', { operationId, mergeId, reason: 'Two sisters' });
  for (const it of [keep, join]) expect((await row(it))?.['flags']).toEqual(['from_paper', 'form_shared']);
});
