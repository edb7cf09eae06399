import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { setClock } from '../../client/data/time.ts';
import { cameShort, cameWords, paperWords } from '../../client/parts/people/words.ts';
import { doorsFigure } from '../../client/screens/silver/doors.ts';
import { lastLive } from '../../client/ui/shell/lastLive.ts';
import { tick, whenWords } from '../../client/session/now.ts';
import { clockTime, dateWords, dayAndTime } from '../../client/ui/time.ts';
import { ageWords, clockStage, dueWords, duration, leftWords, minutesLeft } from '../../client/ui/duration.ts';

const now = new Date('2026-11-19T07:42:00Z');
const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

describe('times are written for London', () => {
  test('a winter morning reads as it is on the wall', () => {
    expect(clockTime(now)).toBe('07:42');
    expect(dayAndTime(now)).toBe('Thu 19 Nov 07:42');
    expect(dateWords(now)).toBe('19 Nov 2026');
  });

  test('a summer time is an hour later than UTC, and midnight is 00:00', () => {
    expect(dayAndTime('2027-08-31T23:00:00Z')).toBe('Wed 1 Sep 00:00');
  });

  test('the hour that happens twice in October keeps its clock reading', () => {
    expect(clockTime('2026-10-25T00:30:00Z')).toBe('01:30');
    expect(clockTime('2026-10-25T01:30:00Z')).toBe('01:30');
  });
});

describe('a time of another year', () => {
  test('says its year, also where its day is named as today is', () => {
    setClock('2027-01-01T04:12:00Z', 0);
    tick();
    expect(whenWords('2010-01-01T00:05:00Z')).toBe('1 Jan 2010 00:05');
    expect(whenWords('2027-01-01T00:05:00Z')).toBe('00:05');
  });

  test('is named beside when an arrival was heard that cannot have been then', () => {
    setClock('2026-11-19T04:20:00Z', 0);
    tick();
    const came = { arrivedAt: '2026-11-19T04:12:00Z', toldAt: '2010-01-01T00:05:00Z' };
    expect(cameShort(came)).toBe('heard 04:12');
    expect(cameWords(came)).toBe('time not known: heard 04:12, the tablet said 1 Jan 2010 00:05');
    expect(cameWords({ ...came, paperForm: 7 })).toBe('time not known: heard 04:12, the form said 1 Jan 2010 00:05');
    expect(cameWords({ ...came, toldAt: null })).toBe('04:12');
  });
});

describe('a clock says what is left', () => {
  test.each([
    [13, '13 min left', 'due in 13 minutes'],
    [1, '1 min left', 'due in 1 minute'],
    [100, '1 h 40 left', 'due in 1 hour 40 minutes'],
    [65, '1 h 05 left', 'due in 1 hour 5 minutes'],
    [0, 'due now', 'due now'],
    [-1, '1 min late', '1 minute late'],
    [-64, '1 h 04 late', '1 hour 4 minutes late'],
  ])('at %i minutes', (minutes, seen, heard) => {
    expect(leftWords(at(minutes), now)).toBe(seen);
    expect(dueWords(at(minutes), now)).toBe(heard);
  });

  test('half a minute before is still a minute, half a minute after is due now', () => {
    expect(minutesLeft(at(0.5), now)).toBe(1);
    expect(minutesLeft(at(-0.5), now)).toBe(0);
    expect(minutesLeft(at(-1.5), now)).toBe(-1);
  });

  test('it turns amber in the last quarter and red when the time has passed', () => {
    expect(clockStage(at(-44), at(16), now).stage).toBe('calm');
    expect(clockStage(at(-45), at(15), now).stage).toBe('soon');
    expect(clockStage(at(-60), at(0), now)).toEqual({ stage: 'late', spent: 1 });
  });

  test('a need raised and due at once is late, not a division by nothing', () => {
    expect(clockStage(now, now, now)).toEqual({ stage: 'late', spent: 1 });
  });
});

