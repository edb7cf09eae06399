import {
  isOpenNeed,
  needKinds,
  type NeedDetailRow,
  type NeedRow,
  needMayBecome,
  type NeedState,
  type Priority,
  priorities,
} from '../../../shared/needs.ts';
import type { PersonRow } from '../../../shared/people.ts';
import { isPartial } from '../../data/partial.ts';
import { languageName } from '../people/words.ts';
import { listed } from '../../../shared/words.ts';

/** A need as a board shows it: as much as this viewer may know. */
export interface NeedLine {
  need: NeedRow;
  /** `null` where the compartment is closed to this viewer. */
  kind: NeedDetailRow['kind'] | null;
  title: string;
  /** Who and where: `K-029 · Quiet room · Vietnamese`. */
  sub: string;
  reference: string | null;
  /** Others of the same kind, folded under this one. */
  others: NeedLine[];
}

type ById<T> = ReadonlyMap<string, T>;

const holders = { welfare: 'welfare lead', health: 'health lead', safeguarding: 'safeguarding lead' } as const;
const SHORT_NOTE = 40;

const titleOf = (detail: NeedDetailRow | undefined, guest: PersonRow | undefined): string => {
  if (!detail) return 'Restricted concern';
  const { title } = needKinds[detail.kind];
  if (detail.kind === 'interpreter' && guest && !isPartial(guest)) return `${title}: ${languageName(guest.language)}`;
  const note = detail.note?.trim() ?? '';
  if (note === '' || note.length > SHORT_NOTE || note.includes('\n')) return title;
  // What is to be followed up says all there is to say.
  return detail.kind === 'follow_up' ? note : `${title}: ${note}`;
};

const subOf = (need: NeedRow, detail: NeedDetailRow | undefined, guest: PersonRow | undefined): string => {
  const who = guest?.reference ?? (need.personId ? 'Guest at another centre' : 'For the whole centre');
  if (!detail) return `${who} · for the ${holders[need.compartment]}`;
  const hidden = need.compartment === 'health' && detail.note === undefined && need.state !== 'open';
  const where = hidden ? 'health team has the detail' : guest?.zone;
  const unsaid = hidden || detail.kind === 'interpreter' || !guest || isPartial(guest);
  const language = unsaid ? null : languageName(guest.language);
  return [who, where, language].filter(Boolean).join(' · ');
};

export const lineOf = (need: NeedRow, details: ById<NeedDetailRow>, people: ById<PersonRow>): NeedLine => {
  const detail = details.get(need.id);
  const guest = need.personId ? people.get(need.personId) : undefined;
  return {
    need,
    kind: detail?.kind ?? null,
    title: titleOf(detail, guest),
    // Nobody but those who may know whom it is about is sent the person.
    sub: need.personId === null && !detail ? `For the ${holders[need.compartment]}` : subOf(need, detail, guest),
    reference: guest?.reference ?? null,
    others: [],
  };
};

/** The clock of a P1 asks for someone to accept; that done, it no longer runs. */
export const clockRuns = (need: NeedRow): boolean =>
  need.dueAt !== null && isOpenNeed(need.state) && (need.priority !== 'P1' || need.state === 'open');

export const isLate = (need: NeedRow, now: Date): boolean =>
  clockRuns(need) && need.dueAt !== null && Date.parse(need.dueAt) <= now.getTime();

/**
 * What is urgent stays on top, also once somebody has it. Then running clocks, the soonest first, so that late ones
 * lead; then those in hand, longest first.
 */
export const soonestFirst = (a: NeedRow, b: NeedRow): number => {
  const urgent = Number(b.priority === 'P1') - Number(a.priority === 'P1');
  if (urgent !== 0) return urgent;
  const running = Number(clockRuns(b)) - Number(clockRuns(a));
  if (running !== 0) return running;
  const [left, right] = clockRuns(a) ? [a.dueAt, b.dueAt] : [a.raisedAt, b.raisedAt];
  return Date.parse(left ?? a.raisedAt) - Date.parse(right ?? b.raisedAt) || (a.id < b.id ? -1 : 1);
};

