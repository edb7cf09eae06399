import { expect, test } from 'vitest';
import { checkHours, isBankHoliday, isOpen, openIntervals } from '../../server/venues/openingHours.ts';
import { onDates } from '../../shared/hours/open.ts';
import { hoursMeant, readHours } from '../../shared/hours/read.ts';
import { hoursInWords, hoursTyped, weekOf } from '../../shared/hours/words.ts';

const plain: readonly [string, string][] = [
  ['Mon-Fri 9-5', 'Mo-Fr 09:00-17:00'],
  ['9:00-6:00', '09:00-18:00'],
  ['10-4', '10:00-16:00'],
  ['4-10pm', '16:00-22:00'],
  ['9-12,1-5', '09:00-12:00,13:00-17:00'],
  ['6:30am-10pm', '06:30-22:00'],
  ['24/7', '24/7'],
  ['24h', '24/7'],
  ['open 24 hours', '24/7'],
  ['Mon to Fri 9am till 5pm', 'Mo-Fr 09:00-17:00'],
  ['weekdays 9am till 5pm', 'Mo-Fr 09:00-17:00'],
  ['9-5 Mon-Fri', 'Mo-Fr 09:00-17:00'],
  ['Mon-Fri 9-5, closed Sundays', 'Mo-Fr 09:00-17:00; Su off'],
  ['Mon – Fri 9 – 5', 'Mo-Fr 09:00-17:00'],
  ['Mondays and Wednesdays 10-4', 'Mo,We 10:00-16:00'],
  ['Mon-Fri 9.30-17.30', 'Mo-Fr 09:30-17:30'],
  ['Mon-Fri 0900-1700', 'Mo-Fr 09:00-17:00'],
  ['9am-noon', '09:00-12:00'],
  ['every day 7am to midnight', '07:00-24:00'],
  ['daily 8-8', '08:00-20:00'],
  ['10-2am', '22:00-02:00'],
  ['22:00-6', '22:00-06:00'],
  ['9-5pm', '09:00-17:00'],
  ['Mon-Fri 9-5 except bank holidays', 'Mo-Fr 09:00-17:00; PH off'],
  ['Fri-Mon 10-4', 'Mo,Fr-Su 10:00-16:00'],
];

test.each(plain)('“%s” has one plain meaning, %s, in which the library finds nothing doubtful', (text, meant) => {
  expect(hoursMeant(text)).toBe(meant);
  expect(checkHours(text)).toEqual({ ok: true });
});

test.each(plain)('what a field shows of “%s” is no code, and is read again as the same', (_text, meant) => {
  expect(hoursTyped(meant)).not.toMatch(/\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|off)\b/);
  expect(hoursMeant(hoursTyped(meant))).toBe(meant);
});

test.each(plain)('what is kept of “%s” is read again as itself', (_text, meant) => {
  expect(hoursMeant(meant)).toBe(meant);
});

test.each([
  ['6-10', '06:00-10:00 or 18:00-22:00'],
  ['1-5', '01:00-05:00 or 13:00-17:00'],
  ['9am-11', '09:00-11:00 or 09:00-23:00'],
  ['17:00-9:00', '17:00-09:00 or 17:00-21:00'],
  ['closed Sundays', 'When is it open?'],
  ['weekends only', 'From when to when on Sat, Sun?'],
  ['by arrangement', '“by” is not understood'],
  ['term time', '“term” is not understood'],
  ['Mo[1] 10:00-12:00', '“[1]” is not understood'],
  ['sunrise-sunset', 'is not understood'],
  ['9am', 'until when?'],
  ['09:00-12:00, 11:00-17:00', 'overlap'],
])('“%s” is asked about in words of our own', (text, question) => {
  const read = readHours(text);
  expect(read.ok ? read.hours : read.words).toContain(question);
  expect(checkHours(text).ok).toBe(false);
  expect(isOpen(text, new Date('2026-11-19T12:00:00Z'), 1)).toBe(false);
});

