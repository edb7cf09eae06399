import { expect, test } from 'vitest';
import { onDates, openBetween } from '../../shared/hours/open.ts';
import { type HoursRule, readHours } from '../../shared/hours/read.ts';

const rulesOf = (text: string): HoursRule[] => {
  const read = readHours(text);
  if (!read.ok) throw new Error(read.words);
  return read.rules;
};

test.each([
  // within a month
  ['May 01-08', '2027-04-30', false],
  ['May 01-08', '2027-05-01', true],
  ['May 01-08', '2027-05-08', true],
  ['May 01-08', '2027-05-09', false],
  ['Jun 10', '2027-06-09', false],
  ['Jun 10', '2027-06-10', true],
  ['Jun 10', '2027-06-11', false],
  ['May 5-8', '2027-05-05', true],
  ['May 5-8', '2027-05-04', false],
  // over months, and over the end of a year
  ['May 20-Jun 02', '2027-05-19', false],
  ['May 20-Jun 02', '2027-06-02', true],
  ['May 20-Jun 02', '2027-06-03', false],
  ['Dec 24-Jan 02', '2026-12-23', false],
  ['Dec 24-Jan 02', '2026-12-24', true],
  ['Dec 24-Jan 02', '2027-01-02', true],
  ['Dec 24-Jan 02', '2027-01-03', false],
  // whole months
  ['May-Sep', '2027-04-30', false],
  ['May-Sep', '2027-05-01', true],
  ['May-Sep', '2027-09-30', true],
  ['May-Sep', '2027-10-01', false],
  ['Jan', '2027-01-01', true],
  ['Jan', '2027-01-31', true],
  ['Jan', '2027-02-01', false],
  ['Nov-Feb', '2027-02-28', true],
  ['Nov-Feb', '2027-10-31', false],
  // in one year, and from one into the next
  ['2026 Dec 24', '2026-12-23', false],
  ['2026 Dec 24', '2026-12-24', true],
  ['2026 Dec 24', '2026-12-25', false],
  ['2026 Dec 24', '2027-12-24', false],
  ['2026 May 01-08', '2026-05-08', true],
  ['2026 May 01-08', '2027-05-08', false],
  ['2026 May 01-08', '2025-05-08', false],
  ['2026 Dec 24-2027 Jan 02', '2027-01-02', true],
  ['2026 Dec 24-2027 Jan 02', '2027-01-03', false],
  ['2026 Dec 24-2027 Jan 02', '2026-01-01', false],
  ['2026 Dec 24-2027 Jan 02', '2026-12-31', true],
])('%s: is %s among them? %s', (dates, day, isThere) => {
  expect(onDates(dates, day)).toBe(isThere);
});

const holidays = (day: string): boolean => day === '2026-12-25';
/** November to January has London at UTC. */
const open = (text: string, from: string, to: string): string[] =>
  openBetween(rulesOf(text), new Date(from), new Date(to), holidays).map(
    (it) => `${it.from.toISOString().slice(5, 16)} ${it.to.toISOString().slice(5, 16)}`,
  );

test.each([
  [
    'a stretch begins and ends with what was asked for',
    '24/7',
    '11-19T10:30',
    '11-19T12:00',
    ['11-19T10:30 11-19T12:00'],
  ],
  ['days that run into each other are one stretch', '24/7', '11-19T00:00', '11-22T00:00', ['11-19T00:00 11-22T00:00']],
  [
    'hours apart are stretches apart, in their order',
    '9-12,1-5',
    '11-19T00:00',
    '11-20T00:00',
    ['11-19T09:00 11-19T12:00', '11-19T13:00 11-19T17:00'],
  ],
  ['hours that touch are one stretch', '9-12,12-5', '11-19T00:00', '11-20T00:00', ['11-19T09:00 11-19T17:00']],
  [
    'the night before reaches into the morning',
    '18:00-08:00',
    '11-19T00:00',
    '11-20T00:00',
    ['11-19T00:00 11-19T08:00', '11-19T18:00 11-20T00:00'],
  ],
  [
    'a long night that reaches over a short morning stays one stretch to its end',
    'Thu 18:00-12:00; Fri 08:00-09:00',
    '11-19T00:00',
    '11-21T00:00',
    ['11-19T18:00 11-20T12:00'],
  ],
  [
    'a night ends with its day where the next is closed by name',
    'Thu 18:00-08:00; Fri closed',
    '11-19T00:00',
    '11-21T00:00',
    ['11-19T18:00 11-20T00:00'],
  ],
  [
    'and runs on where the next has only no hours of its own',
    'Thu 18:00-08:00',
    '11-19T00:00',
    '11-21T00:00',
    ['11-19T18:00 11-20T08:00'],
  ],
  ['what ends where the question begins is nothing', '9-5', '11-19T17:00', '11-19T20:00', []],
  ['what begins where the question ends is nothing', '9-5', '11-19T05:00', '11-19T09:00', []],
  [
    'a holiday has its own hours, on whatever day it falls',
    'Mon-Thu 9-5; PH 10-11',
    '12-24T00:00',
    '12-26T00:00',
    ['12-24T09:00 12-24T17:00', '12-25T10:00 12-25T11:00'],
  ],
  [
    'of several dates each counts',
    '9-5; Nov 20, Nov 22 closed',
    '11-20T00:00',
    '11-23T00:00',
    ['11-21T09:00 11-21T17:00'],
  ],
  [
    'dates with a weekday are that weekday among those dates',
    '9-5; Nov 20-22 Sun closed',
    '11-21T00:00',
    '11-23T00:00',
    ['11-21T09:00 11-21T17:00'],
  ],
  [
    'hours after midnight are the next day’s morning',
    'Thu 24:00-06:00',
    '11-19T00:00',
    '11-21T00:00',
    ['11-20T00:00 11-20T06:00'],
  ],
])('%s', (_name, text, from, to, stretches) => {
  expect(open(text, `2026-${from}:00Z`, `2026-${to}:00Z`)).toEqual(stretches);
});