export type Board = Record<Priority, NeedLine[]>;

/** Needs by priority, soonest first. */
export const boardOf = (needs: readonly NeedRow[], details: ById<NeedDetailRow>, people: ById<PersonRow>): Board => {
  const sorted = needs.toSorted(soonestFirst).map((it) => lineOf(it, details, people));
  const of = (level: Priority): NeedLine[] => sorted.filter((it) => it.need.priority === level);
  return { P1: of('P1'), P2: of('P2'), P3: of('P3'), P4: of('P4') };
};

const FOLD_FROM = 3;
const foldable = ({ need, kind }: NeedLine): boolean =>
  kind !== null && need.state === 'open' && need.holder === null && need.priority !== 'P1';

/** Lines of one kind that nobody holds become one, at the place of the soonest. */
export const folded = (lines: readonly NeedLine[]): NeedLine[] => {
  const keyOf = (it: NeedLine): string => `${it.kind} ${it.title}`;
  const groups = new Map<string, NeedLine[]>();
  for (const it of lines.filter(foldable)) groups.set(keyOf(it), [...(groups.get(keyOf(it)) ?? []), it]);
  const shown: NeedLine[] = [];
  for (const line of lines) {
    const group = foldable(line) ? groups.get(keyOf(line)) : undefined;
    if (!group || group.length < FOLD_FROM) shown.push(line);
    else if (group[0] === line) shown.push({ ...line, sub: foldedSub(group), others: group.slice(1) });
  }
  return shown;
};

const foldedSub = (group: readonly NeedLine[]): string => {
  if (group[0]?.kind === 'interpreter') return `${group.length} guests waiting`;
  const names = group.map((it) => it.reference ?? 'one more');
  if (names.length <= 3) return listed(names);
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`;
};

/** Who has it and how far it is, in a few words. */
export const holderWords = ({ state, holder }: Pick<NeedRow, 'state' | 'holder'>): string => {
  if (state === 'open') return holder ? `${holder}, not accepted yet` : 'Nobody yet';
  const who = holder ?? 'You';
  if (state === 'accepted') return `${who}, accepted`;
  if (state === 'in_progress') return `${who}, in progress`;
  if (state === 'escalated') return holder ? `${holder}, passed up` : 'Passed up';
  if (state === 'left_before_met') return 'They left before it was met';
  if (state === 'undone') return 'Check-in undone';
  return state === 'met' ? `${who}, done` : `${who}, they said no`;
};

export interface NeedAction {
  to: NeedState;
  label: string;
}
const actionWords: Record<NeedState, string> = {
  accepted: 'Accept',
  in_progress: 'Start',
  met: 'Done',
  declined: 'They said no',
  escalated: 'Pass up',
  open: 'Hand back',
  left_before_met: 'They left',
  undone: 'Check-in undone',
};
const usual: readonly NeedState[] = ['accepted', 'in_progress', 'met', 'declined', 'escalated', 'open'];

/** What can be done next with a need, the likeliest first. */
export const actionsFor = (state: NeedState): NeedAction[] =>
  usual
    .filter((to) => needMayBecome(state, to) && !(state === 'in_progress' && to === 'accepted'))
    // To go back to whoever had it is offered only just after, as Undo.
    .filter((to) => isOpenNeed(state) || to === 'open' || !isOpenNeed(to))
    .map((to) => ({ to, label: to === 'open' && !isOpenNeed(state) ? 'Open again' : actionWords[to] }));

export const groupWords: Record<Priority, string> = {
  P1: 'Now. Someone must accept within 5 minutes',
  P2: 'Within 1 hour',
  P3: 'Within 4 hours',
  P4: 'Before leaving',
};

export const openCount = (board: Board): number => priorities.reduce((sum, it) => sum + board[it].length, 0);
