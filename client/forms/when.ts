import { dayBeside, londonDay, londonMoment, londonTime } from '../../shared/london.ts';
import { readDay, readTime, type TimeOfDay } from './read.ts';

const HOUR = 3_600_000;
/** Whoever began to come this long ago is meant by a time, not tomorrow's; a correction this small may pass midnight. */
const NEAR = 3 * HOUR;
/** The minute that is running has not passed. */
const THIS_MINUTE = HOUR / 60;

/** A time of day in London as typed, with its day. */
export interface When {
  time: string;
  /** `YYYY-MM-DD` where it was chosen by hand. */
  day: string | null;
  /** The moment that is being corrected, ISO 8601; none for a new one. */
  was?: string | null;
  /** It can only be to come: what has just passed is tomorrow's. */
  ahead?: true;
}

/** What to show for a moment that is known, or an empty field. */
export const whenOf = (at: Date | string | null | undefined): When =>
  at ? { time: londonTime(at), day: null, was: new Date(at).toISOString() } : { time: '', day: null };

/** A time that is only suggested: typed over, it is new. */
export const offered = (at: Date | number): When => ({ time: londonTime(at), day: null });

/** The same of what has yet to come, such as an answer that is waited for. */
export const offeredAhead = (at: Date | number): When => ({ ...offered(at), ahead: true });

const around = (day: string, { hour, minute }: TimeOfDay): [before: Date, same: Date, after: Date] => [
  londonMoment(dayBeside(day, -1), hour, minute),
  londonMoment(day, hour, minute),
  londonMoment(dayBeside(day, 1), hour, minute),
];

/** The second time of two, where the clocks go back over it. */
const secondOf = (at: Date): Date => {
  const later = new Date(at.getTime() + HOUR);
  return londonTime(later) === londonTime(at) ? later : at;
};

/** When it next comes round, or has passed by less than `back`. */
const nextTime = (time: TimeOfDay, now: Date, back = NEAR): Date => {
  const [before, same, after] = around(londonDay(now), time);
  return [before, same, secondOf(same)].find((it) => it.getTime() >= now.getTime() - back) ?? after;
};

/** The same day as before; the day beside it only a little way over midnight; and nothing to come is put into the past. */
const corrected = (time: TimeOfDay, was: Date, now: Date): Date => {
  const shown = readTime(londonTime(was));
  // Also where that time comes twice, as the clocks go back.
  if (shown?.hour === time.hour && shown.minute === time.minute) return was;
  const [before, same, after] = around(londonDay(was), time);
  const close = [before, after].find((it) => Math.abs(it.getTime() - was.getTime()) <= NEAR);
  if (close) return close;
  const passed = now.getTime() - NEAR;
  return same.getTime() < passed && was.getTime() >= passed ? nextTime(time, now) : same;
};

/** The moment meant; `null` when it is no time of day, or its day is none. */
export const momentOf = ({ time, day, was, ahead }: When, now: Date): Date | null => {
  const read = readTime(time);
  if (!read) return null;
  if (day !== null) return readDay(day) === null ? null : londonMoment(day, read.hour, read.minute);
  return was ? corrected(read, new Date(was), now) : nextTime(read, now, ahead ? THIS_MINUTE : NEAR);
};

/** The same as it is sent; empty, which every contract refuses, where there is none. */
export const sentAs = (when: When, now: Date): string => momentOf(when, now)?.toISOString() ?? '';

/** What is wrong with a time as typed, and one to go by; `false` where a moment is meant. */
export const timeFault = (when: When, now: Date, such: string): string | false =>
  !momentOf(when, now) && `Enter a time such as ${such}`;

/** An hour from now, on the next quarter. */
export const soon = (now: Date): Date => new Date(Math.ceil((now.getTime() + HOUR) / 900_000) * 900_000);
