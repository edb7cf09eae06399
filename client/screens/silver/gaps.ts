import type { CentreCounts } from '../../../shared/counts.ts';
import { type CentreState, isReceiving } from '../../../shared/centres.ts';
import { roleTitle } from '../../../shared/partners/names.ts';
import { gaps } from '../../../shared/rosters/gaps.ts';
import type { Slot } from '../../../shared/rosters/contract.ts';
import { unplanned } from '../../../shared/rosters/planned.ts';
import { listed, plural } from '../../../shared/words.ts';
import { unplannedWords } from '../../parts/rosters/cover.ts';
import { whenWords } from '../../session/now.ts';

const HOUR = 3_600_000;
const AHEAD = 24 * HOUR;
const STEP_HOURS = 0.5;

export interface GapLine {
  key: string;
  centreId: string;
  centre: string;
  role: string;
  /** `late`: they said yes, their time has passed and nobody has seen them. */
  kind: 'short' | 'late';
  heads: number;
  /** `from 12:00`, `now`, `since 06:20`. */
  when: string;
  /** Who has been asked: `BRC asked`, or nothing to say. */
  asked: string;
  at: number;
  /** How near its centre is to taking people: 0 takes them. */
  rank: number;
  /** Who leads the centre. */
  leads: boolean;
  /** The centre is on standby, or only planned. */
  aside: boolean;
}

type Staffed = Pick<CentreCounts, 'id' | 'name' | 'state'>;

const ranks: readonly (readonly CentreState[])[] = [
  ['open', 'full', 'standing_down'],
  ['activating'],
  ['standby', 'planned'],
];
const rankOf = (state: CentreState): number => ranks.findIndex((it) => it.includes(state));
/** Not wanted yet, and told apart from those that are. */
export const isAside = (state: CentreState): boolean => rankOf(state) === ranks.length - 1;
const LEADS = 'centre_manager';
const rolesIn = (slots: readonly Slot[]): string[] => [...new Set(slots.map(({ role }) => role))];

const lateHeads = (slots: readonly Slot[], now: number): { heads: number; since: number } | null => {
  const late = slots.filter(
    (it) =>
      (it.state === 'accepted' || it.state === 'arrived') &&
      it.accepted > it.arrived &&
      Date.parse(it.arriveBy ?? it.shiftStart) < now &&
      Date.parse(it.shiftEnd) > now,
  );
  if (late.length === 0) return null;
  return {
    heads: late.reduce((sum, it) => sum + it.accepted - it.arrived, 0),
    since: Math.min(...late.map((it) => Date.parse(it.arriveBy ?? it.shiftStart))),
  };
};

const askedWords = (slots: readonly Slot[], from: number, to: number): string => {
  const open = slots.filter(
    (it) => Date.parse(it.shiftStart) < to && Date.parse(it.shiftEnd) > from && it.needed > it.accepted,
  );
  const asked = [...new Set(open.filter((it) => it.state === 'asked').map((it) => it.partner))];
  if (asked.length > 0) return `${asked.join(', ')} asked`;
  return open.some((it) => it.state === 'not_asked') ? 'Nobody asked yet' : '';
};

const ofRole = (it: Staffed, role: string, slots: readonly Slot[], now: number): GapLine[] => {
  const base = {
    key: `${it.id} ${role}`,
    centreId: it.id,
    centre: it.name,
    role: roleTitle(role),
    rank: rankOf(it.state),
    leads: role === LEADS,
    aside: isAside(it.state),
  };
  const late = lateHeads(slots, now);
  if (late) {
    const when = `since ${whenWords(late.since)}`;
    return [{ ...base, kind: 'late', heads: late.heads, when, asked: '', at: now }];
  }
  const [found] = gaps(slots, new Date(now), new Date(now + AHEAD), STEP_HOURS);
  const cell = found?.cells.find(({ short }) => short > 0);
  if (!cell) return [];
  const at = cell.from.getTime();
  const when = at <= now ? 'now' : `from ${whenWords(at)}`;
  return [{ ...base, kind: 'short', heads: cell.short, when, asked: askedWords(slots, at, cell.to.getTime()), at }];
};

/** Open before opening before standby; then soonest first, whoever leads, and the most heads. */
const nearest = (a: GapLine, b: GapLine): number =>
  a.rank - b.rank || a.at - b.at || Number(b.leads) - Number(a.leads) || b.heads - a.heads;

/** Where staff are short within a day, or late: one line a role and centre. */
export const gapLines = (centres: readonly Staffed[], slots: readonly Slot[], now: number): GapLine[] =>
  centres
    .flatMap((it) => {
      const own = slots.filter((slot) => slot.centreId === it.id);
      return rolesIn(own).flatMap((role) =>
        ofRole(
          it,
          role,
          own.filter((slot) => slot.role === role),
          now,
        ),
      );
    })
    .toSorted(nearest);

export interface UnplannedLine {
  key: string;
  centre: string;
  /** `not planned from 22:00`, `Welfare not planned since 14:00`. */
  words: string;
  aside: boolean;
}

const NAMED = 3;
const rolesWords = (roles: readonly string[]): string => {
  const named = roles.map(roleTitle);
  if (named.length <= NAMED) return listed(named);
  return `${named.slice(0, NAMED - 1).join(', ')} and ${plural(named.length - NAMED + 1, 'other role')}`;
};

const lastEnd = (slots: readonly Slot[]): number =>
  Math.max(...slots.filter((it) => it.state !== 'stood_down' && it.needed > 0).map((it) => Date.parse(it.shiftEnd)));

/** Roles whose last shift ends within a day, and before the centre's own: by when. */
const endingSooner = (own: readonly Slot[], now: number): Map<number, string[]> => {
  const all = lastEnd(own);
  const found = new Map<number, string[]>();
  for (const role of rolesIn(own)) {
    const end = lastEnd(own.filter((it) => it.role === role));
    if (end > 0 && end < Math.min(all, now + AHEAD)) found.set(end, [...(found.get(end) ?? []), role]);
  }
  return new Map([...found].toSorted(([a], [b]) => a - b));
};

const unplannedAt = (it: Staffed, own: readonly Slot[], now: number): UnplannedLine[] => {
  const base = { centre: it.name, aside: isAside(it.state) };
  const holes = unplanned(own, now, now + AHEAD);
  return [
    ...holes.map((hole) => ({
      ...base,
      key: `${it.id} ${hole.from}`,
      words: `not planned ${unplannedWords(hole, now)}`,
    })),
    ...[...endingSooner(own, now)].map(([end, roles]) => ({
      ...base,
      key: `${it.id} ${roles.join(' ')}`,
      words: `${rolesWords(roles)} not planned ${end <= now ? 'since' : 'from'} ${whenWords(end)}`,
    })),
  ];
};

/** Hours of the next day for which nobody is planned, by centre. A centre that is not wanted yet may have no roster. */
export const unplannedLines = (centres: readonly Staffed[], slots: readonly Slot[], now: number): UnplannedLine[] =>
  centres
    .toSorted((a, b) => rankOf(a.state) - rankOf(b.state))
    .flatMap((it) => {
      const own = slots.filter((slot) => slot.centreId === it.id);
      return own.length > 0 || isReceiving(it.state) ? unplannedAt(it, own, now) : [];
    });

/** `2 late`, `8 short`. */
export const gapHeads = ({ heads, kind }: GapLine): string => `${heads} ${kind}`;
