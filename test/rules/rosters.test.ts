import { expect, test } from 'vitest';
import { setClock } from '../../client/data/time.ts';
import { coveredWords, coverOf, gapWords } from '../../client/parts/rosters/cover.ts';
import { tick } from '../../client/session/now.ts';
import { openIntervals } from '../../server/venues/openingHours.ts';
import { scalePlan } from '../../shared/plans/scale.ts';
import { coverageStrip, type Offer } from '../../shared/rosters/coverage.ts';
import { gaps, staffedPlaces, staffOnSite } from '../../shared/rosters/gaps.ts';
import { shiftsFrom, slotsFor } from '../../shared/rosters/shifts.ts';
import { slotMayBecome, slotStates, type SlotLike } from '../../shared/rosters/contract.ts';
import { sampleCapacities, samplePlan } from './support/samples.ts';
import { some } from '../support/some.ts';

const day = (time: string): Date => new Date(`2026-11-19T${time}:00Z`);
const next = (time: string): Date => new Date(`2026-11-20T${time}:00Z`);
const names = (start: Date, hours?: number) => shiftsFrom(start, hours).map(({ name }) => name);

test('doors at 06:20 make an early, a late and a night shift, and the next early that ends the day', () => {
  const shifts = shiftsFrom(day('06:20'));
  expect(shifts.map(({ name }) => name)).toEqual(['Early', 'Late', 'Night', 'Fri early']);
  expect(shifts[0]).toMatchObject({ start: day('06:00'), end: day('14:00') });
  expect(shifts[3]).toMatchObject({ start: next('06:00'), end: next('14:00') });
});

test('shifts follow the clock on the wall in summer', () => {
  expect(shiftsFrom(new Date('2026-07-16T05:30:00Z'))[0]?.start).toEqual(new Date('2026-07-16T05:00:00Z'));
});

test('nobody is asked to come for the last hour of a shift', () => {
  expect(shiftsFrom(day('13:15'))[0]).toMatchObject({ name: 'Late', start: day('13:15'), end: day('22:00') });
});

test('shifts leave no gap between them, whatever the hour, their length or the clocks', () => {
  for (const month of ['2026-03-29', '2026-10-25', '2026-11-19'])
    for (let hour = 0; hour < 24; hour += 1)
      for (const hours of [6, 8, 12]) {
        const start = new Date(`${month}T${String(hour).padStart(2, '0')}:10:00Z`);
        const shifts = shiftsFrom(start, hours);
        expect(shifts[0]?.start.getTime()).toBeLessThanOrEqual(start.getTime());
        expect((shifts.at(-1)?.end.getTime() ?? 0) - start.getTime()).toBeGreaterThanOrEqual(24 * 3_600_000);
        shifts.slice(1).forEach((shift, index) => expect(shift.start).toEqual(shifts[index]?.end));
      }
});

test('a shift that starts at two in the morning is a night shift of the same day', () => {
  expect(names(day('00:30'))[0]).toBe('Night');
  expect(names(day('06:20'), 12)).toEqual(['Early', 'Late', 'Fri early']);
});

test('the plan becomes one slot for each role, language and shift', () => {
  const plan = scalePlan(samplePlan(), { size: 'medium', expected: 40, languages: [{ tag: 'ro' }, { tag: 'vi' }] });
  const slots = slotsFor(plan, shiftsFrom(day('06:20')));
  expect(slots.filter(({ role }) => role === 'welfare').map(({ needed }) => needed)).toEqual([8, 8, 8, 8]);
  expect(
    slots
      .filter(({ role }) => role === 'interpreter')
      .map(({ language }) => language)
      .slice(0, 2),
  ).toEqual(['ro', 'vi']);
  const early = slots.filter(({ shiftStart }) => shiftStart === day('06:00').toISOString());
  expect(early.reduce((sum, { needed }) => sum + needed, 0)).toBe(plan.reduce((sum, row) => sum + row.heads, 0));
  expect(slots.some(({ needed }) => needed === 0)).toBe(false);
});

const slot = (changes: Partial<SlotLike> = {}): SlotLike => ({
  role: 'welfare',
  partner: 'BRC',
  language: null,
  shiftStart: day('06:00').toISOString(),
  shiftEnd: day('14:00').toISOString(),
  needed: 8,
  state: 'accepted',
  asked: 8,
  accepted: 8,
  arriveBy: null,
  arrived: 0,
  arrivedAt: null,
  ...changes,
});
const late = { shiftStart: day('14:00').toISOString(), shiftEnd: day('22:00').toISOString() };
const levels = (slots: SlotLike[], now = day('06:00')) =>
  gaps(slots, day('08:00'), day('20:00'), 2, now)[0]?.cells.map(({ level, short }) => `${level} ${short}`);

