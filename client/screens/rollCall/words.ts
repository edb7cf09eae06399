import type { HeadKind, RollCallReason } from '../../../shared/rollCalls/contract.ts';
import type { Slot } from '../../../shared/rosters/contract.ts';
import type { HeadHere } from './count.ts';
import { zoneOf } from './count.ts';
import { whenWords } from '../../session/now.ts';

export const reasonWords: Record<RollCallReason, string> = { fire: 'fire', drill: 'fire drill', check: 'check' };

export const kindWords: Record<HeadKind, { one: string; many: string }> = {
  guest: { one: 'Guest', many: 'guests' },
  staff: { one: 'Staff', many: 'staff' },
  interpreter: { one: 'Interpreter', many: 'interpreters' },
  visitor: { one: 'Visitor', many: 'visitors' },
};

/** `1 visitor`, `2 visitors`. */
export const ofKind = (n: number, kind: HeadKind): string =>
  `${n} ${n === 1 ? kindWords[kind].one.toLowerCase() : kindWords[kind].many}`;

export const ageWords = { adult: null, child: 'Child', unsure: 'May be a child' } as const;

/** Of those whom nobody has signed in. */
export const rosterWords = ({ shiftEnd }: Pick<Slot, 'shiftEnd'>): string =>
  `On the roster to ${whenWords(shiftEnd)}, not in the sign-in book`;

/** Where someone was last known to be. */
export const placeOf = (head: HeadHere): string => {
  const { guest, visit, shift } = head;
  if (shift) return rosterWords(shift);
  const zone = zoneOf(head) ?? 'Place not said';
  if (visit) return `${zone} · ${kindWords[visit.kind].one.toLowerCase()}, signed in ${whenWords(visit.signedInAt)}`;
  return [ageWords[guest?.ageBand ?? 'adult'], zone].filter(Boolean).join(' · ');
};

/** Why someone was not waited for, or that they have been reported. */
export const outWords = ({ guest }: HeadHere): string => {
  if (guest?.presence === 'missing') return ['Missing since before', guest.presenceNote].filter(Boolean).join(' · ');
  return ['Out for now', guest?.presenceNote].filter(Boolean).join(' · ');
};
