import { clock, DAY_MINUTES, readClock, type Span, spanOf, type WrittenTime } from './times.ts';
import { DAYS, DAY_NAMES, MONTHS, type Token, tokensOf } from './tokens.ts';

/** One part of opening hours: on these days, holidays or dates, open for these spans or closed. */
export interface HoursRule {
  /** 0 is Monday. Empty with `holidays` and `dates` empty: every day. */
  days: number[];
  holidays: boolean;
  /** Such as `May 01-08`, in OpenStreetMap's words. */
  dates: string[];
  /** None: closed. */
  spans: Span[];
}

/** A rule while it is read. */
interface Draft extends HoursRule {
  /** Its days follow its hours. */
  trailing?: boolean;
}

export type HoursRead = { ok: true; rules: HoursRule[]; hours: string } | { ok: false; words: string };

export const ALL_DAY: Span = { from: 0, to: DAY_MINUTES };
const SUCH = 'such as 24/7, or Mon-Fri 09:00-17:00; Sat 10:00-16:00; bank holidays closed';
const TOGETHER =
  'Which days and hours belong together? Set them apart by semicolons, such as Mon-Sat 09:00-17:00; Sun closed';

/** What cannot be read, as a question to whoever wrote it. */
class Unclear extends Error {}

/**
 * Opening hours as people write them: what is plainly meant, also in OpenStreetMap's words (`hours`), in which they are
 * kept. What may mean two things is asked about, and never guessed.
 */
export function readHours(text: string): HoursRead {
  try {
    const rules = understood(text);
    const hours = written(rules);
    // What is kept is read again: 11am-10am would come back as an evening.
    if (written(understood(hours)) !== hours)
      throw new Unclear(`“${hours}” may mean two things. Write each day by itself, such as 00:00-10:00, 12:00-24:00`);
    return { ok: true, rules, hours };
  } catch (error) {
    if (error instanceof Unclear) return { ok: false, words: error.message };
    throw error;
  }
}

/** Hours as they are kept, where they are plain; otherwise as they were written, to be asked about. */
export const hoursMeant = (text: string): string => {
  const read = readHours(text);
  return read.ok ? read.hours : text;
};

const nothing = (): Draft => ({ days: [], holidays: false, dates: [], spans: [] });
const named = ({ days, holidays, dates }: HoursRule): boolean => days.length > 0 || holidays || dates.length > 0;

/** A walk over the tokens; `rule` is being read, `said` once its times or its closing are. */
interface Walk {
  tokens: Token[];
  at: number;
  rules: HoursRule[];
  rule: Draft;
  said: 'open' | 'closed' | null;
  /** Closing was said before its days, which follow. */
  closing: boolean;
  /** Set off by a semicolon, so that it may say otherwise of a day named before. */
  apart: boolean;
  /** Days followed their hours just before. */
  trailed: boolean;
}

function understood(text: string): HoursRule[] {
  const walk: Walk = {
    tokens: tokensOf(text),
    at: 0,
    rules: [],
    rule: nothing(),
    said: null,
    closing: false,
    apart: true,
    trailed: false,
  };
  while (walk.at < walk.tokens.length) step(walk);
  finish(walk);
  if (!walk.rules.some(({ spans }) => spans.length > 0)) throw new Unclear(`When is it open? Enter the hours, ${SUCH}`);
  return inOrder(walk.rules);
}