test('gaps stand by the hour: covered, some, nobody', () => {
  expect(levels([slot(), slot({ ...late, accepted: 5 })])).toEqual([
    'covered 0',
    'covered 0',
    'covered 0',
    'some 3',
    'some 3',
    'some 3',
  ]);
  expect(levels([slot(), slot({ ...late, state: 'asked', accepted: 0 })])?.slice(3)).toEqual([
    'nobody 8',
    'nobody 8',
    'nobody 8',
  ]);
});

test('where nobody is planned there is no gap, and nothing is covered', () => {
  expect(levels([slot()])?.slice(3)).toEqual(['unplanned 0', 'unplanned 0', 'unplanned 0']);
  expect(levels([slot({ state: 'stood_down', accepted: 0 })])).toEqual(Array.from({ length: 6 }, () => 'unplanned 0'));
});

test('hours that no shift covers are not called covered: before the first, after the last, or with none at all', () => {
  const day0 = slot();
  const here = slot({ state: 'arrived', arrived: 8, arrivedAt: day('06:00').toISOString() });
  const said = (slots: SlotLike[], at: string) => {
    setClock(day(at).toISOString(), 0);
    tick();
    return coveredWords(slots, day(at).getTime());
  };
  expect(said([day0], '01:00')).toEqual({
    title: 'Every shift in the next 24 hours is covered',
    more: 'No staff are planned until 06:00 and from 14:00.',
  });
  expect(said([here], '07:00').more).toBe('No staff are planned from 14:00.');
  expect(said([day0], '15:00').title).toBe('No shift is left');
  const nextWeek = slot({ shiftStart: '2026-11-26T06:00:00.000Z', shiftEnd: '2026-11-26T14:00:00.000Z' });
  expect(said([nextWeek], '15:00')).toEqual({
    title: 'No shift before Thu 26 Nov 06:00',
    more: 'No staff are planned until then.',
  });
  const round = [here, slot(late), slot({ shiftStart: late.shiftEnd, shiftEnd: '2026-11-20T14:00:00.000Z' })];
  expect(said(round, '07:00').title).toBe('Every role is covered for 24 hours');
});

test('a role without a shift in the next day is not counted among those covered', () => {
  const here = slot({ state: 'arrived', arrived: 8, arrivedAt: day('06:00').toISOString() });
  const over = slot({ role: 'security', shiftEnd: day('07:00').toISOString() });
  const { covered, all } = coverOf([here, over], day('07:30').getTime());
  expect(covered).toBe(1);
  expect(all[0]?.cells.map(({ needed }) => needed).slice(0, 5)).toEqual([8, 8, 8, 8, 0]);
});

test('a gap just out of sight is not called covered', () => {
  setClock(day('06:46').toISOString(), 0);
  tick();
  const here = slot({ state: 'arrived', arrived: 8, arrivedAt: day('06:00').toISOString() });
  const tomorrow = { shiftStart: '2026-11-20T06:00:00.000Z', shiftEnd: '2026-11-20T14:00:00.000Z' };
  const open = slot({ ...tomorrow, state: 'not_asked', accepted: 0 });
  const { short, covered } = coverOf([here, open], day('06:46').getTime());
  expect([short, covered]).toEqual([[], 0]);
  expect(coveredWords([here, open], day('06:46').getTime()).title).toBe(
    'Every shift before Fri 20 Nov 06:00 is covered',
  );
});

test('whoever is to be found for the first shift relieves nobody', () => {
  setClock(day('05:00').toISOString(), 0);
  tick();
  const open = slot({ state: 'asked', accepted: 0 });
  const [first] = coverOf([open], day('05:00').getTime()).short;
  expect(first && gapWords(first)).toEqual({
    title: 'Welfare: 8 to find by 06:00',
    more: '8 needed from then',
  });
});

test('a step in which a shift begins halfway is one with a shift', () => {
  const [found] = gaps([slot({ shiftStart: day('09:00').toISOString() })], day('08:00'), day('10:00'));
  expect(found?.cells).toMatchObject([{ needed: 8, short: 0 }]);
});

test('someone who comes at noon leaves a gap until noon', () => {
  expect(levels([slot({ arriveBy: day('12:00').toISOString() })])?.slice(0, 3)).toEqual([
    'nobody 8',
    'nobody 8',
    'covered 0',
  ]);
});

test('a quarter of an hour at the change of shifts is a handover, not a gap', () => {
  expect(levels([slot(), slot({ ...late, arriveBy: day('14:15').toISOString() })])?.slice(3)).toEqual([
    'covered 0',
    'covered 0',
    'covered 0',
  ]);
});

test('those who said yes and are overdue count as a gap until they come', () => {
  const overdue = slot({
    arriveBy: day('06:20').toISOString(),
    state: 'arrived',
    arrived: 4,
    arrivedAt: day('06:15').toISOString(),
  });
  expect(levels([overdue], day('06:10'))?.[0]).toBe('covered 0');
  expect(levels([overdue], day('07:42'))?.[0]).toBe('some 4');
});

