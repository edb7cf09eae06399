import OpeningHours from 'opening_hours';
import type { Position } from '../../shared/distance.ts';
import { openBetween } from '../../shared/hours/open.ts';
import { type HoursRead, readHours } from '../../shared/hours/read.ts';
import { dayBeside, wallSpan } from '../../shared/london.ts';
import { type Nation, nationOf } from '../../shared/nation.ts';

type Options = ConstructorParameters<typeof OpeningHours>[2];
const CACHED = 10_000;
const known = new Map<string, HoursRead>();

/** The library, which knows each nation's bank holidays; it reads a date's local fields, so it is asked of whole days only. */
const library = (hours: string, nation: Nation): OpeningHours => {
  const place = { lat: 53, lon: -1.5, address: { country_code: 'gb', state: nation } };
  return new OpeningHours(hours, place, { mode: 0, locale: 'en' } as Options);
};

/** What the library finds doubtful of hours that are plain to us is doubtful. Its own words are for programmers. */
function libraryAgrees(hours: string): boolean {
  try {
    // It doubts 24/7 beside exceptions, which to us is only a way to write every day.
    const warnings = library(hours.replace('24/7', '00:00-24:00'), 'England').getWarnings() as string[];
    // That a later part decides over an earlier one is meant here, and shown in the week.
    return warnings.every((it) => it.includes('overwrites parts of the previous rule'));
  } catch {
    // It throws plain strings at what it cannot read, and nothing else.
    return false;
  }
}

function judged(text: string): HoursRead {
  const read = readHours(text);
  if (!read.ok || libraryAgrees(read.hours)) return read;
  return {
    ok: false,
    words: 'These hours contradict themselves or name a day that is none. Write each day and date once',
  };
}

function cached(text: string): HoursRead {
  const before = known.get(text);
  if (before) return before;
  if (known.size >= CACHED) known.clear();
  const read = judged(text);
  known.set(text, read);
  return read;
}

const holidays = new Map<string, ReadonlySet<string>>();

/** `2026-11-30` of the fields of a date as the library hands it back: local ones. */
const localDay = (at: Date): string =>
  new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())).toISOString().slice(0, 10);

function holidaysOf(nation: Nation, year: string): ReadonlySet<string> {
  const key = `${nation} ${year}`;
  const before = holidays.get(key);
  if (before) return before;
  const days = new Set<string>();
  const within = library('PH', nation).getOpenIntervals(new Date(Number(year), 0, 1), new Date(Number(year) + 1, 0, 1));
  // Two holidays side by side may come as one stretch.
  for (const [from, to] of within)
    for (let day = localDay(from); day < localDay(to); day = dayBeside(day, 1)) days.add(day);
  holidays.set(key, days);
  return days;
}

/** Is a day a bank holiday where a venue is? */
export const isBankHoliday = (day: string, nation: Nation): boolean => holidaysOf(nation, day.slice(0, 4)).has(day);

/** Can these hours be read? If not, `words` ask what is meant. */
export function checkHours(hours: string): { ok: true } | { ok: false; words: string } {
  const read = cached(hours);
  return read.ok ? { ok: true } : read;
}

/** When it is surely open between two moments. Hours that are not understood: never. England's holidays where no place is known. */
export function openIntervals(hours: string, from: Date, to: Date, place?: Position): { from: Date; to: Date }[] {
  const read = cached(hours);
  const nation = place ? nationOf(place) : 'England';
  return read.ok ? openBetween(read.rules, from, to, (day) => isBankHoliday(day, nation)) : [];
}

const HOUR = 3_600_000;

/** Open without a break for so many hours from a moment, or until London's clock has moved by as many. */
export function isOpen(hours: string, from: Date, hoursNeeded: number, place?: Position): boolean {
  const to = new Date(from.getTime() + hoursNeeded * HOUR);
  const [first] = openIntervals(hours, from, to, place);
  if (first === undefined || first.from > from) return false;
  return first.to >= to || wallSpan(from, first.to) >= hoursNeeded * HOUR;
}
