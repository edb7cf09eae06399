import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stream } from '../../db/schema/engine.ts';
import { centreStates, isFinished } from '../../shared/centres.ts';
import { operationStates, operationTypes } from '../../shared/operations.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { addVenue } from '../support/registers.ts';
import { some } from '../support/some.ts';
import { untilWaiting } from '../support/untilWaiting.ts';

let app: TestApp;
let planner: Person;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
});
afterAll(() => app.stop());

const EARLIER = '2026-11-19T05:10:00.000Z';
let opened = 0;
const open = async (more: Loose = {}): Promise<string> => {
  const operationId = app.newId();
  const said = { operationId, codeName: `Larkspur ${(opened += 1)}`, type: 'warrant', state: 'planned', ...more };
  await planner.done('operations.open', said, { occurredAt: EARLIER });
  return operationId;
};
const row = async (id: string): Promise<Loose> => (await planner.mirror(id)).row('operation', id);
const change = (operationId: string, more: Loose, envelope: Loose = {}) =>
  planner.command('operations.change', { operationId, baseVersion: 1, ...more }, envelope);

const expectation = {
  expected: 40,
  atLeast: 35,
  atMost: 45,
  firstArrivalAt: '2026-11-19T06:30:00.000Z',
  nights: 2,
  fromSquare: 'SK 45',
  languages: [{ tag: 'ro', people: 12 }],
  wishes: ['children', 'pets'],
  policeLead: 'Insp Bell',
  careLead: 'J Shaw',
};

test('an operation keeps all that was said of it, and when and by whom it was opened', async () => {
  const id = await open({ ...expectation, codeName: 'Marram', state: 'running' });
  const own = { id, codeName: 'Marram', type: 'warrant', state: 'running', exercise: false };
  const since = { openedAt: EARLIER, closedAt: null, rowVersion: 1 };
  expect(await row(id)).toEqual({ ...own, ...expectation, ...since });
  const [kept] = await app.deps.sql`select opened_by from operation where id = ${id}`;
  expect(kept).toEqual({ opened_by: planner.userId });
});

test('of what nobody said nothing is kept', async () => {
  const nobody = { policeLead: null, careLead: null };
  const nothing = { expected: null, atLeast: null, atMost: null, firstArrivalAt: null, nights: null, fromSquare: null };
  const none = { ...nobody, ...nothing, languages: [], wishes: [] };
  expect(await row(await open())).toMatchObject(none);
  expect(await row(await open({ policeLead: '', careLead: ' ' }))).toMatchObject(nobody);
});

test.each(some(operationTypes))(
  'an operation of type "%s" is an exercise by its type, or where it is said',
  async (type) => {
    const is = async (more: Loose) => (await row(await open({ type, ...more }))).exercise;
    const byType = type === 'exercise';
    expect([await is({}), await is({ exercise: false }), await is({ exercise: true })]).toEqual([byType, byType, true]);
  },
);

test('where all of Haven is an exercise, so is each operation', async () => {
  const exercise = await startTestApp({ exercise: true });
  const trainer = await exercise.signInAs('planner');
  const operationId = exercise.newId();
  const said = { operationId, codeName: 'Larkspur', type: 'warrant', state: 'planned', exercise: false };
  await trainer.done('operations.open', said);
  expect((await trainer.mirror(operationId)).row('operation', operationId)).toMatchObject({ exercise: true });
  await exercise.stop();
});

test('each thing that is expected may be changed by itself, and a lead be taken back', async () => {
  const id = await open({ expected: 10, policeLead: 'Sgt Hill', careLead: 'M Okafor' });
  const changes: [Loose, Loose][] = [
    ...Object.entries(expectation).map(([key, value]): [Loose, Loose] => [{ [key]: value }, { [key]: value }]),
    [{ policeLead: '' }, { policeLead: null }],
    [{ careLead: '' }, { careLead: null }],
    [
      { policeLead: 'Insp Bell', careLead: 'J Shaw' },
      { policeLead: 'Insp Bell', careLead: 'J Shaw' },
    ],
    [{ policeLead: null }, { policeLead: null }],
    [{ careLead: null }, { careLead: null }],
    [{ state: 'planned' }, {}],
    [{ state: 'running' }, { state: 'running' }],
  ];
  for (const [index, [said, then]] of some(changes.entries())) {
    const before = await row(id);
    expect((await change(id, { baseVersion: index + 1, ...said })).status).toBe(200);
    expect(await row(id)).toEqual({ ...before, ...then, rowVersion: index + 2 });
  }
});

