import { describe, expect, it } from 'vitest';
import { arrivalFor, calloutFor } from '../../shared/rosters/arrival.ts';

const now = new Date('2026-11-19T05:31:00Z');
const welfare = { role: 'welfare', language: null, shiftStart: '2026-11-19T05:00:00Z' };
const offer = (role: string, calloutMinutes: number, languages: string[] = []) => ({ role, calloutMinutes, languages });

describe('when a partner that is called now can be there', () => {
  it('is by its own time, said in fives, where the shift has begun or is closer than that', () => {
    expect(arrivalFor(welfare, [offer('welfare', 45), offer('first_aid', 120)], now)).toEqual(
      new Date('2026-11-19T06:20:00Z'),
    );
    const close = { ...welfare, shiftStart: '2026-11-19T06:00:00Z' };
    expect(arrivalFor(close, [offer('welfare', 45)], now)).toEqual(new Date('2026-11-19T06:20:00Z'));
  });

  it('is a quarter of an hour before a shift that leaves time enough, also where its own time is not known', () => {
    const late = { ...welfare, shiftStart: '2026-11-19T14:00:00Z' };
    for (const callout of [[offer('welfare', 45)], []])
      expect(arrivalFor(late, callout, now)).toEqual(new Date('2026-11-19T13:45:00Z'));
  });

  it('is not made up where nobody knows how long they take', () => {
    expect(arrivalFor(welfare, [offer('first_aid', 120)], now)).toBeNull();
  });

  it('is the time of the language asked for, else the longest of the role', () => {
    const callout = [offer('interpreter', 90, ['ro']), offer('interpreter', 240, ['vi', 'hu'])];
    expect(calloutFor({ role: 'interpreter', language: 'ro' }, callout)).toBe(90);
    expect(calloutFor({ role: 'interpreter', language: 'hu' }, callout)).toBe(240);
    expect(calloutFor({ role: 'interpreter', language: null }, callout)).toBe(240);
    expect(calloutFor({ role: 'interpreter', language: 'sq' }, callout)).toBe(240);
  });
});