test('a Romanian interpreter covers no Vietnamese', () => {
  const interpreter = { role: 'interpreter', partner: 'INT', needed: 2 };
  const both = [
    slot({ ...interpreter, language: 'ro', accepted: 4 }),
    slot({ ...interpreter, language: 'vi', accepted: 0, state: 'asked' }),
  ];
  expect(levels(both)?.[0]).toBe('some 2');
});

test('a gap that opens in the middle of a step shows in that step', () => {
  const cells = gaps([slot({ ...late, state: 'not_asked', accepted: 0 })], day('13:00'), day('17:00'))[0]?.cells;
  expect(cells?.map(({ from, short }) => [from, short])).toEqual([
    [day('13:00'), 0],
    [day('14:00'), 8],
    [day('16:00'), 8],
  ]);
});

test('welfare on site sets how many people there is staff for', () => {
  const here = slot({ state: 'arrived', arrived: 8, arrivedAt: day('06:12').toISOString() });
  expect(staffedPlaces([here], day('07:42'))).toBe(40);
  expect(staffedPlaces([slot()], day('07:42'))).toBe(0);
  expect(staffedPlaces([slot()], day('06:10'), 'promised')).toBe(40);
  expect(staffedPlaces([here], day('14:00'))).toBe(0);
  expect(staffedPlaces([{ ...here, role: 'security' }], day('07:42'))).toBe(0);
  expect(staffedPlaces([here], day('07:42'), 'on_site', 8)).toBe(64);
  expect(staffOnSite([here, slot({ role: 'security', needed: 4 })], day('07:42'))).toEqual({ here: 8, needed: 12 });
});

const callAt = day('04:16');
const doorsAt = day('06:20');
const offersOf = (role: string): Offer[] => sampleCapacities().filter((row) => row.role === role);
const strip = (role: string, heads: number) =>
  coverageStrip(offersOf(role), [{ language: null, heads }], doorsAt, callAt);

test.each([
  ['welfare', 8, 'Relief by 22:15'],
  ['registration', 2, 'Covered'],
  ['security', 4, 'Covered'],
  ['medical_screening', 2, 'Relief by 14:15'],
  ['nrm_first_responder', 2, '2 short to 06:46'],
  ['transport', 1, '1 short to 07:16'],
  ['centre_manager', 1, 'Relief by Fri 20 Nov 05:15'],
  ['first_aid', 1, 'Covered'],
])('before anyone is called, %s shows how far the promises reach', (role, heads, words) => {
  expect(strip(role, heads).words).toBe(words);
});

test('a strip says where some remain and where nobody does', () => {
  expect(strip('medical_screening', 2).segments.map(({ heads, level }) => [heads, level])).toEqual([
    [2, 'covered'],
    [1, 'some'],
    [0, 'nobody'],
  ]);
});

test('segments run from doors for a day without a break', () => {
  const { segments } = strip('welfare', 8);
  expect(segments[0]?.from).toEqual(doorsAt);
  expect(segments.at(-1)?.to).toEqual(next('06:20'));
  segments.slice(1).forEach((segment, index) => expect(segment.from).toEqual(segments[index]?.to));
});

test('a language no interpreter speaks has nobody to ask for it, and one is not counted twice', () => {
  const needs = [
    { language: 'ro', heads: 2 },
    { language: 'so', heads: 1 },
  ];
  expect(coverageStrip(offersOf('interpreter'), needs, doorsAt, callAt)).toMatchObject({
    level: 'short',
    words: '1 short',
  });
  const both: Offer[] = [{ partner: 'INT', languages: ['ro', 'hu'], heads: 1, calloutMinutes: 30, maxHours: 24 }];
  const either = [
    { language: 'ro', heads: 1 },
    { language: 'hu', heads: 1 },
  ];
  expect(coverageStrip(both, either, doorsAt, callAt).words).toBe('1 short');
  expect(coverageStrip([], needs, doorsAt, callAt).words).toBe('Nobody to ask');
});

test('a partner that is closed is reached when it opens, and goes home when it closes', () => {
  const open = openIntervals('Mo-Fr 09:00-17:00', callAt, next('06:20'));
  const offers = offersOf('victim_navigator').map((offer) => ({ ...offer, open }));
  const navigator = coverageStrip(offers, [{ language: null, heads: 1 }], doorsAt, callAt);
  expect(navigator.words).toBe('1 short to 12:00');
  expect(navigator.segments.map(({ level }) => level)).toEqual(['nobody', 'covered', 'nobody']);
  expect(navigator.segments[1]?.to).toEqual(day('17:00'));
});

test('an arrival is a fact from any state, and nobody answers after being stood down', () => {
  for (const state of some(slotStates)) expect(slotMayBecome(state, 'arrived')).toBe(true);
  expect(slotMayBecome('stood_down', 'accepted')).toBe(false);
  expect(slotMayBecome('declined', 'asked')).toBe(true);
  expect(slotMayBecome('arrived', 'declined')).toBe(false);
});