function finish(walk: Walk): void {
  const { rule, rules, said } = walk;
  if (said === null && !named(rule)) return;
  if (said === null) throw new Unclear(`From when to when on ${dayWords(rule)}? Write hours ${SUCH}`);
  if (said === 'closed' && !named(rule))
    throw new Unclear('On which days is it closed? Name them, such as “closed Sundays”');
  // `9-12 Mon-Fri, 1-5pm`: of Mon-Fri again, or of every day?
  if (walk.trailed && !named(rule)) throw new Unclear(TOGETHER);
  const earlier = rules.filter((it) => it.dates.length === 0).flatMap((it) => it.days);
  const twice = rule.days.find((day) => earlier.includes(day));
  if (said === 'open' && !walk.apart && rule.dates.length === 0 && twice !== undefined)
    throw new Unclear(
      `${DAY_NAMES[twice]} is named twice. Write its hours together, such as Mon 09:00-12:00, 13:00-17:00`,
    );
  const days = [...new Set(rule.days)].toSorted((a, b) => a - b);
  const { holidays, dates, spans } = rule;
  rules.push(days.length < DAYS.length ? { days, holidays, dates, spans } : { ...nothing(), dates, spans });
  Object.assign(walk, { rule: nothing(), said: null, closing: false, apart: false, trailed: rule.trailing === true });
}

/** Every day, some days, bank holidays, dates: whichever is narrower decides, wherever it was written. */
const narrowness = ({ days, holidays, dates }: HoursRule): number => {
  if (dates.length > 0) return 3;
  if (days.length > 0) return 1;
  return holidays ? 2 : 0;
};

/** The last that speaks of a day decides. Nobody means to say a thing that the next takes back: that is asked about. */
function inOrder(rules: readonly HoursRule[]): HoursRule[] {
  const ordered = rules.toSorted((a, b) => narrowness(a) - narrowness(b));
  ordered.forEach((rule, at) => {
    if (ordered.slice(at + 1).some((next) => takesBack(next, rule)))
      throw new Unclear(`Two things are said of ${dayWords(rule)}. Write the one that is meant`);
  });
  return ordered;
}

const takesBack = (next: HoursRule, rule: HoursRule): boolean =>
  narrowness(next) === narrowness(rule) &&
  rule.dates.every((it) => next.dates.includes(it)) &&
  (next.days.length === 0 || (rule.days.length > 0 && rule.days.every((it) => next.days.includes(it))));

function step(walk: Walk): void {
  const token = walk.tokens[walk.at];
  if (!token) return;
  switch (token.kind) {
    case 'day':
    case 'days':
    case 'holidays':
    case 'dates':
      return selector(walk, token);
    case 'time':
      return span(walk, token.text);
    case 'allDay':
    case 'always':
      return allDay(walk);
    case 'off':
    case 'except':
      return closed(walk, token.kind);
    case 'semicolon':
      walk.at += 1;
      finish(walk);
      walk.apart = true;
      walk.trailed = false;
      return;
    case 'comma':
      walk.at += 1;
      return;
    default:
      throw new Unclear(`“${token.kind === 'unknown' ? token.text : '-'}” is not understood. Write hours ${SUCH}`);
  }
}

function selector(walk: Walk, token: Token): void {
  if (walk.said !== null && !walk.closing && !isFor(walk)) finish(walk);
  walk.at += 1;
  if (token.kind === 'holidays') walk.rule.holidays = true;
  else if (token.kind === 'dates') walk.rule.dates.push(datesOf(token.text));
  else if (token.kind === 'days') walk.rule.days.push(...token.days);
  else if (token.kind === 'day') walk.rule.days.push(...daysFrom(walk, token.day));
}

/** `9-5 Mon-Fri`: days that follow their hours, as nothing else is said of them. */
const isFor = ({ tokens, at, rule }: Walk): boolean => {
  if (named(rule) && !rule.trailing) return false;
  const rest = tokens.slice(at);
  const end = rest.findIndex(({ kind }) => !['day', 'days', 'holidays', 'dash', 'comma'].includes(kind));
  const next = rest[end]?.kind;
  const isSetApart = rest[end - 1]?.kind === 'comma';
  const isBeside = tokens[at - 1]?.kind !== 'comma';
  if (isBeside && !isSetApart && (next === 'time' || next === 'allDay')) throw new Unclear(TOGETHER);
  const isAll = next === undefined || next === 'semicolon';
  if (!isAll && !(isBeside && (isSetApart || next === 'except'))) return false;
  rule.trailing = true;
  return true;
};

