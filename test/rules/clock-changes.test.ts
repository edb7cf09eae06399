import { expect, test } from 'vitest';
import { isOpen, openIntervals } from '../../server/venues/openingHours.ts';
import { londonSteps, londonTime, wallSpan } from '../../shared/london.ts';
import { seeded } from '../../shared/random.ts';
import { fitsADay } from '../../shared/rosters/contract.ts';
import { coverageStrip } from '../../shared/rosters/coverage.ts';
import { gaps } from '../../shared/rosters/gaps.ts';
import { shiftsFrom } from '../../shared/rosters/shifts.ts';
import { some } from '../support/some.ts';

const HOUR = 3_600_000;
const CHANGES = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z'];
const ZONES = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/London'];

/** Every quarter of an hour from two days before each change to a day after. */
const around = CHANGES.flatMap((change) =>
  Array.from({ length: 72 * 4 }, (_, quarter) => new Date(Date.parse(change) - 48 * HOUR + (quarter * HOUR) / 4)),
);

const inZone = <T>(zone: string, run: () => T): T => {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
};

test.each(ZONES)(
  'shifts follow each other without a break by London’s clock over both changes (server in %s)',
  (zone) => {
    inZone(zone, () => {
      expect(around.length).toBeGreaterThan(1_000);
      for (const doors of some(around)) {
        const shifts = shiftsFrom(doors);
        const wrong = shifts.filter(
          ({ start, end }, index) =>
            !['06:00', '14:00', '22:00'].includes(londonTime(end)) ||
            wallSpan(start, end) <= 0 ||
            end.getTime() - start.getTime() > 11 * HOUR ||
            (index > 0 && start.getTime() !== shifts[index - 1]?.end.getTime()),
        );
        // In one comparison, so that a failure shows where.
        expect({ doors, wrong }).toEqual({ doors, wrong: [] });
        expect(shifts[0]?.start.getTime()).toBeLessThanOrEqual(doors.getTime());
        expect(shifts.at(-1)?.end.getTime()).toBeGreaterThanOrEqual(doors.getTime() + 24 * HOUR);
      }
    });
  },
);

test('doors at a quarter past midnight as the clocks go back have the night, an early and a late shift', () => {
  const doors = new Date('2026-10-24T23:15:00Z');
  expect(shiftsFrom(doors).map(({ start, end }) => [londonTime(start), londonTime(end), +end - +start])).toEqual([
    ['22:00', '06:00', 9 * HOUR],
    ['06:00', '14:00', 8 * HOUR],
    ['14:00', '22:00', 8 * HOUR],
    ['22:00', '06:00', 8 * HOUR],
  ]);
});

test('the night the clocks go forward is an hour shorter, and no shift takes what another lacks', () => {
  const lengths = shiftsFrom(new Date('2026-03-28T23:30:00Z')).map(({ start, end }) => (+end - +start) / HOUR);
  expect(lengths).toEqual([7, 8, 8, 8]);
});

test('steps of every length that divides a day rise, each on its hour, over a change of the clock', () => {
  const random = seeded(20261025);
  for (const change of CHANGES)
    for (const hours of [1, 2, 3, 4, 6, 8, 12, 24]) {
      const from = new Date(Date.parse(change) - Math.floor(random() * 48) * HOUR);
      const to = new Date(from.getTime() + 72 * HOUR);
      const steps = londonSteps(from, to, hours);
      expect(+(steps[0] ?? 0)).toBeLessThanOrEqual(+from);
      expect(+(steps.at(-1) ?? 0)).toBeGreaterThanOrEqual(+to);
      const falling = steps.filter((step, index) => index > 0 && +step <= +(steps[index - 1] ?? 0));
      // 01:00 of the spring night is 02:00.
      const shown = steps.map((step) => Number(londonTime(step).slice(0, 2))).filter((hour) => hour !== 2);
      expect({ hours, falling, off: shown.filter((hour) => hour % hours !== 0) }).toEqual({
        hours,
        falling: [],
        off: [],
      });
    }
});

