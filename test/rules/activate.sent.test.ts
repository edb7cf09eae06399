import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import { setClock } from '../../client/data/time.ts';
import { argsOf, doorsFor, type Draft, draftFrom, expecting, questionOf } from '../../client/screens/activate/draft.ts';
import { allFaults, saidIn, whyFaults } from '../../client/screens/activate/faults.ts';
import { overflowFor } from '../../client/screens/activate/overflow.ts';
import { expectationOf, faultsFrom } from '../../client/screens/activate/send.ts';
import {
  chosenIn,
  headsIn,
  isShort,
  isTaken,
  shortVenueName,
  venueName,
} from '../../client/screens/activate/shortlist.ts';
import { kmWords, sizeWords } from '../../client/screens/activate/words.ts';
import { tick } from '../../client/session/now.ts';
import { activateCentre } from '../../shared/centres.ts';
import type { OperationRow } from '../../shared/operations.ts';
import type { ProblemBody } from '../../shared/problems.ts';
import type { Shortlist } from '../../shared/routes/centres.ts';
import { defaultCapacityRules } from '../../shared/venues/capacity.ts';
import { ruledOutKinds } from '../../shared/venues/fit.ts';
import { sizeClasses } from '../../shared/venues/venue.ts';
import { some } from '../support/some.ts';

vi.mock('../../client/session/session.ts', () => ({
  operationId: signal('op'),
  centreId: signal(null),
  me: signal(null),
  refreshOperations: () => undefined,
}));
vi.mock('../../client/data/outbox.ts', () => ({ ask: () => undefined, trySubmit: () => undefined }));

const now = new Date('2026-11-19T04:16:00Z');
const id = '019a9b1c-7d00-7000-8000-000000000001';
beforeEach(() => {
  setClock(now.toISOString(), 0);
  tick();
});

const operation: OperationRow = {
  id,
  codeName: 'Marram',
  type: 'warrant',
  state: 'running',
  exercise: false,
  languages: [{ tag: 'ro' }],
  expected: 40,
  atLeast: 35,
  atMost: 45,
  firstArrivalAt: '2026-11-19T06:30:00Z',
  nights: 1,
  fromSquare: 'SK 45',
  wishes: ['children'],
  openedAt: '2026-11-19T04:05:00Z',
  closedAt: null,
  rowVersion: 1,
};
const draft = (more: Partial<Draft> = {}): Draft => ({ ...draftFrom(operation, now), ...more });
const idsOf = (it: Draft) => allFaults(it, null, now).map((fault) => fault.id);

test('a draft begins with what the operation says, and of another number without the range of the whole', () => {
  const whole = { expected: 40, atLeast: 35, atMost: 45, time: '06:30', nights: 1, from: 'SK 45', square: 'SK 45' };
  const rest = { languages: [{ tag: 'ro' }], wishes: ['children'], venueId: null, reason: '', overrideReason: '' };
  expect(draft()).toMatchObject({ ...whole, ...rest, rest: null });
  expect(draftFrom(operation, now, 12)).toMatchObject({ expected: 12, atLeast: null, atMost: null, nights: 1 });
  const nothing = { ...operation, languages: [] };
  for (const key of ['expected', 'atLeast', 'atMost', 'firstArrivalAt', 'nights', 'fromSquare', 'wishes'] as const)
    delete nothing[key];
  const none = { expected: null, atLeast: null, atMost: null, nights: 2, from: '', square: null, wishes: [] };
  expect(draftFrom(nothing, now)).toMatchObject(none);
});

test('another number keeps the range that it lies in', () => {
  const range = { atLeast: 35, atMost: 45 };
  expect(expecting(40, range)).toEqual({ expected: 40, ...range });
  expect([expecting(35, range).atLeast, expecting(34, range).atLeast]).toEqual([35, null]);
  expect([expecting(45, range).atMost, expecting(46, range).atMost]).toEqual([45, null]);
});

