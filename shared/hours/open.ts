import { dayBeside, londonDay, londonMoment, weekdayOf } from '../london.ts';
import type { HoursRule } from './read.ts';
import { DAY_MINUTES, type Span } from './times.ts';
import { DAY_NAMES, MONTHS } from './tokens.ts';

interface Interval {
  from: Date;
  to: Date;
}
type Holidays = (day: string) => boolean;

/** `May 01-08`, `2026 Dec 24-2027 Jan 02`, `May-Sep` against a day of the calendar. */
export function onDates(dates: string, day: string): boolean {
  const [first = '', last = ''] = dates.split('-');
  const from = pointOf(first, '01');
  const to = /^\d{1,2}$/.test(last)
    ? { ...from, at: `${from.at.slice(0, 3)}${last.padStart(2, '0')}` }
    : pointOf(last || first, '31');
  const at = day.slice(5);
  if (from.year !== null) return day >= `${from.year}-${from.at}` && day <= `${to.year ?? from.year}-${to.at}`;
  return from.at <= to.at ? at >= from.at && at <= to.at : at >= from.at || at <= to.at;
}

/** `date`: of a month that is named alone. */
function pointOf(text: string, date: string): { year: string | null; at: string } {
  const [, year = null, month = '', own = date] = /^(?:(\d{4}) )?([A-Za-z]{3})(?: (\d{1,2}))?$/.exec(text) ?? [];
  const index = MONTHS.findIndex((it) => it === month.toLowerCase());
  return { year, at: `${String(index + 1).padStart(2, '0')}-${own.padStart(2, '0')}` };
}

function decides({ days, holidays, dates }: HoursRule, day: string, isHoliday: Holidays): boolean {
  if (dates.length > 0 && !dates.some((it) => onDates(it, day))) return false;
  if (days.length === 0 && !holidays) return true;
  return days.some((it) => DAY_NAMES[it] === weekdayOf(day)) || (holidays && isHoliday(day));
}

/** What a day's own spans are: the last rule that speaks of it decides. `closed` where one says so by name. */
function ofDay(rules: readonly HoursRule[], day: string, isHoliday: Holidays): { spans: Span[]; closed: boolean } {
  const rule = rules.findLast((it) => decides(it, day, isHoliday));
  return { spans: rule?.spans ?? [], closed: rule !== undefined && rule.spans.length === 0 };
}

const momentOf = (day: string, minutes: number): Date => {
  const days = Math.floor(minutes / DAY_MINUTES);
  return londonMoment(dayBeside(day, days), 0, minutes - days * DAY_MINUTES);
};

/** When it is open between two moments by London's clock, one stretch where one runs into the next. */
export function openBetween(rules: readonly HoursRule[], from: Date, to: Date, isHoliday: Holidays): Interval[] {
  const found: Interval[] = [];
  const last = londonDay(to);
  for (let day = dayBeside(londonDay(from), -1); day <= last; day = dayBeside(day, 1)) {
    // A night that runs on ends with the day where the next is closed by name.
    const cut = ofDay(rules, dayBeside(day, 1), isHoliday).closed ? DAY_MINUTES : Infinity;
    for (const span of ofDay(rules, day, isHoliday).spans)
      found.push({ from: momentOf(day, span.from), to: momentOf(day, Math.min(span.to, cut)) });
  }
  return joined(found, from, to);
}

/** `found` by its beginnings. */
function joined(found: readonly Interval[], from: Date, to: Date): Interval[] {
  const all: Interval[] = [];
  for (const each of found) {
    const within = { from: new Date(Math.max(+each.from, +from)), to: new Date(Math.min(+each.to, +to)) };
    const last = all.at(-1);
    if (within.from >= within.to) continue;
    if (last && last.to >= within.from) last.to = new Date(Math.max(+last.to, +within.to));
    else all.push(within);
  }
  return all;
}
