import { describe, expect, it } from 'vitest';
import { dayMeant } from '../../client/forms/dayMeant.ts';
import { readDay, readTime } from '../../client/forms/read.ts';
import { momentOf, offered, offeredAhead, sentAs, type When, whenOf } from '../../client/forms/when.ts';
import { roomsFrom } from '../../client/parts/venues/Rooms.tsx';
import { readNumber } from '../../client/ui/readNumber.ts';
import { londonDay, londonTime } from '../../shared/london.ts';
import { some } from '../support/some.ts';

const morning = new Date('2026-11-19T04:16:00Z');
const typed = (time: string, day: string | null = null): When => ({ time, day });
const meant = (when: When, now: Date | string = morning): string | undefined =>
  momentOf(when, new Date(now))?.toISOString();
/** What is meant when somebody types another time over a moment that is known. */
const over = (was: string, time: string, now: string): string | undefined => meant({ ...whenOf(was), time }, now);

describe('a time of day', () => {
  it('is read however a tired planner types it', () => {
    for (const text of ['06:30', '6:30', '0630', '630', '06.30', ' 6 30 ']) {
      expect(readTime(text)).toEqual({ hour: 6, minute: 30 });
    }
    for (const text of ['', '6', '25:00', '24:00', '06:61', 'dawn', 'soon', '742x']) expect(readTime(text)).toBeNull();
  });

  it('is the next time it comes round, or today when it has only just passed', () => {
    expect(meant(typed('06:30'))).toBe('2026-11-19T06:30:00.000Z');
    expect(meant(typed('03:00'))).toBe('2026-11-19T03:00:00.000Z');
    expect(meant(typed('00:30'))).toBe('2026-11-20T00:30:00.000Z');
    expect(meant(typed('0758'), '2026-11-19T07:42:00Z')).toBe('2026-11-19T07:58:00.000Z');
  });

  it('passes midnight both ways, by the clock in London', () => {
    expect(meant(typed('00:10'), '2026-11-19T23:50:00Z')).toBe('2026-11-20T00:10:00.000Z');
    expect(meant(typed('23:50'), '2026-11-20T00:10:00Z')).toBe('2026-11-19T23:50:00.000Z');
    expect(meant(typed('06:30'), '2026-06-01T05:00:00Z')).toBe('2026-06-01T05:30:00.000Z');
    expect(meant(typed('00:10'), '2026-06-01T22:50:00Z')).toBe('2026-06-01T23:10:00.000Z');
  });

  it('falls on the day that was chosen, in summer and in winter', () => {
    expect(meant(typed('06:30', '2026-07-01'))).toBe('2026-07-01T05:30:00.000Z');
    expect(meant(typed('06:30', '2026-12-01'))).toBe('2026-12-01T06:30:00.000Z');
    expect(momentOf(typed('06:30', '2026-02-30'), morning)).toBeNull();
    expect(momentOf(typed('dawn', '2026-12-01'), morning)).toBeNull();
    expect(sentAs(typed('dawn'), morning)).toBe('');
  });
});

describe('the day a time is taken to be of', () => {
  const late = '2026-11-19T23:50:00Z';
  const early = '2026-11-20T00:10:00Z';
  const said = (when: When, now: string): string | undefined => {
    const at = momentOf(when, new Date(now));
    return at ? dayMeant(at, new Date(now)) : undefined;
  };

  it('is said over midnight both ways, and that what has just passed is past', () => {
    expect(said(typed('00:10'), late)).toBe('Tomorrow, Fri 20 Nov');
    expect(said(typed('23:50'), early)).toBe('Yesterday, Thu 19 Nov, 20 min ago');
    expect(said(typed('06:30'), '2026-11-19T07:42:00Z')).toBe('Today, 1 h 12 ago');
    expect(said(typed('07:58'), '2026-11-19T07:42:00Z')).toBe('Today');
    expect(said(typed('06:30', '2026-11-23'), early)).toBe('Mon 23 Nov');
    expect(said(typed('06:30', '2026-11-16'), early)).toBe('Mon 16 Nov');
  });

  it('is today where it comes once more today, as the clocks go back', () => {
    const summer = '2026-10-25T00:40:00Z';
    const winter = '2026-10-25T01:05:00Z';
    const answer = (time: string): When => ({ ...offeredAhead(new Date(winter)), time });
    expect(meant(offeredAhead(new Date('2026-10-25T01:30:00Z')), winter)).toBe('2026-10-25T01:30:00.000Z');
    expect(said(answer('01:30'), winter)).toBe('Today');
    expect(meant(answer('01:30'), summer)).toBe('2026-10-25T01:30:00.000Z');
    expect(meant(answer('01:50'), summer)).toBe('2026-10-25T00:50:00.000Z');
    expect(meant(answer('01:00'), winter)).toBe('2026-10-26T01:00:00.000Z');
  });

  it('is never one that has passed where it can only be to come, such as an answer that is waited for', () => {
    const answer = (time: string): When => ({ ...offeredAhead(new Date(early)), time });
    expect(said(answer('23:50'), early)).toBe('Today');
    expect(said(answer('00:30'), early)).toBe('Today');
    expect(meant(answer('00:10'), '2026-11-20T00:10:40Z')).toBe('2026-11-20T00:10:00.000Z');
    expect(said(answer('00:10'), late)).toBe('Tomorrow, Fri 20 Nov');
    expect(said(answer('23:40'), late)).toBe('Tomorrow, Fri 20 Nov');
  });
});

