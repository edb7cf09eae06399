import { afterAll, beforeAll, expect, test } from 'vitest';
import { slot } from '../../db/schema/rosters.ts';
import { centreStates, isFinished } from '../../shared/centres.ts';
import { slotMayBecome, type SlotState, slotStates } from '../../shared/rosters/contract.ts';
import { type Loose, MORNING, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { savePartnerCalled } from '../support/runOperation.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;
let operationId: string;
let centreId: string;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  operationId = await app.operation();
  centreId = await app.centre({ operationId });
});
afterAll(() => app.stop());

const at = (time: string): string => `2026-11-19T${time}:00.000Z`;
const shift = { role: 'interpreter', shiftStart: new Date(at('06:00')), shiftEnd: new Date(at('14:00')), needed: 8 };
/** Of a slot with which everything has happened. */
const full = {
  partnerName: null,
  language: 'ro',
  asked: 8,
  askedAt: new Date(at('04:00')),
  answerBy: new Date(at('04:30')),
  accepted: 4,
  arriveBy: new Date(at('05:50')),
  words: 'Can do 4',
  saidBy: 'K Thorpe',
  channel: 'radio' as const,
  answeredAt: new Date(at('04:10')),
  note: 'Bring blankets',
};
const slotThat = async (state: SlotState, more: Partial<typeof slot.$inferInsert> = {}) => {
  const slotId = app.newId();
  const arrived = state === 'arrived' ? { arrived: 3, arrivedAt: new Date(at('05:00')) } : {};
  const given = { id: slotId, operationId, centreId, partner: 'BRC', ...shift, ...full, state, ...arrived, ...more };
  await app.deps.db.insert(slot).values(given);
  return slotId;
};
const say = (name: string, slotId: string, more: Loose = {}) =>
  planner.command(name, { operationId, slotId, ...(name === 'roster.arrive' ? {} : { baseVersion: 1 }), ...more });
const row = async (slotId: string): Promise<Loose> => {
  const [found] = (await app.deps.sql`select * from slot where id = ${slotId}`) as Loose[];
  return Object.fromEntries(
    Object.entries(found as object).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  );
};
const logged = async (): Promise<string[]> =>
  (await planner.mirror(operationId)).rows('logEntry').map((it) => String(it['text']));

const names: Record<SlotState, string> = {
  not_asked: 'not asked',
  asked: 'asked',
  accepted: 'accepted',
  declined: 'declined',
  arrived: 'on site',
  stood_down: 'stood down',
};
const said = { saidBy: 'J Okafor', words: 'Yes', channel: 'email' };
const arriveBy = at('06:20');
const all = (slotId: string, heads: number) => ({
  centreId,
  partner: 'BRC',
  answers: [{ slotId, baseVersion: 1, heads, arriveBy: heads > 0 ? arriveBy : null }],
});
/** Every way to say something of a slot, with the state it makes. */
const sayings: [to: SlotState, name: string, (slotId: string) => Promise<Loose>][] = [
  ['asked', 'roster.ask', (it) => say('roster.ask', it, { heads: 6, arriveBy })],
  ['accepted', 'roster.answer', (it) => say('roster.answer', it, { answer: 'accepted', heads: 5, arriveBy, ...said })],
  ['declined', 'roster.answer', (it) => say('roster.answer', it, { answer: 'declined', ...said })],
  ['accepted', 'answerAll', (it) => planner.command('roster.answerAll', { operationId, ...all(it, 5), ...said })],
  ['declined', 'answerAll', (it) => planner.command('roster.answerAll', { operationId, ...all(it, 0), ...said })],
  ['stood_down', 'roster.standDown', (it) => say('roster.standDown', it, { reason: 'Fewer people' })],
  ['arrived', 'roster.arrive', (it) => say('roster.arrive', it, { count: 2 })],
];
const answered = { said_by: 'J Okafor', words: 'Yes', channel: 'email', answered_at: MORNING.toISOString() };
const made: Partial<Record<SlotState, Loose>> = {
  // No time to answer by is one, too.
  asked: { asked: 6, asked_at: MORNING.toISOString(), arrive_by: arriveBy, answer_by: null },
  accepted: { ...answered, accepted: 5, arrive_by: arriveBy },
  declined: { ...answered, accepted: 0 },
  stood_down: { note: 'Fewer people' },
  arrived: { arrived: 2 },
};

