import { londonClock, londonDay, weekdayOf } from '../../../shared/london.ts';
import { whenWords } from '../../session/now.ts';
import { roleTitle } from '../../../shared/partners/names.ts';
import type { Slot } from '../../../shared/rosters/contract.ts';
import { languageName } from '../../parts/people/words.ts';
import { plural } from '../../../shared/words.ts';
import { duration } from '../../ui/duration.ts';

export interface ShiftColumn {
  key: string;
  name: string;
  start: string;
  end: string;
}

export type Mark = 'not_asked' | 'asked' | 'yes' | 'no' | 'late' | 'on_site' | 'stood_down';

export interface BoardCell {
  slots: Slot[];
  mark: Mark;
  words: string;
  more: string;
  /** How much of what is needed is promised or here, 0 to 1. */
  share: number;
}

export interface BoardRow {
  partner: string;
  roles: string;
  /** By the key of a shift; a shift the partner has no part in has none. */
  cells: ReadonlyMap<string, BoardCell>;
}

export interface RosterBoard {
  shifts: ShiftColumn[];
  rows: BoardRow[];
}

const HOUR = 3_600_000;

/** A night that starts after midnight belongs to the evening before. */
const shiftOf = (start: string): { key: string; day: string; part: string } => {
  const { hour } = londonClock(start);
  const part = hour >= 4 && hour < 12 ? 'Early' : hour >= 12 && hour < 20 ? 'Late' : 'Night';
  const day = londonDay(Date.parse(start) - (hour < 4 ? 4 * HOUR : 0));
  return { key: `${day} ${part}`, day, part };
};

const commonest = (slots: readonly Slot[]): Slot | undefined => {
  const count = (it: Slot): number =>
    slots.filter((other) => other.shiftStart === it.shiftStart && other.shiftEnd === it.shiftEnd).length;
  return slots.toSorted((a, b) => count(b) - count(a))[0];
};

const grouped = <T>(all: readonly T[], keyOf: (it: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const it of all) groups.set(keyOf(it), [...(groups.get(keyOf(it)) ?? []), it]);
  return groups;
};

/** A shift that is not of today says its day. */
const columnsOf = (slots: readonly Slot[], now: number): ShiftColumn[] => {
  const sorted = slots.toSorted((a, b) => Date.parse(a.shiftStart) - Date.parse(b.shiftStart));
  return [...grouped(sorted, (it) => shiftOf(it.shiftStart).key)].flatMap(([key, own]) => {
    const usual = commonest(own);
    if (!usual) return [];
    const { day, part } = shiftOf(usual.shiftStart);
    const isToday = day === londonDay(now);
    const name = isToday ? part : `${weekdayOf(day)} ${part.toLowerCase()}`;
    return [{ key, name, start: usual.shiftStart, end: usual.shiftEnd }];
  });
};

const sum = (slots: readonly Slot[], of: (it: Slot) => number): number => slots.reduce((all, it) => all + of(it), 0);
const soonest = (moments: readonly (string | null)[]): string | null =>
  moments.filter((it) => it !== null).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
