/** Times of a day as people write them: `9-5`, `4-10pm`, `6:30am-10pm`, `noon`. */

/** One time as written, in minutes after midnight as its figures say. */
export interface WrittenTime {
  minutes: number;
  /** `pm` and `am` as written; `clear` where it can only be meant by the 24-hour clock. */
  half: 'am' | 'pm' | 'clear' | null;
  text: string;
}

/** Minutes after midnight; `to` is past 24 hours where it ends on the next day. */
export interface Span {
  from: number;
  to: number;
}

const NOON = 720;
export const DAY_MINUTES = 1440;
/** Begun this early in figures alone, nobody knows whether morning or evening is meant. */
const EARLY = 6 * 60;
/** From here to before noon is a morning: 9-11. */
const MORNING = 9 * 60;

const FOUR_FIGURES = /^\d{2}[:.]?\d{2}$/;
const TIME = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.?|p\.m\.?)?$/;

export function readClock(text: string): WrittenTime | null {
  if (text === 'noon' || text === 'midday') return { minutes: NOON, half: 'clear', text };
  if (text === 'midnight') return { minutes: 0, half: 'clear', text };
  const compact = text.replace(/^(\d{2})(\d{2})$/, '$1:$2');
  const [, hours = '', minutes = '0', written] = TIME.exec(compact) ?? [];
  if (hours === '') return null;
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  const half = written?.startsWith('a') ? 'am' : written ? 'pm' : null;
  if (half) return hour < 1 || hour > 12 ? null : { minutes: (hour % 12) * 60 + minute, half, text };
  return { minutes: hour * 60 + minute, half: hour > 12 || hours.startsWith('0') ? 'clear' : null, text };
}

const exact = ({ minutes, half }: WrittenTime): number => (half === 'pm' ? minutes + NOON : minutes);
const later = (minutes: number): number => (minutes + NOON) % DAY_MINUTES;

export const clock = (minutes: number): string => {
  const within = minutes > DAY_MINUTES ? minutes - DAY_MINUTES : minutes;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
};

const question = (from: WrittenTime, to: WrittenTime, ways: readonly [number, number][]): string => {
  const such = ways.map(([start, end]) => `${clock(start)}-${clock(end)}`).join(' or ');
  return `What is meant by “${from.text}-${to.text}”? Write ${such}`;
};

const ending = (from: number, to: number): Span => ({ from, to: to > from ? to : to + DAY_MINUTES });

/** Both in figures alone. What begins before seven, or ends before noon having begun before nine, may be an evening. */
function bare(from: WrittenTime, to: WrittenTime): Span | string {
  const [start, end] = [from.minutes, to.minutes];
  const evening: [number, number] = [later(start), end > start ? later(end) : end];
  if (start <= EARLY) return question(from, to, [[start, end > start ? end : later(end)], evening]);
  if (end > start)
    return end < NOON && start < MORNING ? question(from, to, [[start, end], evening]) : { from: start, to: end };
  return { from: start, to: end + NOON };
}

/** `4-10pm`: the first has the half of the second where it is then before it. */
function endsIn(from: WrittenTime, to: WrittenTime): Span {
  const end = exact(to);
  const start = from.minutes % NOON;
  const same = to.half === 'pm' ? start + NOON : start;
  if (same < end) return { from: same, to: end };
  return ending(to.half === 'pm' ? start : start + NOON, end);
}

/** `6pm-10`, `6pm-12`, `22:00-6`, `09:00-5:00`: what comes next after the beginning, if only one does. */
function beginsIn(from: WrittenTime, to: WrittenTime): Span | string {
  const start = exact(from);
  const ends = [0, 1, 2, 3].map((half) => (to.minutes % NOON) + half * NOON).filter((end) => end > start);
  const [next = DAY_MINUTES, second = Infinity] = ends;
  const ask = (one: number, other: number): string =>
    question(from, to, [
      [start, one],
      [start, other],
    ]);
  if (from.half !== 'clear') return second < DAY_MINUTES ? ask(next, second) : { from: start, to: next };
  // Whoever begins by the 24-hour clock may end by it too, on the next day.
  return start > NOON && ending(start, to.minutes).to !== next ? ask(to.minutes, next) : { from: start, to: next };
}

/** From when to when, or a question in words. `after`: when the span before it on the same day ends. */
export function spanOf(from: WrittenTime, to: WrittenTime, after: number | null): Span | string {
  // Beside a beginning by the 24-hour clock all four figures are of that clock too: 22:00-11:00.
  if (from.half === 'clear' && FOUR_FIGURES.test(to.text)) to = { ...to, half: 'clear' };
  if (to.half === 'clear' && to.minutes === 0) to = { ...to, minutes: DAY_MINUTES };
  const twelve = from.half === null && from.minutes > EARLY && from.minutes < NOON;
  if (from.text === to.text && !twelve)
    return `“${from.text}-${to.text}” begins and ends at the same time. Write 00:00-24:00 for all day`;
  return (after === null ? null : laterThatDay(after, from, to)) ?? meant(from, to);
}

/** `9-12,1-5`: the second in the afternoon, where it can only come after the first so. */
function laterThatDay(after: number, from: WrittenTime, to: WrittenTime): Span | null {
  if (from.half !== null || from.minutes >= after || from.minutes + NOON < after) return null;
  const read = meant({ ...from, minutes: from.minutes % NOON, half: 'pm' }, to);
  return typeof read !== 'string' && read.to <= DAY_MINUTES ? read : null;
}

function meant(from: WrittenTime, to: WrittenTime): Span | string {
  if (from.half === null && to.half === null) return bare(from, to);
  if (to.half === null) return beginsIn(from, to);
  if (from.half === null && to.half !== 'clear') return endsIn(from, to);
  return ending(exact(from), exact(to));
}
