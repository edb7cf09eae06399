import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sheetKinds, sheetWhys } from '../../shared/sheets.ts';
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

const EARLIER = '2026-11-19T05:10:00.000Z';
const here = () => ({ operationId: scene.operationId, centreId: scene.centreId });
const there = () => ({ operationId: scene.operationId, centreId: scene.otherCentreId });
const make = async (more: Loose = {}): Promise<string> => {
  const sheetId = app.newId();
  const args = { ...here(), sheetId, kind: 'wristbands', count: 6, ...more };
  await scene.planner.done('sheets.make', args, { occurredAt: EARLIER });
  return sheetId;
};
const row = async (id: string): Promise<Loose> => (await scene.planner.mirror(scene.operationId)).row('sheet', id);
const list = async (at = here()): Promise<Loose> =>
  (await scene.planner.get(`/api/operations/${at.operationId}/centres/${at.centreId}/sheets`)).body;
const spoil = (sheetId: string, number: number, more: Loose, when = EARLIER) =>
  scene.volunteer.done('sheets.spoil', { ...here(), sheetId, number, ...more }, { occurredAt: when });
const checkIn = async (more: Loose, at = here()): Promise<void> => {
  const who = at.centreId === scene.centreId ? scene.volunteer : scene.otherVolunteer;
  await who.done('people.checkIn', arrival(app, at, more));
};

test.each(some(sheetKinds))('a sheet of %s keeps its numbers, and when and by whom it was made', async (kind) => {
  const id = await make({ kind });
  const own = { kind, letter: kind === 'wristbands' ? 'K' : null, first: 1, last: 6, marks: [] };
  const made = { madeAt: app.clock.now().toISOString(), madeBy: scene.planner.name, rowVersion: 1 };
  expect(await row(id)).toEqual({ id, ...here(), ...own, ...made });
});

test.each(some(sheetWhys))('what is said of a number that is %s is kept, in the order of the numbers', async (why) => {
  const id = await make();
  await spoil(id, 5, { why, note: 'Torn' });
  await spoil(id, 3, { why, note: '' });
  await spoil(id, 4, { why });
  const by = { why, by: scene.volunteer.name, at: EARLIER };
  const marks = [
    { number: 3, note: null, ...by },
    { number: 4, note: null, ...by },
    { number: 5, note: 'Torn', ...by },
  ];
  expect((await row(id)).marks).toEqual(marks);
  // Said again of one, it is said of that one anew, and once.
  await spoil(id, 4, { why, note: 'Wet' }, '2026-11-19T05:20:00.000Z');
  const again = { number: 4, ...by, note: 'Wet', at: '2026-11-19T05:20:00.000Z' };
  expect((await row(id)).marks).toEqual([marks[0], again, marks[2]]);
  await scene.volunteer.done('sheets.unspoil', { ...here(), sheetId: id, number: 3 });
  expect((await row(id)).marks).toEqual([again, marks[2]]);
});

test('a number is marked at the centre of its sheet, and on no other centre’s', async () => {
  const id = await make();
  for (const [name, more] of [
    ['sheets.spoil', { why: 'spoilt' }],
    ['sheets.unspoil', {}],
  ] as const) {
    const args = { sheetId: id, number: 1, ...more };
    expect((await scene.planner.command(name, { ...there(), ...args })).status).toBe(404);
    const elsewhere = await app.operation();
    const centreId = await app.centre({ operationId: elsewhere });
    expect((await scene.planner.command(name, { operationId: elsewhere, centreId, ...args })).status).toBe(404);
  }
  expect((await row(id)).marks).toEqual([]);
});

test('the first and the last number of a sheet are on it, those beside them are not', async () => {
  await make({ count: 3 });
  const id = await make({ count: 3 });
  const marked = async (number: number) =>
    (await scene.volunteer.command('sheets.spoil', { ...here(), sheetId: id, number, why: 'spoilt' })).status;
  expect([await marked(3), await marked(4), await marked(6), await marked(7)]).toEqual([422, 200, 200, 422]);
});

