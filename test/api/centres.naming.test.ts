import { afterAll, beforeAll, expect, test } from 'vitest';
import { LETTERS } from '../../server/centres/naming.ts';
import { centreNames } from '../../shared/centres.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addVenue } from '../support/registers.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});
afterAll(() => app.stop());

// With the keys of the tests, what each operation is given is settled by its id.
const operations = Array.from({ length: 6 }, (_, n) => `0193e0a0-0000-7000-8000-00000000010${n}`);

const standUp = async (operationId: string) => {
  const centreId = app.newId();
  const { name } = await planner.done('centres.activate', {
    operationId,
    centreId,
    venueId: await addVenue(app, planner),
    to: 'activating',
    expected: 40,
    doorsAt: '2026-11-19T06:20:00Z',
    reason: 'Close',
  });
  const row = (await planner.mirror(operationId)).row('centre', centreId);
  return { centreId, name: String(name), letter: String(row?.['sheetLetter']) };
};

test('a centre’s name and letter do not tell how many others are open elsewhere, and no two have the same', async () => {
  const made = [];
  for (const id of some(operations)) {
    await app.operation({ id });
    const asked = `/api/operations/${id}/shortlist?expected=40&arrivalAt=2026-11-19T06:20:00Z`;
    const foretold: Loose = (await planner.get(asked)).body.name;
    const it = await standUp(id);
    expect(it.name).toBe(foretold);
    made.push(it);
  }
  const names = made.map((it) => it.name);
  const letters = made.map((it) => it.letter);
  expect(new Set(names).size).toBe(made.length);
  expect(new Set(letters).size).toBe(made.length);
  // Given out in one order for all, the sixth would be the sixth of the list.
  expect(names).not.toEqual(centreNames.slice(0, made.length));
  expect(letters).not.toEqual(LETTERS.slice(0, made.length));
  expect(names.filter((it) => centreNames.slice(0, made.length).some((early) => early === it)).length).toBeLessThan(6);
});

test('a manager who chooses a letter is told of its use in their own operation, and of no other’s', async () => {
  const elsewhere = await app.operation();
  await app.centre({ operationId: elsewhere, sheetLetter: 'T' });
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId, sheetLetter: 'K' });
  await app.centre({ operationId, sheetLetter: 'M' });
  const manager = await app.signInAs('manager', { operationId, centreId });
  const choose = (sheetLetter: string, baseVersion: number) =>
    manager.command('centres.change', { operationId, centreId, baseVersion, sheetLetter });
  expect((await choose('M', 1)).body.type).toBe('/problems/already-exists');
  expect((await choose('T', 1)).status).toBe(200);
  expect((await choose('U', 2)).status).toBe(200);
});

test('what a manager does to the people of their centre does not tell how much is done elsewhere', async () => {
  const operationId = await app.operation();
  const centreId = await app.centre({ operationId });
  const manager = await app.signInAs('manager', { operationId, centreId });
  const add = (id?: string, userId = app.newId()) =>
    manager.command('hands.add', { operationId, centreId, userId, name: 'Meera S.' }, id ? { id } : {});
  const first = await add();
  await addVenue(app, planner);
  const [id, userId] = [app.newId(), app.newId()];
  const second = await add(id, userId);
  const again = await add(id, userId);
  expect([first, second, again].map((it) => [it.status, it.body.seq])).toEqual([
    [200, 0],
    [200, 0],
    [200, 0],
  ]);
  expect(again.replay).toBe(true);
});