test('gaps keep to even hours after the change', () => {
  const slot = {
    role: 'welfare',
    partner: 'BRC',
    language: null,
    shiftStart: '2026-10-24T21:00:00Z',
    shiftEnd: '2026-10-25T14:00:00Z',
    needed: 1,
    state: 'not_asked',
    asked: 0,
    accepted: 0,
    arriveBy: null,
    arrived: 0,
    arrivedAt: null,
  } as const;
  const [found] = gaps([slot], new Date('2026-10-24T21:30:00Z'), new Date('2026-10-25T10:00:00Z'));
  expect(found?.cells.map(({ from }) => londonTime(from))).toEqual([
    '22:30',
    '00:00',
    '02:00',
    '04:00',
    '06:00',
    '08:00',
  ]);
});

test('a shift from six to six is a day, also over the night of 25 hours', () => {
  expect(fitsADay('2026-10-24T05:00:00Z', '2026-10-25T06:00:00Z')).toBe(true);
  expect(fitsADay('2026-10-24T05:00:00Z', '2026-10-25T07:00:00Z')).toBe(false);
  expect(fitsADay('2026-03-28T06:00:00Z', '2026-03-29T06:00:00Z')).toBe(true);
  expect(fitsADay('2026-03-28T06:00:00Z', '2026-03-28T06:00:00Z')).toBe(false);
});

test.each(ZONES)('hours of opening keep London’s clock on the days the clocks change (server in %s)', (zone) => {
  inZone(zone, () => {
    for (const change of CHANGES) {
      const from = new Date(Date.parse(change) - 48 * HOUR);
      const to = new Date(Date.parse(change) + 48 * HOUR);
      const found = openIntervals('09:00-17:00', from, to).filter((it) => it.from > from && it.to < to);
      expect(found.length).toBeGreaterThanOrEqual(3);
      expect(found.map((it) => `${londonTime(it.from)}-${londonTime(it.to)}`)).toEqual(found.map(() => '09:00-17:00'));
      expect(openIntervals('24/7', from, to)).toEqual([{ from, to }]);
      expect(isOpen('24/7', from, 96)).toBe(true);
      const early = openIntervals('01:30-04:00', from, to).filter((it) => it.to < to);
      expect(early.length).toBeGreaterThanOrEqual(3);
      for (const it of some(early)) expect(londonTime(it.to)).toBe('04:00');
    }
  });
});

const offers = [
  { partner: 'BRC', languages: [], heads: 2, calloutMinutes: 60, maxHours: 12 },
  { partner: 'INT', languages: [], heads: 1, calloutMinutes: 90, maxHours: 6 },
];
const coveredHours = (lead: number, callAt = new Date('2026-11-19T04:00:00Z')): number =>
  coverageStrip(offers, [{ language: null, heads: 1 }], new Date(callAt.getTime() + lead * HOUR), callAt)
    .segments.filter(({ level }) => level === 'covered')
    .reduce((sum, { from, to }) => sum + (+to - +from) / HOUR, 0);

test('the same partners cover as many hours for doors in three days as in three hours', () => {
  const all = [3, 6, 12, 24, 48, 72, 168].map((lead) => coveredHours(lead));
  expect(new Set(all).size).toBe(1);
  expect(all[0]).toBeGreaterThanOrEqual(22);
});

test('a partner called long before comes at its first hour of work, not so long after it again', () => {
  const callAt = new Date('2026-11-16T12:00:00Z');
  const doors = new Date('2026-11-19T06:00:00Z');
  const open = openIntervals('Mo-Fr 09:00-17:00', callAt, new Date(+doors + 24 * HOUR));
  const offer = { partner: 'NAV', languages: [], heads: 1, calloutMinutes: 180, maxHours: 8, open };
  expect(coverageStrip([offer], [{ language: null, heads: 1 }], doors, callAt).words).toBe(
    '1 short to Thu 19 Nov 09:00',
  );
});

test('relief names its day when it is not that of the call', () => {
  const callAt = new Date('2026-11-19T20:00:00Z');
  const one = [{ partner: 'BRC', languages: [], heads: 1, calloutMinutes: 0, maxHours: 10 }];
  const strip = coverageStrip(one, [{ language: null, heads: 1 }], new Date('2026-11-19T22:00:00Z'), callAt);
  expect(strip.words).toBe('Relief by Fri 20 Nov 06:00');
});
