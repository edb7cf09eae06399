/** What becomes of a guest's needs when they leave, come back, or were never here. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { need, stay, stillOpen } from '../../db/schema/people.ts';
import { type EndedWithGuest, endsWithGuest, needDueAt, priorities } from '../../shared/needs.ts';
import { hasLeft } from '../../shared/people.ts';
import type { Context } from '../engine/define.ts';
import { clocksNow } from './queries.ts';
import type { Person } from '../people/record/rows.ts';

type Guest = Pick<Person, 'id' | 'presence' | 'undoneAt'>;

/** How their needs end now; `null`: they go on. All needs of somebody missing do. */
const endingOf = ({ presence, undoneAt }: Guest): EndedWithGuest | null => {
  if (presence === 'missing') return null;
  if (undoneAt) return 'undone';
  return hasLeft(presence) ? 'left_before_met' : null;
};

/**
 * Ends the care that nobody can give any more; `only`: of these. Who holds a need stays with it, and its version stays
 * as it is, so that what was done before and is told late is still kept.
 */
export const endNeeds = async (context: Context<unknown>, guest: Guest, only?: readonly string[]): Promise<void> => {
  const as = endingOf(guest);
  if (!as) return;
  const theirs = and(eq(need.personId, guest.id), stillOpen, only && inArray(need.id, [...only]));
  const open = await context.tx.select().from(need).where(theirs).for('update');
  const ids = open.filter((it) => endsWithGuest(it, as)).map(({ id }) => id);
  if (ids.length === 0) return;
  await context.rows.mark('need', inArray(need.id, ids), { state: as, closedAt: context.occurredAt });
};

/** Said before they left, and heard of after: it ends as if it had been there. */
export const endIfTooLate = async (context: Context<unknown>, guest: Guest, needId: string): Promise<void> => {
  const [last] = await context.tx
    .select({ leftAt: sql`max(${stay.leftAt})`.mapWith(stay.leftAt) })
    .from(stay)
    .where(eq(stay.personId, guest.id));
  const left = guest.undoneAt ?? last?.leftAt;
  if (left && context.occurredAt <= left) await endNeeds(context, guest, [needId]);
};

/** They never left: what was said before that and heard after, and so ended at once, goes on in the time it had. */
export const goOnAfterAll = async (context: Context<unknown>, guest: Pick<Person, 'id'>): Promise<void> => {
  const ended = and(eq(need.personId, guest.id), eq(need.state, 'left_before_met'));
  await context.rows.mark('need', ended, { state: 'open', closedAt: null });
};

const ended: SQL = sql`${need.state} in ('left_before_met', 'undone')`;

/** They are here again: what was not met is to be met, in the time it has from now. */
export const reopenNeeds = async (context: Context<unknown>, guest: Pick<Person, 'id'>): Promise<void> => {
  const clocks = await clocksNow(context.tx);
  const open = { state: 'open', holderId: null, holder: null, acceptedAt: null, closedAt: null } as const;
  for (const priority of priorities) {
    const theirs = and(eq(need.personId, guest.id), eq(need.priority, priority), ended);
    await context.rows.mark('need', theirs, { ...open, dueAt: needDueAt(context.occurredAt, priority, clocks) });
  }
};