test.each(slotStates.flatMap((from) => sayings.map(([to, name, send]) => [from, to, name, send] as const)))(
  'of a slot that is "%s" it can be said that it is "%s" (%s) where that can follow; just that is kept',
  async (from, to, _name, send) => {
    const slotId = await slotThat(from);
    const before = await row(slotId);
    const answer = await send(slotId);
    const may = slotMayBecome(from, to);
    const detail = `This slot is ${names[from]}, so it cannot become ${names[to]}. Add another slot instead`;
    const refused = ['/problems/not-in-this-state', detail];
    expect([answer.body.type, answer.body.detail]).toEqual(may ? [undefined, undefined] : refused);
    const cameAt = from === 'arrived' ? before['arrived_at'] : MORNING.toISOString();
    const came = to === 'arrived' ? { arrived_at: cameAt } : {};
    const then = { ...before, state: to, ...made[to], ...came, row_version: 2 };
    expect(await row(slotId)).toEqual(may ? then : before);
  },
);

test('what one partner answers is for its own slots at the centre that is named', async () => {
  const slotId = await slotThat('asked');
  const elsewhere = await app.centre({ operationId, sheetLetter: 'M' });
  const answer = { operationId, ...all(slotId, 5), ...said };
  const before = await row(slotId);
  for (const other of [{ centreId: elsewhere }, { partner: 'SA' }])
    expect((await planner.command('roster.answerAll', { ...answer, ...other })).status).toBe(404);
  expect(await row(slotId)).toEqual(before);
});

test('a time to answer by is kept', async () => {
  const slotId = await slotThat('not_asked', { answerBy: null });
  await say('roster.ask', slotId, { heads: 6, arriveBy, answerBy: at('05:50') });
  expect(await row(slotId)).toMatchObject({ answer_by: at('05:50') });
});

test('standing down without a reason keeps what was noted', async () => {
  const slotId = await slotThat('asked');
  await say('roster.standDown', slotId);
  expect(await row(slotId)).toMatchObject({ state: 'stood_down', note: 'Bring blankets' });
});

test.each(slotStates)(
  'nobody on site after all makes of a slot that is "%s" nothing but one that had arrived',
  async (state) => {
    for (const [accepted, asked, then] of [
      [4, 8, 'accepted'],
      [0, 8, 'asked'],
      [0, 0, 'not_asked'],
    ] as const) {
      const slotId = await slotThat(state, { accepted, asked });
      expect((await say('roster.arrive', slotId, { count: 0 })).status).toBe(200);
      expect(await row(slotId)).toMatchObject({
        state: state === 'arrived' ? then : state,
        arrived: 0,
        arrived_at: null,
      });
    }
  },
);

test.each(slotStates)(
  'only who said yes is asked again where more or another time is wanted of one "%s"',
  async (state) => {
    const then = state === 'accepted' ? 'asked' : state;
    for (const changes of [{ needed: 9 }, { shiftStart: at('07:00') }, { shiftEnd: at('15:00') }]) {
      const slotId = await slotThat(state, { accepted: 8 });
      await say('roster.change', slotId, { changes });
      expect(await row(slotId)).toMatchObject({ state: then, accepted: 8, asked: 8, said_by: 'K Thorpe' });
    }
  },
);

test.each(slotStates)(
  'another partner for a slot that is "%s" was never asked, unless somebody is there',
  async (state) => {
    const slotId = await slotThat(state);
    const before = await row(slotId);
    const answer = await say('roster.change', slotId, { changes: { partner: 'SA' } });
    const there = state === 'arrived';
    const detail = 'Some of them are on site already. Add another slot instead';
    const refused = ['/problems/not-in-this-state', detail];
    expect([answer.body.type, answer.body.detail]).toEqual(there ? refused : [undefined, undefined]);
    const anew = {
      ...before,
      partner: 'SA',
      state: 'not_asked',
      asked: 0,
      asked_at: null,
      answer_by: null,
      accepted: 0,
      arrive_by: null,
      words: '',
      said_by: '',
      channel: null,
      answered_at: null,
      row_version: 2,
    };
    expect(await row(slotId)).toEqual(there ? before : anew);
  },
);

