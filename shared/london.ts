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

/** The first moment at which London's clock shows this day and hour; a time the spring change skips becomes the hour after. */
export function londonMoment(day: string, hour: number, minute = 0): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000;
  const summer = new Date(wanted - 3_600_000);
  return wallOf(summer) === wanted ? summer : new Date(wanted);
}

function wallOf(at: Date): number {
  const { year, month, day, hour, minute } = londonClock(at);
  return Date.UTC(year, month - 1, day, hour, minute);
}
