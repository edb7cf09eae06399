import { londonDay, londonMoment, londonTime } from '../../shared/london.ts';

const HOUR = 3_600_000;
/** People who began to come this long ago are meant by "today", not "tomorrow". */
const JUST_PAST = 3 * HOUR;

/** `6:30`, `0630`, `06.30` or `630` as hours and minutes; `null` when it is no time of day. */
export const readTime = (text: string): { hour: number; minute: number } | null => {
  const match = /^\s*(\d{1,2})[:.\s]?(\d{2})\s*$/.exec(text);
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  return hour < 24 && minute < 60 ? { hour, minute } : null;
};

/** The moment meant by a time in London, on `day` where one was chosen, else when it next comes round. */
export const arrivalAt = (time: string, day: string | null, now: Date): Date | null => {
  const read = readTime(time);
  if (!read) return null;
  if (day) return londonMoment(day, read.hour, read.minute);
  const today = londonMoment(londonDay(now), read.hour, read.minute);
  if (today.getTime() >= now.getTime() - JUST_PAST) return today;
  return londonMoment(londonDay(now.getTime() + 24 * HOUR), read.hour, read.minute);
};

/** The time to type for a moment, and its day where the time alone would mean another. */
export const typedArrival = (at: Date, now: Date): { time: string; day: string | null } => {
  const time = londonTime(at);
  const meant = arrivalAt(time, null, now);
  return { time, day: meant && londonDay(meant) === londonDay(at) ? null : londonDay(at) };
};

/** An hour from now, on the next quarter. */
export const soon = (now: Date): Date => new Date(Math.ceil((now.getTime() + HOUR) / 900_000) * 900_000);