test('of a slot that is on site all but its partner may be changed', async () => {
  const slotId = await slotThat('arrived');
  expect((await say('roster.change', slotId, { changes: { partner: 'BRC', note: 'By bus' } })).status).toBe(200);
});

test('each field of a slot that may be changed is, and nothing else', async () => {
  const slotId = await slotThat('asked');
  const changes: [Loose, Loose][] = [
    [{ language: null }, { language: null }],
    [{ note: '' }, { note: '' }],
    [{ needed: 0 }, { needed: 0 }],
    [{ shiftStart: at('07:00') }, { shift_start: at('07:00') }],
    [{ shiftEnd: at('15:00') }, { shift_end: at('15:00') }],
  ];
  for (const [index, [given, then]] of some(changes.entries())) {
    const before = await row(slotId);
    await say('roster.change', slotId, { baseVersion: index + 1, changes: given });
    expect(await row(slotId)).toEqual({ ...before, ...then, row_version: index + 2 });
  }
});

const adding = (place: string, more: Loose = {}) => {
  const given = { operationId, centreId: place, slotId: app.newId(), role: 'interpreter', partner: 'BRC', needed: 2 };
  return { ...given, shiftStart: at('06:00'), shiftEnd: at('14:00'), ...more };
};

test.each(some(centreStates))('a slot is added to a centre that is "%s" unless that has ended', async (state) => {
  const args = adding(await app.centre({ operationId, state }));
  const { status, body } = await planner.command('roster.add', args);
  expect([status, body.detail]).toEqual(isFinished(state) ? [409, 'This centre is closed'] : [200, undefined]);
});

test('a slot that is added says what was said, and that nobody has been asked', async () => {
  const args = adding(centreId, { language: 'vi', note: 'At the door' });
  await planner.done('roster.add', args);
  const { slotId, ...rest } = args;
  const untouched = { asked: 0, accepted: 0, arrived: 0, words: '', saidBy: '', channel: null, answeredAt: null };
  expect((await planner.mirror(operationId)).row('slot', slotId)).toMatchObject({
    ...rest,
    shiftStart: at('06:00'),
    shiftEnd: at('14:00'),
    state: 'not_asked',
    ...untouched,
    partnerName: null,
    rowVersion: 1,
  });
});

test('a no is logged as one, by the name that the register has, at the centre it was said of', async () => {
  await savePartnerCalled(app, planner, 'NOO');
  const slotId = await slotThat('asked', { partner: 'NOO' });
  const before = (await logged()).length;
  await say('roster.answer', slotId, { answer: 'declined', ...said });
  const entry = (await planner.mirror(operationId)).rows('logEntry').at(-1);
  expect(entry).toMatchObject({
    kind: 'entry',
    centreId,
    author: planner.name,
    text: 'NOO Partner said no (J Okafor, by email). 06:00 to 14:00: Interpreters (Romanian) 0 of 8. “Yes”',
  });
  expect(await logged()).toHaveLength(before + 1);
});

test('whoever comes is named as the register names their partner now, and nobody by another’s name', async () => {
  await savePartnerCalled(app, planner, 'AAA');
  const slotId = await slotThat('accepted', { partner: 'AAA' });
  const named = async () => (await row(slotId))['partner_name'];
  await say('roster.arrive', slotId, { count: 2 });
  expect(await named()).toBe('AAA Partner');
  await say('roster.arrive', slotId, { count: 0 });
  await say('roster.change', slotId, { baseVersion: 3, changes: { partner: 'UNKNOWN' } });
  expect(await named()).toBeNull();
  await say('roster.arrive', slotId, { count: 2 });
  expect(await named()).toBeNull();
});
