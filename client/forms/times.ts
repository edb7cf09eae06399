import { londonDay, londonMoment, londonTime } from '../../shared/london.ts';

const DAY = 24 * 3_600_000;
const HALF_DAY = DAY / 2;

/** `HH:MM` in London nearest to a moment, so that 00:10 typed at 23:50 is tomorrow; `null` where it is no time. */
export const momentNear = (text: string, near: number): string | null => {
  const [, hour, minute] = /^(\d{1,2}):?(\d{2})$/.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  const found = [-DAY, 0, DAY]
    .map((shift) => londonMoment(londonDay(near + shift), Number(hour), Number(minute)))
    .find((it) => Math.abs(it.getTime() - near) <= HALF_DAY);
  return (found ?? londonMoment(londonDay(near), Number(hour), Number(minute))).toISOString();
};

export const clockText = (at: string | number): string => londonTime(at);
