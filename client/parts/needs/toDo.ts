import { computed } from '@preact/signals';
import { isOpenNeed, type NeedRow } from '../../../shared/needs.ts';
import { can, isLead, me } from '../../session/session.ts';
import { coarseNow, needsHere } from '../centres/here.ts';
import { isLate } from './needBoard.ts';

export interface Whose {
  userId: string | null;
  /** Leads take what is urgent and what was passed up. */
  lead: boolean;
}

/**
 * Is it this person's to do now: theirs and late or not accepted yet, or nobody's and for such as them? What was given
 * to somebody who lets its time run out is the lead's to see to.
 */
export const isToDo = (need: NeedRow, { userId, lead }: Whose, now: Date): boolean => {
  if (!isOpenNeed(need.state)) return false;
  const given = need.state === 'open';
  if (need.holderId !== null && need.holderId === userId) return given || isLate(need, now);
  if (need.holderId !== null) return lead && given && isLate(need, now);
  return lead || (need.priority !== 'P1' && need.state !== 'escalated');
};

/** What is late or unclaimed at the chosen centre, and for whoever looks to do. */
export const toDoHere = computed((): readonly NeedRow[] => {
  if (!can('needs.progress')) return [];
  const whose = { userId: me.value?.userId ?? null, lead: isLead() };
  return needsHere.value.filter((it) => isToDo(it, whose, new Date(coarseNow.value)));
});