function daysFrom(walk: Walk, first: number): number[] {
  const [dash, last] = walk.tokens.slice(walk.at, walk.at + 2);
  if (dash?.kind !== 'dash' || last?.kind !== 'day') return [first];
  walk.at += 2;
  const length = ((last.day - first + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => (first + index) % 7);
}

function closed(walk: Walk, kind: 'off' | 'except'): void {
  walk.at += 1;
  // `Sun closed`, or `closed Sun` with the days to come.
  const before = walk.said === null && named(walk.rule);
  if (walk.said !== null) finish(walk);
  else if (kind === 'except') throw new Unclear(`Which hours does it keep otherwise? Write hours ${SUCH}`);
  walk.said = 'closed';
  walk.closing = !before;
}

/** Times follow at once only what they are of; what is of other days stands behind a comma: `closed Sundays, 9-5`. */
function finishBefore(walk: Walk): void {
  if (walk.tokens[walk.at - 1]?.kind !== 'comma') throw new Unclear(TOGETHER);
  finish(walk);
}

function allDay(walk: Walk): void {
  if (walk.said !== null) finishBefore(walk);
  walk.at += 1;
  walk.rule.spans = [ALL_DAY];
  walk.said = 'open';
}

function span(walk: Walk, text: string): void {
  if (walk.said === 'closed' || walk.rule.trailing) finishBefore(walk);
  const from = timeOf(text);
  const [dash, last] = walk.tokens.slice(walk.at + 1, walk.at + 3);
  if (dash?.kind !== 'dash' || last?.kind !== 'time')
    throw new Unclear(`From “${text}” until when? Write both, such as 09:00-17:00`);
  const read = spanOf(from, timeOf(last.text), walk.rule.spans.at(-1)?.to ?? null);
  if (typeof read === 'string') throw new Unclear(read);
  const before = walk.rule.spans.at(-1);
  if (before && read.from < before.to)
    throw new Unclear(
      `${clock(before.from)}-${clock(before.to)} and ${clock(read.from)}-${clock(read.to)} overlap. Write each once`,
    );
  walk.rule.spans.push(read);
  walk.said = 'open';
  walk.at += 3;
}

function timeOf(text: string): WrittenTime {
  const time = readClock(text);
  if (!time) throw new Unclear(`“${text}” is no time of day. Write times such as 09:00-17:00`);
  return time;
}

const datesOf = (text: string): string =>
  text
    .replaceAll(/\s*-\s*/g, '-')
    .replaceAll(new RegExp(`\\b(${MONTHS.join('|')})`, 'g'), (it) => it.charAt(0).toUpperCase() + it.slice(1))
    .replaceAll(/(?<!\d)(\d)(?!\d)/g, '0$1');

const dayWords = ({ days, holidays, dates }: HoursRule): string => {
  if (days.length > 0) return days.map((day) => DAY_NAMES[day]).join(', ');
  if (holidays) return 'bank holidays';
  return dates.length > 0 ? 'those dates' : 'every day';
};

/** `0,1,2,5` as `Mo-We,Sa`. */
function runs(days: readonly number[]): string {
  const starts = days.filter((day) => !days.includes(day - 1));
  return starts
    .map((start) => {
      let end = start;
      while (days.includes(end + 1)) end += 1;
      return end === start ? DAYS[start] : `${DAYS[start]}-${DAYS[end]}`;
    })
    .join(',');
}

const written = (rules: readonly HoursRule[]): string => rules.map(ruleWritten).join('; ');

function ruleWritten({ days, holidays, dates, spans }: HoursRule): string {
  const always = spans[0]?.from === 0 && spans[0].to === DAY_MINUTES;
  const when = [dates.join(','), [runs(days), holidays ? 'PH' : ''].filter(Boolean).join(',')];
  const selected = when.filter(Boolean).join(' ');
  if (selected === '' && always) return '24/7';
  const open = spans.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(',') || 'off';
  return [selected, open].filter(Boolean).join(' ');
}
