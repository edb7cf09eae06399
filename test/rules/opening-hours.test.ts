import { afterEach, expect, test } from 'vitest';
import { checkHours, isOpen, openIntervals } from '../../server/venues/openingHours.ts';
import { hoursMeant } from '../../shared/hours/read.ts';
import { sampleVenues } from './support/samples.ts';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

test('every sample venue has hours the library can read', () => {
  expect(sampleVenues().map(({ availableHours }) => checkHours(availableHours ?? ''))).toEqual(
    Array.from({ length: 48 }, () => ({ ok: true })),
  );
});

test.each(['', 'whenever', 'Mo-Fr 25:00-26:00 ???', 'SH off'])(
  'hours that cannot be read (%s) are refused with an example',
  (text) => {
    const result = checkHours(text);
    expect(result.ok ? '' : result.words).toMatch(/24\/7|09:00-17:00/);
    expect(isOpen(text, new Date('2026-11-19T12:00:00Z'), 1)).toBe(false);
  },
);

test.each(['UTC', 'Europe/London', 'America/New_York', 'Asia/Kathmandu'])(
  'London decides, not the zone of the server (%s)',
  (tz) => {
    process.env['TZ'] = tz;
    const evenings = 'Mo-Fr 17:00-24:00; Sa-Su 00:00-24:00';
    expect(isOpen(evenings, new Date('2026-11-19T06:30:00Z'), 1)).toBe(false);
    expect(isOpen(evenings, new Date('2026-11-19T17:00:00Z'), 7)).toBe(true);
    expect(isOpen(evenings, new Date('2026-11-19T17:00:00Z'), 8)).toBe(false);
    // In July 16:00 UTC is 17:00 in London.
    expect(isOpen(evenings, new Date('2026-07-16T16:00:00Z'), 7)).toBe(true);
    expect(isOpen(evenings, new Date('2026-07-16T15:59:00Z'), 1)).toBe(false);
    expect(isOpen(evenings, new Date('2026-11-20T17:00:00Z'), 48)).toBe(true);
  },
);

test('a hall that is a polling station in May is free in November and not in May', () => {
  expect(isOpen('24/7; May 01-08 off', new Date('2026-11-19T06:30:00Z'), 72)).toBe(true);
  expect(isOpen('24/7; May 01-08 off', new Date('2027-04-30T12:00:00Z'), 24)).toBe(false);
});

test('the night the clocks go back is an hour longer and still one stretch', () => {
  expect(isOpen('24/7', new Date('2026-10-24T20:00:00Z'), 24)).toBe(true);
  expect(isOpen('24/7', new Date('2026-03-28T20:00:00Z'), 24)).toBe(true);
});

test('a partner that works weekdays opens at nine', () => {
  const hours = hoursMeant('Mon-Fri 09:00-17:00');
  expect(hours).toBe('Mo-Fr 09:00-17:00');
  expect(hoursMeant('24h')).toBe('24/7');
  expect(openIntervals(hours, new Date('2026-11-19T04:16:00Z'), new Date('2026-11-20T04:16:00Z'))).toEqual([
    { from: new Date('2026-11-19T09:00:00Z'), to: new Date('2026-11-19T17:00:00Z') },
  ]);
});