test('numbers that cannot be are named, each at its field', () => {
  const first = (more: Partial<Draft>) => idsOf(draft({ atLeast: null, atMost: null, ...more }))[0];
  expect([first({ expected: 0 }), first({ expected: 1.5 }), first({ expected: 1001 })]).toEqual([
    'expected',
    'expected',
    'expected',
  ]);
  expect([first({ expected: 1000 }), first({ atLeast: 40 }), first({ atMost: 40 })]).toEqual([
    'venue',
    'venue',
    'venue',
  ]);
  expect([first({ atLeast: 41 }), first({ atMost: 39 })]).toEqual(['at-least', 'at-most']);
  expect([first({ from: ' ', square: null }), first({ from: 'x', square: null })]).toEqual(['venue', 'from']);
});

test('the question is asked for up to a thousand, with all that bears on it', () => {
  expect(questionOf(draft({ expected: 1001 }), now)).toBeNull();
  expect(questionOf(draft({ expected: 1000, square: null }), now)).toEqual({
    expected: 1000,
    arrivalAt: '2026-11-19T06:30:00.000Z',
    doorsAt: '2026-11-19T06:20:00.000Z',
    nights: 1,
    square: undefined,
    wishes: ['children'],
    languages: ['ro'],
  });
});

test('doors open when the building is ready on the next five minutes, and not sooner than ten before they come', () => {
  const arrival = new Date('2026-11-19T06:30:00Z');
  const at = (ready: string | null) => doorsFor(arrival, ready === null ? null : new Date(`2026-11-19T${ready}Z`));
  const doors = [null, '06:20:00', '06:20:01', '06:25:00'].map((it) => at(it).toISOString().slice(11, 16));
  expect(doors).toEqual(['06:20', '06:20', '06:25', '06:25']);
});

test('all that was said is sent, and what was not is left out', () => {
  const target = { operationId: id, centreId: id, to: 'standby' as const, doorsAt: now, now, overflowOf: null };
  const said = { expected: 40, atLeast: 35, atMost: 45, nights: 1, fromSquare: 'SK 45', languages: [{ tag: 'ro' }] };
  const own = { operationId: id, centreId: id, venueId: id, to: 'standby', doorsAt: now.toISOString() };
  const more = { firstArrivalAt: '2026-11-19T06:30:00.000Z', wishes: ['children'], reason: 'Close' };
  const args = argsOf(draft({ venueId: id, reason: ' Close ' }), target);
  expect(args).toEqual({ ...own, ...said, ...more });
  expect(activateCentre.args.safeParse(args).success).toBe(true);
  const bare = { atLeast: null, atMost: null, square: null, time: '', venueId: id, overrideReason: ' Only one ' };
  const less = argsOf(draft(bare), { ...target, overflowOf: id });
  expect(Object.keys(less).toSorted()).toEqual(
    [
      'operationId',
      'centreId',
      'venueId',
      'to',
      'expected',
      'nights',
      'languages',
      'wishes',
      'doorsAt',
      'reason',
      'overrideReason',
      'overflowOf',
    ].toSorted(),
  );
  expect(less).toMatchObject({ overrideReason: 'Only one', overflowOf: id });
});

test('the operation is told only what is new of it', () => {
  expect(expectationOf(draft(), operation, now)).toBeNull();
  const news: [Partial<Draft>, object][] = [
    [{ expected: 41 }, { expected: 41 }],
    [{ atLeast: 36 }, { atLeast: 36 }],
    [{ atMost: 46 }, { atMost: 46 }],
    [{ time: '07:30' }, { firstArrivalAt: '2026-11-19T07:30:00.000Z' }],
    [{ nights: 3 }, { nights: 3 }],
    [{ square: 'SK 33' }, { fromSquare: 'SK 33' }],
    [{ languages: [] }, { languages: [] }],
    [{ wishes: ['pets'] }, { wishes: ['pets'] }],
  ];
  for (const [said, told] of some(news)) expect(expectationOf(draft(said), operation, now)).toEqual(told);
  // What is not said any more is not taken back.
  const unsaid = draft({ expected: null, atLeast: null, atMost: null, square: null });
  expect(expectationOf(unsaid, operation, now)).toBeNull();
});

