import { type GapCell, gaps, type RoleGaps } from '../../../shared/rosters/gaps.ts';
import { type Unplanned, unplanned } from '../../../shared/rosters/planned.ts';
import { listed } from '../../../shared/words.ts';
import type { SlotLike } from '../../../shared/rosters/contract.ts';
import { roleTitle } from '../../../shared/partners/names.ts';
import { whenWords } from '../../session/now.ts';

const HOUR = 3_600_000;
const STEPS = 12;

export interface Cover {
  /** Roles with a gap in the steps that are shown. */
  short: RoleGaps[];
  /** Roles with shifts in the next day, all of them covered. */
  covered: number;
  /** Every step of the next day; the last may be cut off where it is shown. */
  all: RoleGaps[];
}

const anyShort = ({ cells }: RoleGaps): boolean => cells.some((it) => it.short > 0);
const isPlanned = ({ needed }: Pick<GapCell, 'needed'>): boolean => needed > 0;
const shown = (it: RoleGaps): RoleGaps => ({ ...it, cells: it.cells.slice(0, STEPS) });
const cellsOf = (all: readonly RoleGaps[]): GapCell[] => all.flatMap(({ cells }) => cells);

/** How the next 24 hours are covered, by role and two hours. An hour that no shift covers is neither short nor covered. */
export const coverOf = (slots: readonly SlotLike[], at: number): Cover => {
  const all = gaps(slots, new Date(at), new Date(at + 24 * HOUR));
  const covered = all.filter((it) => !anyShort(it) && it.cells.some(isPlanned)).length;
  return { short: all.map(shown).filter(anyShort), covered, all };
};

const shiftsLeft = (slots: readonly SlotLike[], at: number): SlotLike[] =>
  slots.filter((it) => it.state !== 'stood_down' && it.needed > 0 && Date.parse(it.shiftEnd) > at);

/** `from 22:00`, `until 06:00`: when nobody is planned, which is neither covered nor short. */
export const unplannedWords = ({ from, to }: Unplanned, at: number): string => {
  if (from <= at) return to === null ? 'from now on' : `until ${whenWords(to)}`;
  return to === null ? `from ${whenWords(from)}` : `from ${whenWords(from)} to ${whenWords(to)}`;
};

/** The hours of the next day for which no shift is planned, in a sentence; empty where there are none. */
export const edgeWords = (slots: readonly SlotLike[], at: number): string => {
  const found = unplanned(slots, at, at + 24 * HOUR);
  return found.length === 0 ? '' : `No staff are planned ${listed(found.map((it) => unplannedWords(it, at)))}.`;
};

const HINT = 'Gaps show here when a partner says no or runs late.';

const nextShift = (slots: readonly SlotLike[], at: number): string =>
  whenWords(Math.min(...shiftsLeft(slots, at).map((it) => Date.parse(it.shiftStart))));

/** Which shifts are spoken of: a gap in the last step may not be shown yet. */
const spanOf = (all: readonly RoleGaps[]): string => {
  const last = all[0]?.cells[STEPS - 1]?.to;
  return last && all.some(anyShort) ? `before ${whenWords(last)}` : 'in the next 24 hours';
};

/** What is said where nobody is shown short. */
export const coveredWords = (slots: readonly SlotLike[], at: number): { title: string; more: string } => {
  if (shiftsLeft(slots, at).length === 0) return { title: 'No shift is left', more: 'Nobody is planned from here on.' };
  const { all } = coverOf(slots, at);
  if (!cellsOf(all.map(shown)).some(isPlanned))
    return { title: `No shift before ${nextShift(slots, at)}`, more: 'No staff are planned until then.' };
  if (cellsOf(all).every((it) => isPlanned(it) && it.short === 0))
    return { title: 'Every role is covered for 24 hours', more: HINT };
  return { title: `Every shift ${spanOf(all)} is covered`, more: edgeWords(slots, at) || HINT };
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
