import { afterAll, beforeAll, expect, test } from 'vitest';
import { slot } from '../../db/schema/rosters.ts';
import { readinessItems, readinessNames } from '../../shared/centres.ts';
import { type Presence, presences } from '../../shared/people.ts';
import { slotStates } from '../../shared/rosters/contract.ts';
import { type Loose, MORNING, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { leaveOfEach, leftThere } from '../support/leftThere.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let planner: Person;
let operationId: string;

beforeAll(async () => {
  app = await startTestApp();
  planner = await app.signInAs('planner');
  operationId = await app.operation();
});
afterAll(() => app.stop());

const centreThat = async (state: 'standing_down' | 'activating', more: Loose = {}) => {
  const centreId = await app.centre({ operationId, state, sheetLetter: 'P', ...more });
  return { operationId, centreId };
};
const missingTo = async (to: string, place: Loose): Promise<Loose[]> =>
  (await planner.command('centres.setState', { ...place, to, baseVersion: 1 })).body.missing ?? [];
const wordsToClose = async (place: Loose) => (await missingTo('closed', place)).map((it) => it.words);
const codesToOpen = async (place: Loose) => (await missingTo('open', place)).map((it) => it.code);
const minutesAgo = (minutes: number) => new Date(app.clock.now().getTime() - minutes * 60_000);

/** What a guest of each presence that keeps a centre is called, one and several. */
const kept: Partial<Record<Presence, [one: string, many: string]>> = {
  on_site: ['guest is on site', 'guests are on site'],
  temporarily_out: ['guest is out for a while', 'guests are out for a while'],
  missing: ['guest is missing', 'guests are missing'],
  in_transit: ['guest is on the way here', 'guests are on the way here'],
};

test.each(some(presences))('a guest who is "%s" is counted before a centre closes, or has gone', async (presence) => {
  const place = await centreThat('standing_down');
  const { guest } = leftThere(app, place);
  const told = kept[presence];
  await guest({ presence });
  expect(await wordsToClose(place)).toEqual(told ? [`1 ${told[0]}`] : []);
  await guest({ presence, reference: 'K-002' });
  // A check-in that was undone is nobody.
  await guest({ presence, reference: 'K-003', undoneAt: MORNING });
  if (!told) return;
  expect(await missingTo('closed', place)).toEqual([{ code: `guests_${presence}`, words: `2 ${told[1]}` }]);
});

test('what is over holds up nothing, nor does what is another centre’s', async () => {
  const place = await centreThat('standing_down');
  const there = leftThere(app, place);
  await leaveOfEach(app, await centreThat('standing_down'));
  const rollCallId = app.newId();
  await there.guest({ undoneAt: MORNING });
  await there.visitor({ signedOutAt: MORNING });
  await there.rollCall({ id: rollCallId, endedAt: MORNING });
  // It ended with the one it joined.
  await there.rollCall({ joinedTo: rollCallId });
  await there.need({ state: 'met' });
  await there.vehicle({ state: 'arrived' });
  await there.tablet({ waiting: 0 });
  await there.item({ settledAt: MORNING, settledAs: 'resolved' });
  // A clock to be set is nothing left of anybody's.
  await there.item({ kind: 'clock' });
  expect(await missingTo('closed', place)).toEqual([]);
});

test('several of a kind are told in words that fit, vehicles by when they are due, tablets by their names', async () => {
  const place = await centreThat('standing_down');
  const there = leftThere(app, place);
  for (const more of [{ label: 'Van 9', dueAt: new Date('2026-11-19T09:00:00Z') }, { label: 'Van 10' }])
    await there.vehicle(more);
  for (const more of [{ label: 'Desk 2', waiting: 1 }, { label: 'Desk 1' }]) await there.tablet(more);
  for (let n = 0; n < 2; n += 1) {
    await there.visitor();
    await there.need();
    await there.item();
  }
  expect(await wordsToClose(place)).toEqual([
    '2 people in the sign-in book have not signed out',
    '2 P1 needs are open',
    'Van 10 is still on its way',
    'Van 9 is still on its way',
    'Desk 1 still has 3 things to send',
    'Desk 2 still has 1 thing to send',
    '2 things need attention',
  ]);
});

test('one of a kind is told as one', async () => {
  const place = await centreThat('standing_down');
  const there = leftThere(app, place);
  await there.visitor();
  await there.need();
  await there.item();
  expect(await wordsToClose(place)).toEqual([
    '1 person in the sign-in book has not signed out',
    '1 P1 need is open',
    '1 thing needs attention',
  ]);
});

test.each([
  [4, null],
  [5, '5 minutes'],
  [119, '119 minutes'],
  [120, '2 hours'],
  [179, '2 hours'],
  [2879, '47 hours'],
  [2880, '2 days'],
  [4319, '2 days'],
])('a tablet that has not been heard from for %i minutes is silent for %s', async (minutes, since) => {
  const place = await centreThat('standing_down');
  await leftThere(app, place).tablet({ waiting: 0, lastSeenAt: minutesAgo(minutes) });
  const words = `Desk 1 has not been heard from for ${since}. It may hold work that was never sent`;
  expect(await wordsToClose(place)).toEqual(since === null ? [] : [words]);
});

const needed = some(readinessNames.filter((it) => readinessItems[it].needed));

test.each(readinessNames)(
  'ticking "%s" takes that away from what a centre lacks to open, and nothing else',
  async (it) => {
    expect(await codesToOpen(await centreThat('activating', { ready: { [it]: true } }))).toEqual(
      needed.filter((other) => other !== it),
    );
    expect(await codesToOpen(await centreThat('activating', { ready: { [it]: false } }))).toEqual(needed);
  },
);

const shift = { partner: 'BRC', shiftStart: MORNING, shiftEnd: new Date('2026-11-19T14:00:00Z'), needed: 2 };

test.each(slotStates.flatMap((state) => [0, 1].map((arrived) => [state, arrived] as const)))(
  'of a slot that is "%s", %i on site make it staffed only if they have arrived',
  async (state, arrived) => {
    const place = await centreThat('activating');
    const given = { ...shift, role: 'registration', state, arrived };
    await app.deps.db.insert(slot).values({ id: app.newId(), ...place, ...given });
    const lacks = await codesToOpen(place);
    expect(lacks.includes('registration')).toBe(!(state === 'arrived' && arrived > 0));
  },
);

test('whoever arrived at another centre makes none ready here', async () => {
  const place = await centreThat('activating');
  const there = await centreThat('activating');
  const roles = ['centre_manager', 'deputy_manager', 'registration', 'welfare'];
  await app.deps.db
    .insert(slot)
    .values(
      roles.map((role) => ({ id: app.newId(), ...there, ...shift, role, state: 'arrived' as const, arrived: 1 })),
    );
  expect(await codesToOpen(place)).toEqual(needed);
  expect(await codesToOpen(there)).toEqual(['fire_briefing']);
});