test('what the server refuses is said at the field it was asked in', () => {
  const problem = (field: string) =>
    ({ errors: [{ pointer: `/args/${field}`, code: 'custom', detail: 'No' }] }) as unknown as ProblemBody;
  const fields = {
    expected: 'expected',
    atLeast: 'at-least',
    atMost: 'at-most',
    firstArrivalAt: 'arrival',
    doorsAt: 'arrival',
    fromSquare: 'from',
    venueId: 'venue',
    reason: 'reason',
    overrideReason: 'override',
  };
  const it = draft({ reason: 'Close' });
  for (const [field, at] of some(Object.entries(fields))) {
    expect(faultsFrom(problem(field), it)).toEqual([{ id: at, text: 'No', told: saidIn(it, at) }]);
    expect(saidIn(it, at)).not.toBeUndefined();
  }
  expect([faultsFrom(problem('wishes'), it), faultsFrom({} as ProblemBody, it)]).toEqual([[], []]);
});

const list = (kinds: readonly string[]) =>
  ({
    fit: [{ venueId: 'a' }, { venueId: 'b' }],
    ruledOut: [{ venueId: 'c', reasons: kinds.map((kind) => ({ kind })) }],
  }) as unknown as Shortlist;

test('a chosen venue is known by its place in the ranking, as ruled out, or as gone', () => {
  const of = (venueId: string | null) => chosenIn(list([]), venueId);
  expect([of('a'), of('b')]).toMatchObject([
    { kind: 'fit', rank: 1 },
    { kind: 'fit', rank: 2 },
  ]);
  expect([of('c')?.kind, of('d')?.kind, of(null), chosenIn(null, 'a')]).toEqual(['ruled_out', 'gone', null, null]);
});

test.each(some(ruledOutKinds))('a venue ruled out as "%s" is taken with a reason, or not at all', (kind) => {
  const chosen = chosenIn(list([kind]), 'c');
  const taken = kind === 'in_use' || kind === 'archived';
  expect(chosen?.kind === 'ruled_out' && isTaken(chosen.venue)).toBe(taken);
  const why = (overrideReason: string) =>
    whyFaults(draft({ reason: 'Close', overrideReason }), chosen).map((it) => it.id);
  expect([why(' '), why('Only one')]).toEqual([taken ? [] : ['override'], []]);
});

test('a venue is named by name and town, or by what it is where its address is not shown', () => {
  const venue = { type: 'leisure centre', district: 'Amber Valley', code: 'V010', place: null };
  const place = { name: 'Juniper Hall', town: 'Alfreton' } as never;
  expect([venueName(venue), shortVenueName(venue)]).toEqual(['Leisure centre in Amber Valley', 'V010']);
  expect([venueName({ ...venue, place }), shortVenueName({ ...venue, place })]).toEqual([
    'Juniper Hall, Alfreton',
    'Juniper, Alfreton',
  ]);
});

const titles = {
  small: ['Small centre', 2],
  medium: ['Medium centre', 3],
  large: ['Large centre', 6],
  several: ['More than one centre', 6],
} as const;
test.each(some(sizeClasses))('what a "%s" centre calls for is said with its rooms', (size) => {
  const people = { small: 10, medium: 20, large: 100, several: 200 }[size];
  const words = sizeWords(people, { nights: 0, wishes: ['women_and_men_apart'] }, defaultCapacityRules);
  const [title, rooms] = titles[size];
  const places = `${(people * 11) / 10} places`;
  expect(words).toEqual({ title, places, line: `${places} (${people} + 10%), ${rooms} private rooms.` });
});

test('small words: distance, heads, short', () => {
  expect([kmWords(null), kmWords(4.5)]).toEqual(['–', '5']);
  expect(headsIn([{ heads: 8 }, { heads: 2 }] as never)).toBe(10);
  const levels = ['covered', 'relief', 'short', 'nobody'] as const;
  expect(levels.filter(isShort)).toEqual(['short', 'nobody']);
  expect([overflowFor({ onSite: 44, due: 1, places: 40 }), overflowFor({ onSite: 45, due: 1, places: 40 })]).toEqual([
    5, 6,
  ]);
});