/** As a whole table: what is not in it may not. */
const after = { planned: ['planned', 'running', 'closed'], running: ['running', 'closed'], closed: ['closed'] };

test.each(operationStates.flatMap((from) => operationStates.map((to) => [from, to] as const)))(
  'an operation goes from "%s" to "%s" where that can follow',
  async (from, to) => {
    const id = await app.operation({ state: from });
    const { status, body } = await change(id, { state: to });
    const may = (after[from] as string[]).includes(to);
    const refused = [409, '/problems/not-in-this-state', `This operation is ${from}`];
    expect([status, body.type, body.detail]).toEqual(may ? [200, undefined, undefined] : refused);
    expect((await row(id)).state).toBe(may ? to : from);
  },
);

test('when an operation was closed stays, by Haven’s own clock', async () => {
  const id = await open();
  await change(id, { state: 'closed' }, { occurredAt: EARLIER });
  const closedAt = app.clock.now().toISOString();
  expect(await row(id)).toMatchObject({ state: 'closed', closedAt });
  app.clock.advance?.(10);
  await planner.done('operations.change', { operationId: id, baseVersion: 2, state: 'closed', expected: 3 });
  expect(await row(id)).toMatchObject({ closedAt, expected: 3 });
});

test('only centres that have not ended hold up closing, and are told by their names in order', async () => {
  const id = await open();
  const live = centreStates.filter((it) => !isFinished(it));
  for (const state of some(centreStates)) await app.centre({ operationId: id, state, name: `Wren ${state}` });
  await app.centre({ operationId: await open(), name: 'Heron elsewhere' });
  const { body } = await change(id, { state: 'closed' });
  expect(body).toMatchObject({ type: '/problems/guards-not-met', detail: 'Close or cancel every centre first' });
  expect(body.missing).toEqual(
    live.toSorted().map((state) => ({ code: 'centre_open', words: `Centre Wren ${state} is not closed` })),
  );
});

test.each(['closing', 'activating'] as const)(
  'of closing an operation and activating a centre in it at one moment, the second waits for the first and is refused: %s first',
  async (first) => {
    const id = await open();
    const used = { operationId: id, centreId: app.newId(), venueId: await addVenue(app, planner), to: 'activating' };
    const asked = { ...used, expected: 10, doorsAt: '2026-11-19T06:20:00Z', reason: 'Close' };
    const says = {
      closing: () => change(id, { state: 'closed' }),
      activating: () => planner.command('centres.activate', asked),
    };
    const second = first === 'closing' ? 'activating' : 'closing';
    const begun: Promise<Loose>[] = [];
    await app.deps.db.transaction(async (tx) => {
      await tx.select().from(stream).where(eq(stream.id, id)).for('update');
      begun.push(says[first]());
      await untilWaiting(app.deps, 1);
      begun.push(says[second]());
      await untilWaiting(app.deps, 2);
    });
    const [done, refused] = await Promise.all(begun);
    expect(done.status).toBe(200);
    const detail = first === 'closing' ? 'This operation is closed' : 'Close or cancel every centre first';
    expect(refused).toMatchObject({ status: 409, body: { detail } });
  },
);

test('a planner of one operation closes it', async () => {
  const id = await open();
  const own = await app.signInAs('planner', { operationId: id });
  expect((await own.command('operations.change', { operationId: id, baseVersion: 1, state: 'closed' })).status).toBe(
    200,
  );
});

test('operations are listed newest first, each with its own centres by when they open, then by name', async () => {
  const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);
  const made: string[] = [];
  for (const time of ['04:00', '06:00', '05:00']) made.push(await app.operation({ openedAt: at(time) }));
  const [first, second, third] = made;
  const operationId = second ?? '';
  for (const [name, time] of [
    ['Plover', '08:00'],
    ['Heron', '07:00'],
    ['Avocet', '08:00'],
  ] as const)
    await app.centre({ operationId, name, doorsAt: at(time) });
  const items: Loose[] = (await planner.get('/api/operations')).body.items;
  expect(items.map((it) => it.id).filter((it) => made.includes(it))).toEqual([second, third, first]);
  const of = (id?: string) => items.find((it) => it.id === id).centres.map((it: Loose) => it.name);
  expect([of(second), of(first)]).toEqual([['Heron', 'Avocet', 'Plover'], []]);
});