test('where every number is on a sheet, none is left', async () => {
  const id = await make();
  await app.deps.sql`update sheet set last = 9999 where id = ${id}`;
  const args = { ...here(), sheetId: app.newId(), kind: 'wristbands', count: 1 };
  const refused = await scene.planner.command('sheets.make', args);
  expect(refused.body).toMatchObject({
    type: '/problems/not-in-this-state',
    detail: 'Only 0 numbers are left. Make a smaller sheet',
  });
});

test('a sheet passes over the numbers in use of its own kind, letter and operation alone', async () => {
  await checkIn({ reference: 'K-001', paperForm: 1 });
  await checkIn({ reference: 'M-002', paperForm: 2 });
  const operationId = await app.operation();
  const elsewhere = { operationId, centreId: await app.centre({ operationId, sheetLetter: 'K' }) };
  const manager = await app.signInAs('manager', elsewhere);
  await manager.done('people.checkIn', arrival(app, elsewhere, { reference: 'K-002', paperForm: 3 }));
  expect(await row(await make())).toMatchObject({ first: 2, last: 7 });
  expect(await row(await make({ kind: 'forms' }))).toMatchObject({ first: 3, last: 8 });
  await manager.done('sheets.make', { ...elsewhere, sheetId: app.newId(), kind: 'wristbands', count: 400 });
  expect(await row(await make())).toMatchObject({ first: 8, last: 13 });
  expect((await list()).items[0]).toMatchObject({ used: [], free: [2, 3, 4, 5, 6, 7] });
});

test('of a number in use it does not matter at which centre of the operation, and of another operation’s it does', async () => {
  await make();
  await make({ kind: 'forms' });
  await checkIn({ reference: 'K-002', paperForm: 2 }, there());
  const operationId = await app.operation();
  const elsewhere = { operationId, centreId: await app.centre({ operationId, sheetLetter: 'K' }) };
  const manager = await app.signInAs('manager', elsewhere);
  await manager.done('people.checkIn', arrival(app, elsewhere, { reference: 'K-003', paperForm: 3 }));
  expect((await list()).items.map((it: Loose) => it.used)).toEqual([[2], [2]]);
});

test('what is on no sheet is told in order, of this centre’s guests alone, whoever made the sheet', async () => {
  for (const [reference, paperForm] of [
    ['K-1000', 70],
    ['K-009', 9],
    ['M-003', 8],
  ])
    await checkIn({ reference, paperForm });
  await checkIn({ reference: 'K-011', paperForm: 11 }, there());
  expect((await list()).offSheet).toEqual({ references: ['K-009', 'K-1000', 'M-003'], forms: [8, 9, 70] });
  // A sheet of K says nothing of a band of M, nor of a form.
  await make({ count: 3 });
  expect((await list()).offSheet).toEqual({ references: ['K-009', 'K-1000', 'M-003'], forms: [8, 9, 70] });
  await app.deps.sql`update sheet set last = 9 where operation_id = ${scene.operationId}`;
  expect((await list()).offSheet).toEqual({ references: ['K-1000', 'M-003'], forms: [8, 9, 70] });
  await make({ kind: 'forms', count: 5, ...there() });
  await app.deps.sql`update sheet set first = 1, last = 9 where kind = 'forms' and operation_id = ${scene.operationId}`;
  expect((await list()).offSheet).toEqual({ references: ['K-1000', 'M-003'], forms: [70] });
  expect((await list(there())).offSheet).toEqual({ references: ['K-011'], forms: [11] });
});

test('sheets are listed as they were made, then by their numbers, and each centre’s own', async () => {
  const forms = await make({ kind: 'forms', count: 4 });
  app.clock.advance?.(1);
  const [first, second] = [await make(), await make()];
  await make(there());
  expect((await list()).items.map((it: Loose) => it.id)).toEqual([forms, first, second]);
});