const latest = (moments: readonly (string | null)[]): string | null =>
  moments.filter((it) => it !== null).toSorted((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;

const promised = ({ state, accepted, arrived }: Slot): number =>
  state === 'accepted' || state === 'arrived' ? Math.max(accepted, arrived) : 0;
/** Said yes for a time that has gone by, and are not here. */
export const overdue = (slot: Slot, now: number): number => {
  if (slot.state !== 'accepted' && slot.state !== 'arrived') return 0;
  const due = slot.arriveBy ?? slot.shiftStart;
  return Date.parse(due) < now && Date.parse(slot.shiftEnd) > now ? Math.max(0, slot.accepted - slot.arrived) : 0;
};

type Face = Omit<BoardCell, 'slots' | 'share'>;

const onSite = (live: Slot[], needed: number, now: number): Face => {
  const here = sum(live, (it) => it.arrived);
  const late = sum(live, (it) => overdue(it, now));
  const first = soonest(live.map((it) => it.arrivedAt));
  const over = live.every((it) => Date.parse(it.shiftEnd) <= now);
  const words = `${here > needed ? here : `${here} of ${needed}`} ${over ? 'came' : 'on site'}`;
  if (late > 0) return { mark: 'late', words, more: `${late} late` };
  const since = first ? `first in ${whenWords(first)}` : '';
  return { mark: 'on_site', words, more: here > needed ? `${needed} needed, ${since}` : since };
};

const yesFace = (live: Slot[], needed: number, now: number): Face => {
  const yes = sum(live, promised);
  const late = sum(live, (it) => overdue(it, now));
  const by = latest(live.map((it) => (it.state === 'accepted' ? it.arriveBy : null)));
  const when = by ? `by ${whenWords(by)}` : '';
  if (late > 0) return { mark: 'late', words: `${late} late`, more: by ? `due ${whenWords(by)}` : '' };
  const rest = yes < needed ? `${needed - yes} to find` : '';
  return { mark: 'yes', words: `Yes ${yes} of ${needed}`, more: [when, rest].filter(Boolean).join(', ') };
};

const wasAsked = (live: Slot[], now: number): Face => {
  const asked = live.filter((it) => it.state === 'asked');
  const words = `Asked ${sum(asked, (it) => it.asked)}`;
  const answerBy = soonest(asked.map((it) => it.answerBy));
  const since = soonest(asked.map((it) => it.askedAt));
  if (!answerBy) return { mark: 'asked', words, more: since ? `at ${whenWords(since)}` : '' };
  const left = Math.ceil((Date.parse(answerBy) - now) / 60_000);
  const more = left > 0 ? `${duration(left)} left to answer` : `no answer since ${whenWords(answerBy)}`;
  return { mark: left > 0 ? 'asked' : 'late', words, more };
};

const noFace = (live: Slot[], needed: number): Face => {
  const no = live.filter((it) => it.state === 'declined');
  const quote = no.find((it) => it.words !== '')?.words;
  const all = no.length === live.length;
  const more = quote ? `“${quote}”` : `${needed} to find`;
  return { mark: 'no', words: all ? 'No' : `No to ${sum(no, (it) => it.needed)} of ${needed}`, more };
};

const faceOf = (slots: readonly Slot[], now: number): Face => {
  const live = slots.filter((it) => it.state !== 'stood_down');
  const needed = sum(live, (it) => it.needed);
  const has = (state: Slot['state']): boolean => live.some((it) => it.state === state);
  if (live.length === 0) return { mark: 'stood_down', words: 'Stood down', more: slots[0]?.note ?? '' };
  if (live.some((it) => it.arrived > 0)) return onSite(live, needed, now);
  if (has('accepted')) return yesFace(live, needed, now);
  if (has('asked')) return wasAsked(live, now);
  if (has('declined')) return noFace(live, needed);
  return { mark: 'not_asked', words: 'Not asked', more: `${needed} needed` };
};

export const cellOf = (slots: Slot[], now: number): BoardCell => {
  const needed = sum(
    slots.filter((it) => it.state !== 'stood_down'),
    (it) => it.needed,
  );
  const share = needed === 0 ? 0 : Math.min(1, sum(slots, promised) / needed);
  return { slots, ...faceOf(slots, now), share };
};

/** `Welfare, 8 needed`, or each language with its number, or every role. */
const rolesWords = (slots: readonly Slot[]): string => {
  const roles = [...new Set(slots.map((it) => it.role))];
  const most = (own: readonly Slot[]): number =>
    Math.max(...[...grouped(own, (it) => shiftOf(it.shiftStart).key).values()].map((it) => sum(it, (s) => s.needed)));
  const spoken = grouped(
    slots.filter((it) => it.language !== null),
    (it) => it.language ?? '',
  );
  if (roles.length === 1 && spoken.size > 0) {
    return [...spoken].map(([tag, own]) => `${languageName(tag)} ${most(own)}`).join(', ');
  }
  const names = roles.map((it, index) => (index === 0 ? roleTitle(it) : roleTitle(it).toLowerCase()));
  return `${names.join(', ')}, ${most(slots)} needed`;
};

/** The roster as partner by shift. Partners keep the order in which they were planned. */
export const rosterBoard = (slots: readonly Slot[], now: number): RosterBoard => {
  const shifts = columnsOf(slots, now);
  const inOrder = slots.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const rows = [...grouped(inOrder, (it) => it.partner)].map(([partner, own]) => {
    const byShift = grouped(own, (it) => shiftOf(it.shiftStart).key);
    const cells = new Map([...byShift].map(([key, each]) => [key, cellOf(each, now)]));
    return { partner, roles: rolesWords(own), cells };
  });
  return { shifts, rows };
};

/** `Interpreters, Vietnamese` where a partner has several slots in one shift. */
export const slotName = ({ role, language }: Slot): string =>
  language ? `${roleTitle(role)}, ${languageName(language)}` : roleTitle(role);

export interface RosterTally {
  onSite: number;
  late: number;
  /** Slots not over yet that lack someone. */
  gaps: number;
}

export const tallyOf = (slots: readonly Slot[], now: number): RosterTally => {
  const current = slots.filter((it) => it.state !== 'stood_down' && Date.parse(it.shiftEnd) > now);
  return {
    onSite: sum(
      current.filter((it) => Date.parse(it.shiftStart) - HOUR * 2 <= now),
      (it) => it.arrived,
    ),
    late: sum(current, (it) => overdue(it, now)),
    gaps: current.filter((it) => promised(it) < it.needed).length,
  };
};

/** What has happened with a slot, in its order, from what the row keeps. */
export const historyOf = (slot: Slot): { at: string | null; mark: Mark; words: string }[] => {
  const source = [slot.saidBy, slot.channel?.replace('_', ' ')].filter(Boolean).join(', ');
  const by = source === '' ? '' : ` (${source})`;
  const answer =
    slot.state === 'declined'
      ? `No${by}`
      : `Yes to ${slot.accepted}${slot.arriveBy ? ` by ${whenWords(slot.arriveBy)}` : ''}${by}`;
  const answered = slot.state === 'declined' || slot.accepted > 0;
  return [
    ...(slot.askedAt ? [{ at: slot.askedAt, mark: 'asked' as const, words: `Asked for ${slot.asked}` }] : []),
    ...(answered
      ? [{ at: slot.answeredAt, mark: slot.state === 'declined' ? ('no' as const) : ('yes' as const), words: answer }]
      : []),
    ...(slot.arrived > 0 && slot.arrivedAt
      ? [{ at: slot.arrivedAt, mark: 'on_site' as const, words: `${plural(slot.arrived, 'person', 'people')} on site` }]
      : []),
    ...(slot.state === 'stood_down' ? [{ at: null, mark: 'stood_down' as const, words: 'Stood down' }] : []),
  ];
};
