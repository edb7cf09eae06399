import OpeningHours from 'opening_hours';
import { londonClock } from '../../shared/london.ts';

const england = { lat: 53, lon: -1.5, address: { country_code: 'gb', state: 'England' } };
const CACHED = 10_000;
const parsed = new Map<string, OpeningHours | null>();

/** The library reads a date's local fields, so it is handed London's wall clock whatever zone the server runs in. */
function londonWall(at: Date): Date {
  const { year, month, day, hour, minute, second } = londonClock(at);
  return new Date(year, month - 1, day, hour, minute, second);
}

function read(hours: string): { ok: true; value: OpeningHours } | { ok: false; words: string } {
  // The library knows no English school holidays, and says so on the console.
  if (/\bSH\b/.test(hours)) return { ok: false, words: 'School holidays (SH) are not known: give their dates.' };
  try {
    const value = new OpeningHours(hours, england, { mode: 0, locale: 'en' } as ConstructorParameters<
      typeof OpeningHours
    >[2]);
    value.getStatePair(new Date(2026, 0, 5, 12));
    return { ok: true, value };
  } catch (error) {
    // The library throws plain strings.
    return { ok: false, words: firstSentence(String(error)) };
  }
}

const firstSentence = (text: string): string => text.split('\n')[0]?.slice(0, 200) ?? '';

function cached(hours: string): OpeningHours | null {
  const known = parsed.get(hours);
  if (known !== undefined) return known;
  const result = read(hours);
  if (parsed.size >= CACHED) parsed.clear();
  const value = result.ok ? result.value : null;
  parsed.set(hours, value);
  return value;
}

/** Can these hours be read? If not, `words` say what the library stumbled over and what to write instead. */
export function checkHours(hours: string): { ok: true } | { ok: false; words: string } {
  const result = hours.trim() === '' ? ({ ok: false, words: 'Empty.' } as const) : read(hours);
  if (result.ok) return { ok: true };
  return { ok: false, words: `Use hours such as 24/7 or Mo-Fr 18:30-24:00; Sa-Su 00:00-24:00. ${result.words}` };
}

/** When it is surely open between two moments, joined where one interval runs into the next. Hours that cannot be read: never. */
export function openIntervals(hours: string, from: Date, to: Date): { from: Date; to: Date }[] {
  const start = londonWall(from);
  const found = cached(hours)?.getOpenIntervals(start, londonWall(to)) ?? [];
  const joined: { from: Date; to: Date }[] = [];
  for (const [opens, closes, uncertain] of found) {
    if (uncertain) continue;
    const last = joined.at(-1);
    if (last && last.to.getTime() === opens.getTime()) last.to = closes;
    else joined.push({ from: opens, to: closes });
  }
  const moment = (wall: Date): Date => new Date(from.getTime() + (wall.getTime() - start.getTime()));
  return joined.map((each) => ({ from: moment(each.from), to: moment(each.to) }));
}

/** Open without a break for so many hours from a moment, by London's clock. */
export function isOpen(hours: string, from: Date, hoursNeeded: number): boolean {
  const to = new Date(from.getTime() + hoursNeeded * 3_600_000);
  const [first] = openIntervals(hours, from, to);
  return first !== undefined && first.from <= from && first.to.getTime() - first.from.getTime() >= wallSpan(from, to);
}

const wallSpan = (from: Date, to: Date): number => londonWall(to).getTime() - londonWall(from).getTime();
