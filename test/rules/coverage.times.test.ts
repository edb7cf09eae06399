import { expect, test } from 'vitest';
import { coverageStrip, type Offer } from '../../shared/rosters/coverage.ts';

const at = (time: string, date = 20): Date => new Date(`2026-11-${date}T${time}:00Z`);
const doors = at('06:00');
const called = at('04:00', 19);
const offer = (more: Partial<Offer> = {}): Offer => ({
  partner: 'BRC',
  languages: [],
  heads: 1,
  calloutMinutes: 60,
  maxHours: 4,
  ...more,
});
const one = [{ language: null, heads: 1 }];
const strip = (offers: Offer[], callAt = called, needs: Parameters<typeof coverageStrip>[1] = one) =>
  coverageStrip(offers, needs, doors, callAt);
const times = (offers: Offer[], callAt?: Date) =>
  strip(offers, callAt).segments.map(({ from, to, heads }) => [from, to, heads]);

test.each([
  [4, '09:00', 'Relief by Fri 20 Nov 09:00'],
  [2, '07:30', 'Relief by Fri 20 Nov 07:30'],
  [8, '12:00', 'Relief by Fri 20 Nov 12:00'],
  [10, '14:00', 'Relief by Fri 20 Nov 14:00'],
])(
  'who works %i hours comes a quarter of that before doors, two hours at most, and goes at %s',
  (maxHours, end, words) => {
    expect(times([offer({ maxHours })])).toEqual([
      [doors, at(end), 1],
      [at(end), at('06:00', 21), 0],
    ]);
    const { level, firstShortAt, ...rest } = strip([offer({ maxHours })]);
    expect([rest.words, rest.needed, level, firstShortAt]).toEqual([words, 1, 'relief', at(end)]);
  },
);

test('who is called too late to set up comes as soon as they can', () => {
  expect(times([offer()], at('04:30'))).toEqual([
    [doors, at('09:30'), 1],
    [at('09:30'), at('06:00', 21), 0],
  ]);
  expect(strip([offer({ calloutMinutes: 120 })], at('04:30'))).toMatchObject({
    words: '1 short to 06:30',
    level: 'short',
    firstShortAt: doors,
  });
});

test('relief is said on the quarter of an hour before', () => {
  expect(strip([offer({ calloutMinutes: 74 })], at('04:30')).words).toBe('Relief by 09:30');
});

test('one relieves the other, and those of the same hours come one after the other', () => {
  expect(times([offer({ heads: 2 })])).toEqual([
    [doors, at('13:00'), 1],
    [at('13:00'), at('06:00', 21), 0],
  ]);
  expect(strip([offer({ heads: 6 })]).words).toBe('Relief by Sat 21 Nov 05:00');
  expect(strip([offer({ heads: 7 })])).toMatchObject({ words: 'Covered', level: 'covered', firstShortAt: null });
});

test('nobody works in hours in which their line is closed, and is called when it opens', () => {
  const open = [{ from: at('08:00'), to: at('11:00') }];
  expect(times([offer({ open, maxHours: 8 })])).toEqual([
    [doors, at('09:00'), 0],
    [at('09:00'), at('11:00'), 1],
    [at('11:00'), at('06:00', 21), 0],
  ]);
  // Called the day before, they have long been told.
  const before = [{ from: at('08:00', 19), to: at('17:00', 19) }, ...open];
  expect(times([offer({ open: before, maxHours: 8 })])[1]).toEqual([at('08:00'), at('11:00'), 1]);
  expect(strip([offer({ open: [] })]).words).toBe('1 short');
});

test('fewer than are needed are some, and none of whom anything is offered is nobody to ask', () => {
  const two = [{ language: null, heads: 2 }];
  expect(strip([offer()], called, two).segments.map((it) => it.level)).toEqual(['some', 'nobody']);
  expect(strip([offer()], called, two)).toMatchObject({ words: '1 short', needed: 2 });
  expect(strip([offer({ heads: 0 })])).toMatchObject({ words: 'Nobody to ask', level: 'nobody', firstShortAt: doors });
  expect(strip([], called, [])).toMatchObject({ words: 'Covered', needed: 0 });
});

test('who speaks what is needed is kept for it only as far as they are needed, and those of no language take anybody', () => {
  const speaks = offer({ languages: ['ro'], heads: 2, maxHours: 30 });
  const needs = [
    { language: 'ro', heads: 1 },
    { language: null, heads: 1 },
  ];
  expect(strip([speaks], called, needs).segments[0]).toMatchObject({ heads: 2, level: 'covered' });
  expect(strip([offer({ heads: 2, maxHours: 30 })], called, needs).segments[0]).toMatchObject({
    heads: 1,
    level: 'some',
  });
});
