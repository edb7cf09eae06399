import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { LETTERS, nextNames } from '../../server/centres/naming.ts';
import { centreNames, centreStates, isFinished } from '../../shared/centres.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { leftThere } from '../support/leftThere.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;
let operationId: string;
let centreId: string;
let version: number;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});
beforeEach(async () => {
  operationId = await app.operation();
  centreId = await app.centre({ operationId, sheetLetter: 'K' });
  version = 1;
});
afterAll(() => app.stop());

const change = async (more: Loose) => {
  const answer = await planner.command('centres.change', { operationId, centreId, baseVersion: version, ...more });
  if (answer.status === 200) version = answer.body.result.rowVersion;
  return answer;
};
const now = async (): Promise<Loose> => (await planner.mirror(operationId)).row('centre', centreId);

/** Each field that may be changed, with what the row says then. */
const changes: [said: Loose, row: Loose][] = [
  [{ ready: { manager: true, areas: false } }, { ready: { manager: true, areas: false } }],
  [
    { zones: [{ name: 'Hall A', beds: 20 }, { name: 'Chapel' }] },
    { zones: [{ name: 'Hall A', beds: 20 }, { name: 'Chapel' }] },
  ],
  [{ doorsAt: '2026-11-19T08:20:00Z' }, { doorsAt: '2026-11-19T08:20:00.000Z' }],
  [{ managerName: 'J Shaw' }, { managerName: 'J Shaw' }],
  [{ sheetLetter: 'Q' }, { sheetLetter: 'Q' }],
  [{ managerName: '' }, { managerName: null }],
  [{ managerName: 'M Okafor' }, { managerName: 'M Okafor' }],
  [{ managerName: null }, { managerName: null }],
  [{ ready: { manager: false } }, { ready: { manager: false, areas: false } }],
  [{ zones: [] }, { zones: [] }],
];

test('each change is kept and touches nothing else', async () => {
  for (const [said, row] of some(changes)) {
    const before = await now();
    expect((await change(said)).status).toBe(200);
    expect(await now()).toEqual({ ...before, ...row, rowVersion: version });
  }
});

test('a change from an old version is refused, and nothing of it is kept', async () => {
  await change({ managerName: 'J Shaw' });
  const before = await now();
  version = 1;
  const refused = await change({ ready: { manager: true }, managerName: 'Other' });
  expect(refused.body).toMatchObject({
    type: '/problems/stale-version',
    detail: 'Someone changed this centre first. Look at what it says now',
  });
  expect(await now()).toEqual(before);
});

test('a centre may keep its own letter, and takes none of another centre or a tablet there', async () => {
  expect((await change({ sheetLetter: 'K' })).status).toBe(200);
  await app.centre({ operationId, sheetLetter: 'M', state: 'cancelled' });
  await leftThere(app, { operationId, centreId }).tablet({ letter: 'N' });
  for (const sheetLetter of ['M', 'N']) {
    const { body } = await change({ sheetLetter });
    expect(body).toMatchObject({
      type: '/problems/already-exists',
      detail: 'Another centre uses that letter. Choose another',
    });
  }
  expect(await now()).toMatchObject({ sheetLetter: 'K' });
});

const next = (id = operationId) => nextNames(app.deps, app.deps.db, id);

test.each(some(centreStates))(
  'the name and letter of a centre that is "%s" are not given again in its operation, nor elsewhere while it lasts',
  async (state) => {
    const own = await next();
    await app.centre({ operationId, state, ...own });
    const later = await next();
    expect([later.name === own.name, later.sheetLetter === own.sheetLetter]).toEqual([false, false]);
    const elsewhere = await app.operation();
    const other = await next(elsewhere);
    await app.centre({ operationId: await app.operation(), state, ...other });
    const then = await next(elsewhere);
    const free = isFinished(state);
    expect([then.name === other.name, then.sheetLetter === other.sheetLetter]).toEqual([free, free]);
  },
);

test('a letter that a tablet of the operation has is not given to a centre', async () => {
  const { sheetLetter } = await next();
  await leftThere(app, { operationId, centreId }).tablet({ letter: sheetLetter });
  expect((await next()).sheetLetter).not.toBe(sheetLetter);
});

test('with every name in use each is given with a number, and with every letter in use one is given again', async () => {
  const given: { name: string; sheetLetter: string }[] = [];
  const wanted = Math.max(centreNames.length, LETTERS.length) + 1;
  for (let n = 0; n < wanted; n += 1) {
    const names = await next();
    given.push(names);
    await app.centre({ operationId, ...names });
  }
  const names = given.map((it) => it.name);
  expect(new Set(names).size).toBe(wanted);
  const numbered = names.filter((it) => it.endsWith(' 2'));
  expect(names.filter((it) => !it.endsWith(' 2')).every((it) => centreNames.some((name) => name === it))).toBe(true);
  expect(names.slice(-numbered.length)).toEqual(numbered);
  expect(numbered.length).toBeGreaterThanOrEqual(wanted - centreNames.length);
  expect(LETTERS).toContain(given.at(-1)?.sheetLetter);
});