test('long lengths are told in hours, then days', () => {
  expect([59, 60, 26 * 60, 72 * 60].map(duration)).toEqual(['59 min', '1 h 00', '26 h 00', '3 days']);
});

test('figures say how old they are and never that they come from the future', () => {
  expect(ageWords(at(-4 / 60), now)).toBe('4 s old');
  expect(ageWords(at(-4), now)).toBe('4 minutes old');
  expect(ageWords(at(1), now)).toBe('0 s old');
});

describe('a time of another day says its day', () => {
  test('today it is the time alone; from midnight on, what was last night says so', () => {
    setClock('2026-11-19T23:58:00.000Z', 0);
    tick();
    expect([whenWords('2026-11-19T23:50:00.000Z'), whenWords('2026-11-20T06:00:00.000Z')]).toEqual([
      '23:50',
      'Fri 20 Nov 06:00',
    ]);
    setClock('2026-11-20T00:02:00.000Z', 0);
    tick();
    expect(paperWords({ paperForm: 12, keyedAt: '2026-11-19T23:50:00.000Z' })).toBe(
      'From paper form 12, keyed in Thu 19 Nov 23:50',
    );
  });

  test('doors that open tomorrow stand large on the wall with their day', () => {
    setClock('2026-11-19T21:00:00.000Z', 0);
    tick();
    const opening = { state: 'activating', onSite: { kind: 'exact', value: 0, text: '0' } } as const;
    expect(doorsFigure(opening, '2026-11-20T06:00:00.000Z')).toBe('Fri 20 Nov 06:00');
    expect(doorsFigure(opening, '2026-11-19T22:30:00.000Z')).toBe('22:30');
    expect(doorsFigure({ ...opening, state: 'open' }, '2026-11-20T06:00:00.000Z')).toBeNull();
  });

  test('nothing tells a moment as a bare time, but where its day cannot be another', () => {
    const root = path.resolve(import.meta.dirname, '../..');
    const bare = ['client', 'server', 'shared'].flatMap((side) =>
      readdirSync(path.join(root, side), { recursive: true, encoding: 'utf8' })
        .filter((it) => /\.tsx?$/.test(it))
        .flatMap((it) => {
          const text = readFileSync(path.join(root, side, it), 'utf8').replaceAll(/function \w+\(/g, '');
          const found = [...text.matchAll(/\b(?:clockTime|londonTime)\(/g)].length;
          return found > 0 ? [[`${side}/${it.replaceAll(path.sep, '/')}`, found]] : [];
        }),
    );
    expect(Object.fromEntries(bare)).toEqual({
      // Where it is decided whether the day is said, and said beside it.
      'client/session/now.ts': 1,
      'client/ui/shell/lastLive.ts': 1,
      'client/ui/time.ts': 2,
      'shared/london.ts': 2,
      // Now, on a clock that runs.
      'client/screens/silver/Wall.tsx': 1,
      'client/ui/shell/DeskBar.tsx': 1,
      // Of a shift, or of a scale of hours, whose day is told beside it.
      'client/parts/rosters/StaffGaps.tsx': 1,
      'client/screens/callOut/calls.ts': 1,
      'client/screens/control/Coming.tsx': 2,
      'client/screens/roster/AddSlot.tsx': 2,
      'client/screens/roster/Grid.tsx': 2,
      'server/rosters/said.ts': 1,
      // Beside its date.
      'client/screens/rolePlan/Versions.tsx': 1,
      'server/attention/show/rest.ts': 1,
      'server/counts/breakdown.ts': 1,
      // In a field that is typed into.
      'client/forms/when.ts': 5,
    });
  });

  test('from midnight on, what was last confirmed or lost before it says its day', () => {
    expect(lastLive('2026-11-19T23:50:00.000Z', '2026-11-19T23:59:00.000Z')).toBe('23:50');
    expect(lastLive('2026-11-19T23:50:00.000Z', '2026-11-20T00:02:00.000Z')).toBe('Thu 19 Nov 23:50');
  });
});
