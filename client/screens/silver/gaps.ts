import type { CentreCounts } from '../../../shared/counts.ts';
import { roleTitle } from '../../../shared/partners/names.ts';
import { gaps } from '../../../shared/rosters/gaps.ts';
import type { Slot } from '../../../shared/rosters/contract.ts';
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
}

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

const ofRole = (it: CentreCounts, role: string, slots: readonly Slot[], now: number): GapLine[] => {
  const base = { key: `${it.id} ${role}`, centreId: it.id, centre: it.name, role: roleTitle(role) };
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

/** Where staff are short within a day, or late: one line a role and centre, soonest first. */
export const gapLines = (centres: readonly CentreCounts[], slots: readonly Slot[], now: number): GapLine[] =>
  centres
    .flatMap((it) => {
      const own = slots.filter((slot) => slot.centreId === it.id);
      return [...new Set(own.map((slot) => slot.role))].flatMap((role) =>
        ofRole(
          it,
          role,
          own.filter((slot) => slot.role === role),
          now,
        ),
      );
    })
    .toSorted((a, b) => a.at - b.at || b.heads - a.heads);

/** `2 late`, `8 short`. */
export const gapHeads = ({ heads, kind }: GapLine): string => `${heads} ${kind}`;
