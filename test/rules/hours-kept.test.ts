import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHours } from '../../shared/hours/read.ts';
import { hoursTyped } from '../../shared/hours/words.ts';

const minute = fc.integer({ min: 0, max: 287 }).map((it) => it * 5);
const written24 = (it: number): string =>
  `${String(Math.floor(it / 60)).padStart(2, '0')}:${String(it % 60).padStart(2, '0')}`;
const written12 = (it: number): string =>
  `${Math.floor(it / 60) % 12 || 12}:${String(it % 60).padStart(2, '0')}${it < 720 ? 'am' : 'pm'}`;

const late = (it: number): boolean => it >= 600 && it < 780;
/** 11:00-10:00 ends at ten in the evening for whoever writes so. */
const isOfHalves = (from: number, to: number): boolean => late(from) && late(to) && to <= from;

test.each([
  ['halves of the day', written12, () => false],
  ['the 24-hour clock', written24, isOfHalves],
])('times written by %s are taken as they are written, or asked about, and never as others', (_how, write, isElse) => {
  let plain = 0;
  fc.assert(
    fc.property(minute, minute, (from, to) => {
      const read = readHours(`Mon ${write(from)}-${write(to)}`);
      if (!read.ok || isElse(from, to)) return;
      plain += 1;
      const end = to === 0 ? 1440 : to;
      expect(read.rules[0]?.spans).toEqual([{ from, to: end > from ? end : end + 1440 }]);
    }),
    { seed: 20261128, numRuns: 2_000 },
  );
  expect(plain).toBeGreaterThan(1_500);
});

test('what is kept of any hours is read again as the same', () => {
  const days = fc.subarray(['Mon', 'Tue', 'Wed', 'Sat', 'Sun', 'PH'], { minLength: 1 }).map((it) => it.join(','));
  const rule = fc.tuple(
    fc.oneof(days, fc.constantFrom('', 'Dec 24-26', '2027 Jan 2', 'May-Sep')),
    fc.array(fc.tuple(minute, minute), { maxLength: 2 }),
  );
  let plain = 0;
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), (rules) => {
      const text = rules
        .map(([of, spans]) => `${of} ${spans.map((it) => it.map(written24).join('-')).join(', ') || 'closed'}`)
        .join('; ');
      const read = readHours(text);
      if (!read.ok) return;
      plain += 1;
      expect(readHours(read.hours)).toEqual(read);
      expect(readHours(hoursTyped(read.hours))).toEqual(read);
    }),
    { seed: 20261128, numRuns: 2_000 },
  );
  expect(plain).toBeGreaterThan(100);
});
