import { expect, test } from 'vitest';
import { slotStates, type SlotLike } from '../../shared/rosters/contract.ts';
import { gaps, staffedPlaces, staffOnSite } from '../../shared/rosters/gaps.ts';
import { some } from '../support/some.ts';

const at = (time: string): Date => new Date(`2026-11-19T${time}Z`);
const iso = (time: string): string => at(time).toISOString();
const slot = (changes: Partial<SlotLike> = {}): SlotLike => ({
  role: 'welfare',
  partner: 'BRC',
  language: null,
  shiftStart: iso('06:00'),
  shiftEnd: iso('14:00'),
  needed: 8,
  state: 'accepted',
  asked: 8,
  accepted: 8,
  arriveBy: null,
  arrived: 0,
  arrivedAt: null,
  ...changes,
});
const here = (arrivedAt: string | null, changes: Partial<SlotLike> = {}) =>
  slot({ state: 'arrived', arrived: 8, arrivedAt: arrivedAt && iso(arrivedAt), ...changes });

/** How many are short in the first two hours of the shift, or in another step. */
const cell = (slots: SlotLike[], from = '06:00', to = '08:00', now = '06:00') =>
  gaps(slots, at(from), at(to), 2, at(now))[0]?.cells[0];
const short = (slots: SlotLike[], now?: string) => cell(slots, '06:00', '08:00', now)?.short;

test('only who said yes or came covers a shift, whatever else a slot says', () => {
  const covering = some(slotStates).filter((state) => cell([slot({ state, arrived: 3 })])?.covered);
  expect(covering).toEqual(['accepted', 'arrived']);
});

test('half an hour late is handed over, a moment more is a gap: who promised it and who came so', () => {
  const by = (arriveBy: string) => short([slot({ arriveBy: iso(arriveBy) })]);
  expect(['06:00', '06:30', '06:30:01'].map(by)).toEqual([0, 0, 8]);
  expect(['05:30', '06:30', '06:30:01'].map((it) => short([here(it)]))).toEqual([0, 0, 8]);
  expect(short([here(null)])).toBe(0);
});

test('who has come is not counted again among those who promised to', () => {
  expect(short([here('06:00', { needed: 12, accepted: 8, arrived: 3 })])).toBe(4);
  expect(short([here('06:00', { needed: 12, accepted: 3, arrived: 8 })])).toBe(4);
});

test('who is overdue counts no longer, from the moment after the time they have', () => {
  expect(['06:30', '06:30:01'].map((now) => short([slot()], now))).toEqual([0, 8]);
  const named = slot({ arriveBy: iso('07:00') });
  expect(['07:00', '07:00:01'].map((now) => cell([named], '08:00', '10:00', now)?.short)).toEqual([0, 8]);
});

test('no time has no steps', () => {
  expect(gaps([slot()], at('08:00'), at('08:00'))[0]?.cells).toEqual([]);
  expect(gaps([slot()], at('08:30'), at('08:30'))[0]?.cells).toEqual([]);
  expect(gaps([slot()], at('08:30'), at('08:10'))[0]?.cells).toEqual([]);
});

test('a step is as bad as its worst moment, wherever in it that is', () => {
  const nobody = { needed: 5, state: 'asked', accepted: 0 } as const;
  const begins = slot({ ...nobody, shiftStart: iso('07:00') });
  const ends = slot({ ...nobody, shiftEnd: iso('07:00') });
  expect(cell([slot(), begins])).toMatchObject({ needed: 13, covered: 8, short: 5, level: 'some' });
  expect(cell([ends])).toMatchObject({ needed: 5, short: 5, level: 'nobody' });
  expect(cell([slot(), ends])).toMatchObject({ needed: 13, short: 5 });
  expect(cell([here('07:15')])).toMatchObject({ needed: 8, short: 8, level: 'nobody' });
});

test('of a step without a gap the first moment in which somebody is needed is shown', () => {
  expect(cell([slot(), slot({ needed: 5, shiftStart: iso('07:00') })])).toMatchObject({ needed: 8, short: 0 });
  expect(cell([slot({ shiftStart: iso('07:00') })])).toMatchObject({ needed: 8, covered: 8, short: 0 });
  expect(cell([slot({ shiftEnd: iso('07:00') })])).toMatchObject({ needed: 8, short: 0 });
});

test('places are staffed by who is there, from when they come until their shift ends', () => {
  const places = (it: SlotLike) => (when: string) => staffedPlaces([it], at(when));
  expect(['05:29', '05:30', '13:59', '14:00'].map(places(here('05:30')))).toEqual([0, 40, 40, 0]);
  expect(['08:59', '09:00'].map(places(here('09:00')))).toEqual([0, 40]);
  expect(places(slot({ arrived: 3 }))('06:10')).toBe(0);
  expect(places(here('06:00', { arrived: 3 }))('06:10')).toBe(15);
  expect(places(here('06:00', { role: 'security' }))('06:10')).toBe(0);
  expect(staffedPlaces([here('06:00', { arrived: 3 })], at('06:10'), 'promised')).toBe(40);
  expect(staffedPlaces([here('06:00')], at('06:10'), 'on_site', 4)).toBe(32);
});

test('staff on site and needed are those of the shifts that run now and are not stood down', () => {
  const shifts = [here('06:00', { arrived: 3 }), here('06:00', { state: 'stood_down', arrived: 1 })];
  const count = (when: string) => Object.values(staffOnSite(shifts, at(when))).join(' of ');
  expect(['05:59', '06:00', '13:59', '14:00'].map(count)).toEqual(['0 of 0', '3 of 8', '3 of 8', '0 of 0']);
});
