import { endsWithGuest, isOpenNeed, type NeedDetailRow, type NeedRow } from '../../../shared/needs.ts';
import type { PersonIdentityRow, PersonRow } from '../../../shared/people.ts';
import { lineOf, soonestFirst } from '../../parts/needs/needBoard.ts';

export interface Task {
  need: NeedRow;
  detail: NeedDetailRow;
  title: string;
  guest: PersonRow | null;
  /** The name they like, where somebody asked. */
  name: string | null;
}

export interface TaskLists {
  mine: Task[];
  free: Task[];
  /** P1s: a lead takes these, and others should see how far they have come. */
  lead: Task[];
  /** Concerns this person is shown only as a clock. */
  restricted: NeedRow[];
}

export interface Known {
  needs: readonly NeedRow[];
  details: ReadonlyMap<string, NeedDetailRow>;
  people: ReadonlyMap<string, PersonRow>;
  names: ReadonlyMap<string, PersonIdentityRow>;
}

const taskOf = (need: NeedRow, detail: NeedDetailRow, { details, people, names }: Known): Task => {
  const guest = need.personId ? (people.get(need.personId) ?? null) : null;
  const name = guest ? (names.get(guest.id)?.preferredName ?? null) : null;
  return { need, detail, title: lineOf(need, details, people).title, guest, name };
};

/** What there is to do at a centre, for one person: overdue first, then soonest. */
export const taskLists = (known: Known, userId: string | null): TaskLists => {
  const lists: TaskLists = { mine: [], free: [], lead: [], restricted: [] };
  for (const need of known.needs.filter((it) => isOpenNeed(it.state)).toSorted(soonestFirst)) {
    const detail = known.details.get(need.id);
    if (!detail) {
      lists.restricted.push(need);
      continue;
    }
    const task = taskOf(need, detail, known);
    // As an earlier release left them.
    if (task.guest?.undoneAt && endsWithGuest(need, 'undone')) continue;
    if (need.holderId !== null && need.holderId === userId) lists.mine.push(task);
    else if (need.priority === 'P1' || need.state === 'escalated') lists.lead.push(task);
    else if (need.state === 'open' && need.holderId === null) lists.free.push(task);
  }
  return lists;
};
