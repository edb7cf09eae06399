import { londonTime } from '../../../shared/london.ts';
import { roleTitle } from '../../../shared/partners/names.ts';
import type { RosterPartner } from '../../../shared/partners/contract.ts';
import type { Slot } from '../../../shared/rosters/contract.ts';
import { languageName } from '../../parts/people/words.ts';
import type { Partners } from '../../parts/partners/partners.ts';
import { whenWords } from '../../session/now.ts';

export interface CallShift {
  /** `06:00 to 14:00`. */
  name: string;
  slots: Slot[];
}

export interface Call {
  code: string;
  name: string;
  reach: RosterPartner['reach'] | undefined;
  /** What there is no answer to yet, shift by shift. */
  open: CallShift[];
  answered: Slot[];
}

const isOpen = ({ state }: Slot): boolean => state === 'not_asked' || state === 'asked';

export const slotWords = ({ role, language }: Slot): string =>
  language === null ? roleTitle(role) : `${roleTitle(role)}, ${languageName(language)}`;

const grouped = (slots: readonly Slot[], keyOf: (it: Slot) => string): [string, Slot[]][] => {
  const keys = [...new Set(slots.map(keyOf))];
  return keys.map((key) => [key, slots.filter((it) => keyOf(it) === key)]);
};

const shiftsOf = (slots: readonly Slot[]): CallShift[] =>
  grouped(
    slots.toSorted((a, b) => Date.parse(a.shiftStart) - Date.parse(b.shiftStart)),
    (it) => `${whenWords(it.shiftStart)} to ${londonTime(it.shiftEnd)}`,
  ).map(([name, own]) => ({ name, slots: own }));

/** Whom to phone, in the order of the role plan, which stays while answers come in: no row moves under a hand. */
export const callsOf = (slots: readonly Slot[], partners: Partners, now: number): Call[] => {
  const left = slots.filter((it) => it.state !== 'stood_down' && it.needed > 0 && Date.parse(it.shiftEnd) > now);
  const inOrder = left.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return grouped(inOrder, (it) => it.partner).map(([code, own]) => ({
    code,
    name: partners.get(code)?.name ?? code,
    reach: partners.get(code)?.reach,
    open: shiftsOf(own.filter(isOpen)),
    answered: own.filter((it) => !isOpen(it)),
  }));
};

const sum = (slots: readonly Slot[], of: (it: Slot) => number): number => slots.reduce((all, it) => all + of(it), 0);

/** `Yes to 4 of 9, 5 to find`, with who said so and when. */
export const answerWords = (slots: readonly Slot[]): string => {
  const yes = sum(slots, (it) => Math.max(it.state === 'declined' ? 0 : it.accepted, it.arrived));
  const needed = sum(slots, (it) => it.needed);
  const what = yes === 0 ? 'No' : `Yes to ${yes} of ${needed}`;
  const rest = yes < needed ? `, ${needed - yes} to find` : '';
  return `${what}${rest}`;
};

export const saidWords = (slots: readonly Slot[]): string => {
  const last = slots
    .filter((it) => it.saidBy !== '')
    .toSorted((a, b) => (b.answeredAt ?? '').localeCompare(a.answeredAt ?? ''))[0];
  if (!last) return '';
  return [last.saidBy, last.answeredAt ? whenWords(last.answeredAt) : ''].filter(Boolean).join(', ');
};
