/** A moment: a Date, an ISO 8601 string or milliseconds since the epoch. */
export type Instant = Date | string | number;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  day: 'numeric',
  month: 'numeric',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function parts(at: Instant): Record<string, string> {
  const found = london.formatToParts(new Date(at)).map((part) => [part.type, part.value]);
  const map = Object.fromEntries(found) as Record<string, string>;
  return { ...map, day: String(Number(map['day'])), month: months[Number(map['month']) - 1] ?? '' };
}

/** '07:42' in London. */
export function clockTime(at: Instant): string {
  const { hour, minute } = parts(at);
  return `${hour}:${minute}`;
}

/** 'Thu 19 Nov' in London. */
export function dayWords(at: Instant): string {
  const { weekday, day, month } = parts(at);
  return `${weekday} ${day} ${month}`;
}

/** 'Thu 19 Nov 07:42' in London. */
export function dayAndTime(at: Instant): string {
  return `${dayWords(at)} ${clockTime(at)}`;
}

/** '1 Jan 2010 00:05' in London. */
export function dateAndTime(at: Instant): string {
  return `${dateWords(at)} ${clockTime(at)}`;
}

/** '2026' in London. */
export const yearOf = (at: Instant): string => parts(at)['year'] ?? '';

/** '19 Nov 2026' in London. */
export function dateWords(at: Instant): string {
  const { day, month, year } = parts(at);
  return `${day} ${month} ${year}`;
}
