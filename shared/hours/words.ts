import { clock, DAY_MINUTES, type Span } from './times.ts';
import { type HoursRule, readHours } from './read.ts';
import { DAY_NAMES, DAYS } from './tokens.ts';

export interface WeekLine {
  /** `Mon–Fri`, `Bank holidays`, `May 01–08`. */
  days: string;
  /** `17:00–24:00`, `all day`, `closed`. */
  hours: string;
}

const spanWords = ({ from, to }: Span): string =>
  from === 0 && to === DAY_MINUTES ? 'all day' : `${clock(from)}–${clock(to)}${to > DAY_MINUTES ? ' next day' : ''}`;
const openWords = (spans: readonly Span[]): string => spans.map(spanWords).join(', ') || 'closed';

const ofDay = (rules: readonly HoursRule[], day: number): string => {
  const own = rules.filter(
    (it) => it.dates.length === 0 && (it.days.includes(day) || (it.days.length === 0 && !it.holidays)),
  );
  return openWords(own.at(-1)?.spans ?? []);
};

const dateWords = ({ dates, days }: HoursRule): string =>
  [dates.join(', ').replaceAll('-', '–'), days.map((day) => DAY_NAMES[day]).join(', ')].filter(Boolean).join(', ');

/** A week at a glance, days alike together: what was understood, for whoever wrote it. Null where it is not understood. */
export function weekOf(text: string): WeekLine[] | null {
  const read = readHours(text);
  if (!read.ok) return null;
  const lines: WeekLine[] = [];
  let first = '';
  DAY_NAMES.forEach((name, day) => {
    const hours = ofDay(read.rules, day);
    const last = lines.at(-1);
    if (last?.hours === hours) last.days = `${first}–${name}`;
    else lines.push({ days: (first = name), hours });
  });
  const holidays = read.rules.findLast((it) => it.holidays && it.dates.length === 0);
  if (holidays) lines.push({ days: 'Bank holidays', hours: openWords(holidays.spans) });
  const dated = read.rules.filter((it) => it.dates.length > 0);
  return [...lines, ...dated.map((it) => ({ days: dateWords(it), hours: openWords(it.spans) }))];
}

const lineWords = ({ days, hours }: WeekLine): string => {
  if (days !== 'Mon–Sun') return `${days} ${hours}`;
  return hours === 'all day' ? 'any hour' : `every day ${hours}`;
};

/** The same in a line: `any hour`, `Mon–Fri 17:00–24:00, Sat–Sun all day`. Hours that are not understood are said to be so. */
export const hoursInWords = (text: string): string => {
  const week = weekOf(text);
  return week ? week.map(lineWords).join(', ') : `not understood, ask: “${text}”`;
};

const spelt: Readonly<Record<string, string>> = {
  ...Object.fromEntries(DAYS.map((day, at) => [day, DAY_NAMES[at] ?? day])),
  PH: 'bank holidays',
  off: 'closed',
};

/** Hours as they are kept, as somebody would type them: what a field shows. They are read again as the same. */
export const hoursTyped = (kept: string): string =>
  readHours(kept).ok ? kept.replace(/\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|off)\b/g, (word) => spelt[word] ?? word) : kept;

/** For the preview of an import: how hours that were written otherwise than they are kept were understood. */
export const hoursNotes = (
  field: string,
  written: string | undefined,
  kept: string,
): { field: string; words: string }[] =>
  written === undefined || written.trim() === kept || !weekOf(kept)
    ? []
    : [{ field, words: `“${written.trim()}” is understood as ${hoursInWords(kept)}` }];
