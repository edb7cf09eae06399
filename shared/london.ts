const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

type Moment = Date | string | number;

/** The wall clock in London: `month` from 1. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** What a clock on a London wall shows at a moment. */
export function londonClock(at: Moment): WallClock {
  const clock: Record<string, number> = {};
  for (const part of parts.formatToParts(new Date(at))) clock[part.type] = Number(part.value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = clock;
  return { year, month, day, hour, minute, second };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `06:20` in London. */
export function londonTime(at: Moment): string {
  const { hour, minute } = londonClock(at);
  return `${two(hour)}:${two(minute)}`;
}

/** `2026-11-19` in London. */
export function londonDay(at: Moment): string {
  const { year, month, day } = londonClock(at);
  return `${year}-${two(month)}-${two(day)}`;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Fri` for `2026-11-20`. */
export const weekdayOf = (day: string): string => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';

/** `Fri 20 Nov` in London. */
export function londonDayWords(at: Moment): string {
  const { month, day } = londonClock(at);
  return `${weekdayOf(londonDay(at))} ${day} ${months[month - 1] ?? ''}`;
}

/** `07:45` on the day of `now`, `Fri 20 Nov 07:45` on any other. */
export const londonWhen = (at: Moment, now: Moment): string =>
  londonDay(at) === londonDay(now) ? londonTime(at) : `${londonDayWords(at)} ${londonTime(at)}`;

/** A day of the calendar so many days from another: never by hours, as two days of the year have 23 and 25. */
export function dayBeside(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** The first moment at which London's clock shows this day and hour; a time the spring change skips becomes the hour after. */
export function londonMoment(day: string, hour: number, minute = 0): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000;
  const summer = new Date(wanted - 3_600_000);
  return wallOf(summer) === wanted ? summer : new Date(wanted);
}

/**
 * The moments at which London's clock shows every so many hours of the day (`hours` divides 24), counted from
 * `firstHour`: from the last one that is not after `from` to the first that is not before `to`.
 */
export function londonSteps(from: Date, to: Date, hours: number, firstHour = 0): Date[] {
  if (24 % hours !== 0) throw new RangeError('Steps must divide the 24 hours of a day');
  const edges: Date[] = [];
  const last = dayBeside(londonDay(to), 1);
  for (let day = dayBeside(londonDay(from), -1); day <= last; day = dayBeside(day, 1))
    for (let hour = firstHour % hours; hour < 24; hour += hours) edges.push(londonMoment(day, hour));
  // An hour that spring skips is the one after it, and stands once.
  const rising = edges.filter((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge));
  const start = rising.findLastIndex((edge) => edge <= from);
  return rising.slice(start, rising.findIndex((edge) => edge >= to) + 1);
}

/** How far London's clock moves between two moments, in milliseconds: 24 hours from 06:00 to 06:00, whatever the night. */
export const wallSpan = (from: Moment, to: Moment): number => wallOf(to) - wallOf(from);

function wallOf(at: Moment): number {
  const { year, month, day, hour, minute, second } = londonClock(at);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