test('weekday hours are not open at a quarter past five, nor at three in the morning', () => {
  const at = (time: string): boolean => isOpen('Mon-Fri 9-5', new Date(`2026-11-19T${time}:00Z`), 0.25);
  expect([at('09:00'), at('16:30'), at('17:15'), at('03:15')]).toEqual([true, true, false, false]);
});

test('a week at a glance says what was understood, and never a word of OpenStreetMap', () => {
  expect(weekOf('Mo-Fr 18:30-24:00; Sa-Su 00:00-24:00; PH off')).toEqual([
    { days: 'Mon–Fri', hours: '18:30–24:00' },
    { days: 'Sat–Sun', hours: 'all day' },
    { days: 'Bank holidays', hours: 'closed' },
  ]);
  expect(hoursInWords('24/7; May 01-08 off')).toBe('any hour, May 01–08 closed');
  expect(hoursInWords('Mo-Fr 18:00-08:00')).toBe('Mon–Fri 18:00–08:00 next day, Sat–Sun closed');
  expect(weekOf('by arrangement')).toBeNull();
  expect(plain.length).toBeGreaterThan(0);
  for (const [text] of plain) expect(hoursInWords(text)).not.toMatch(/\b(Mo|Tu|We|Th|Fr|Sa|Su|PH|off)\b/);
});

const [derby, glasgow, belfast] = [
  { lat: 52.92, lon: -1.47 },
  { lat: 55.86, lon: -4.25 },
  { lat: 54.6, lon: -5.93 },
];

test.each([
  // Worked out by hand from what each nation keeps, with the days that stand in for weekends.
  ['2026-11-30', [false, true, false]],
  ['2026-08-31', [true, false, true]],
  ['2026-08-03', [false, true, false]],
  ['2026-03-17', [false, false, true]],
  ['2026-07-13', [false, false, true]],
  ['2026-04-06', [true, false, true]],
  ['2026-01-02', [false, true, false]],
  ['2026-12-25', [true, true, true]],
  ['2026-12-28', [true, true, true]],
  ['2027-07-12', [false, false, true]],
  ['2027-01-04', [false, true, false]],
  ['2027-03-29', [true, false, true]],
])('on %s halls are closed for a bank holiday where it is one: Derby, Glasgow, Belfast', (day, closed) => {
  const hours = '24/7; PH off';
  const at = new Date(`${day}T12:00:00Z`);
  expect([derby, glasgow, belfast].map((place) => !isOpen(hours, at, 1, place))).toEqual(closed);
});

test('a holiday that is named has its own hours, and the day before runs into it only as far as midnight', () => {
  expect(isBankHoliday('2026-12-25', 'England')).toBe(true);
  const nights = openIntervals('24/7; PH off', new Date('2026-12-24T12:00:00Z'), new Date('2026-12-27T12:00:00Z'));
  expect(nights.map(({ to }) => to.toISOString())).toEqual(['2026-12-25T00:00:00.000Z', '2026-12-27T12:00:00.000Z']);
  const late = openIntervals('18:00-08:00; PH off', new Date('2026-12-24T12:00:00Z'), new Date('2026-12-25T12:00:00Z'));
  expect(late.map(({ to }) => to.toISOString())).toEqual(['2026-12-25T00:00:00.000Z']);
});

test('dates stand within a month, over the end of a year, in one year, and for whole months', () => {
  expect([onDates('May 01-08', '2027-05-08'), onDates('May 01-08', '2027-05-09')]).toEqual([true, false]);
  expect([onDates('Dec 24-Jan 02', '2027-01-01'), onDates('Dec 24-Jan 02', '2027-02-01')]).toEqual([true, false]);
  expect([onDates('2026 Dec 24', '2026-12-24'), onDates('2026 Dec 24', '2027-12-24')]).toEqual([true, false]);
  expect([onDates('May-Sep', '2026-09-30'), onDates('May-Sep', '2026-10-01')]).toEqual([true, false]);
});
