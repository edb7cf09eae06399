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

/** Is it this person's to do now: theirs and late, or nobody's and for such as them? */
export const isToDo = (need: NeedRow, { userId, lead }: Whose, now: Date): boolean => {
  if (!isOpenNeed(need.state)) return false;
  if (need.holderId !== null) return need.holderId === userId && isLate(need, now);
  return lead || (need.priority !== 'P1' && need.state !== 'escalated');
};

/** What is late or unclaimed at the chosen centre, and for whoever looks to do. */
export const toDoHere = computed((): readonly NeedRow[] => {
  if (!can('needs.progress')) return [];
  const whose = { userId: me.value?.userId ?? null, lead: isLead() };
  return needsHere.value.filter((it) => isToDo(it, whose, new Date(coarseNow.value)));
});
