import { type GapCell, gaps, type RoleGaps } from '../../../shared/rosters/gaps.ts';
import type { SlotLike } from '../../../shared/rosters/contract.ts';
import { roleTitle } from '../../../shared/partners/contract.ts';
import { whenWords } from '../../session/now.ts';

const HOUR = 3_600_000;
const STEPS = 12;

export interface Cover {
  /** Roles with a gap in the next day. */
  short: RoleGaps[];
  /** Roles with shifts in the next day, all of them covered. */
  covered: number;
  cells: GapCell[];
}

const anyShort = ({ cells }: RoleGaps): boolean => cells.some((it) => it.short > 0);
const isPlanned = ({ needed }: Pick<GapCell, 'needed'>): boolean => needed > 0;

/** How the next 24 hours are covered, by role and two hours. An hour that no shift covers is neither short nor covered. */
export const coverOf = (slots: readonly SlotLike[], at: number): Cover => {
  const all = gaps(slots, new Date(at), new Date(at + 24 * HOUR)).map((it) => ({
    ...it,
    cells: it.cells.slice(0, STEPS),
  }));
  const short = all.filter(anyShort);
  const covered = all.filter((it) => !anyShort(it) && it.cells.some(isPlanned)).length;
  return { short, covered, cells: all.flatMap(({ cells }) => cells) };
};

const shiftsLeft = (slots: readonly SlotLike[], at: number): SlotLike[] =>
  slots.filter((it) => it.state !== 'stood_down' && it.needed > 0 && Date.parse(it.shiftEnd) > at);

/** From when, or until when, shifts run in the next day; empty where they run throughout. */
const edgeWords = (slots: readonly SlotLike[], at: number): string => {
  const left = shiftsLeft(slots, at);
  const first = Math.min(...left.map((it) => Date.parse(it.shiftStart)));
  const last = Math.max(...left.map((it) => Date.parse(it.shiftEnd)));
  if (first > at) return `The first shift begins ${whenWords(first)}. No staff are planned before it.`;
  return last < at + 24 * HOUR ? `The last shift ends ${whenWords(last)}. No staff are planned after it.` : '';
};

const HINT = 'Gaps show here when a partner says no or runs late.';

/** What is said where nobody is short. */
export const coveredWords = (slots: readonly SlotLike[], at: number): { title: string; more: string } => {
  if (shiftsLeft(slots, at).length === 0) return { title: 'No shift is left', more: 'Nobody is planned from here on.' };
  const { cells } = coverOf(slots, at);
  const more = edgeWords(slots, at);
  if (!cells.some(isPlanned)) return { title: 'No shift in the next 24 hours', more };
  if (cells.every(isPlanned)) return { title: 'Every role is covered for 24 hours', more: HINT };
  return { title: 'Every shift in the next 24 hours is covered', more: more || HINT };
};

/** A role's first gap in a sentence. Nobody is relieved where no shift runs yet. */
export const gapWords = ({ role, cells }: RoleGaps): { title: string; more: string } => {
  const [first] = cells;
  const name = roleTitle(role);
  if (first && first.short > 0) {
    return { title: `${name}: ${first.short} short now`, more: `${first.needed} needed, ${first.covered} promised` };
  }
  const next = cells.find((it) => it.short > 0);
  if (!next) return { title: name, more: '' };
  const by = whenWords(next.from);
  return first && isPlanned(first)
    ? { title: `${name}: relief by ${by}`, more: `${next.short} short of ${next.needed} from then` }
    : { title: `${name}: ${next.short} to find by ${by}`, more: `${next.needed} needed from then` };
};