describe('a moment that is known', () => {
  const tomorrow = '2026-11-20T06:30:00.000Z';

  it('stays on its day while something else is corrected: a coach due tomorrow at 06:30 is due tomorrow', () => {
    expect(whenOf(tomorrow)).toMatchObject({ time: '06:30', day: null });
    for (const now of ['2026-11-19T04:16:00Z', '2026-11-19T07:00:00Z', '2026-11-19T23:59:00Z']) {
      expect(meant(whenOf(tomorrow), now)).toBe(tomorrow);
    }
    expect(meant(whenOf('2026-11-23T06:30:00Z'))).toBe('2026-11-23T06:30:00.000Z');
    expect(meant(whenOf('2026-11-17T06:30:00Z'))).toBe('2026-11-17T06:30:00.000Z');
  });

  it('stays on its day when only its time is corrected', () => {
    const now = '2026-11-19T04:16:00Z';
    expect(over(tomorrow, '07:10', now)).toBe('2026-11-20T07:10:00.000Z');
    expect(over(tomorrow, '21.00', now)).toBe('2026-11-20T21:00:00.000Z');
    expect(over(tomorrow, '0400', now)).toBe('2026-11-20T04:00:00.000Z');
    expect(meant({ ...whenOf(tomorrow), day: '2026-11-19' }, now)).toBe('2026-11-19T06:30:00.000Z');
  });

  it('goes over midnight where it runs a little late or early, and never from what is to come into the past', () => {
    expect(over('2026-11-19T23:50:00Z', '00:20', '2026-11-19T23:00:00Z')).toBe('2026-11-20T00:20:00.000Z');
    expect(over('2026-11-20T00:20:00Z', '23:50', '2026-11-19T22:00:00Z')).toBe('2026-11-19T23:50:00.000Z');
    expect(over('2026-11-19T23:00:00Z', '06:30', '2026-11-19T22:00:00Z')).toBe('2026-11-20T06:30:00.000Z');
    expect(over('2026-11-19T06:00:00Z', '06:30', '2026-11-19T12:00:00Z')).toBe('2026-11-19T06:30:00.000Z');
  });

  it('is typed over as something new where it was only offered', () => {
    const late = new Date('2026-11-19T22:10:00Z');
    expect(meant(offered(new Date('2026-11-19T23:15:00Z')), late)).toBe('2026-11-19T23:15:00.000Z');
    expect(meant({ ...offered(new Date('2026-11-19T23:15:00Z')), time: '06:30' }, late)).toBe(
      '2026-11-20T06:30:00.000Z',
    );
  });
});

describe('on the days the clocks change', () => {
  it('a day has its own hours: the night before is not 24 hours back', () => {
    expect(meant(typed('23:30'), '2026-03-29T00:30:00Z')).toBe('2026-03-28T23:30:00.000Z');
    expect(meant(typed('09:30'), '2026-03-29T07:00:00Z')).toBe('2026-03-29T08:30:00.000Z');
    expect(meant(typed('00:30'), '2026-10-25T22:00:00Z')).toBe('2026-10-26T00:30:00.000Z');
    expect(over('2026-03-28T06:30:00Z', '07:00', '2026-03-27T12:00:00Z')).toBe('2026-03-28T07:00:00.000Z');
    expect(over('2026-03-29T05:30:00Z', '07:00', '2026-03-28T12:00:00Z')).toBe('2026-03-29T06:00:00.000Z');
  });

  it('a time that is skipped is the hour after, and one that comes twice is the first', () => {
    expect(meant(typed('01:30', '2026-03-29'))).toBe('2026-03-29T01:30:00.000Z');
    expect(meant(typed('01:30', '2026-10-25'))).toBe('2026-10-25T00:30:00.000Z');
  });

  it('what was due the second time it was half past one stays so', () => {
    const second = '2026-10-25T01:30:00.000Z';
    expect(londonTime(second)).toBe('01:30');
    expect(meant(whenOf(second), '2026-10-24T12:00:00Z')).toBe(second);
  });

  it('every hour around them comes back from its field as it was, and is corrected on its own day', () => {
    const now = new Date('2026-11-19T04:16:00Z');
    const changes = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'];
    const hours = changes.flatMap((day) =>
      Array.from({ length: 96 }, (_, hour) => Date.parse(day) + (hour - 48) * 3_600_000 + 1_020_000),
    );
    for (const at of some(hours)) {
      expect(momentOf(whenOf(new Date(at)), now)?.getTime()).toBe(at);
      const moved = momentOf({ ...whenOf(new Date(at)), time: '12:00' }, new Date(at)) ?? 0;
      const passed = Number(londonTime(at).replace(':', '')) > 1500;
      const day = londonDay(passed ? at + 9.5 * 3_600_000 : at);
      expect([londonTime(moved), londonDay(moved)]).toEqual(['12:00', day]);
    }
  });
});

describe('a day and a number', () => {
  it('a day is one of the calendar', () => {
    expect(readDay('2028-02-29')).toBe('2028-02-29');
    for (const text of ['', '2026-02-29', '2026-13-01', '19 November', '2026-1-1']) expect(readDay(text)).toBeNull();
  });

  it('a number is what is written, and nothing is not nought', () => {
    expect(['12', ' 7 ', '0', '-1.5', '0,5', '52.92'].map(readNumber)).toEqual([12, 7, 0, -1.5, 0.5, 52.92]);
    for (const text of ['', ' ', 'nine', '1e3', '0x10', '1.2.3', 'Infinity']) expect(readNumber(text)).toBeNull();
  });

  it('a room may be measured with a comma, and is none before its number is there', () => {
    expect(roomsFrom('Hall:212,5\nStage: 40')).toEqual([
      { name: 'Hall', m2: 212.5 },
      { name: 'Stage', m2: 40 },
    ]);
    expect(roomsFrom('Hall:').map(({ m2 }) => m2)).toEqual([Number.NaN]);
  });
});
