import { and, eq, notInArray } from 'drizzle-orm';
import { need, needWelfare } from '../../db/schema/people.ts';
import { mayBeChild } from '../../shared/people.ts';
import type { Context } from '../engine/define.ts';
import { insertNeeds } from '../needs/insert.ts';
import { clocksNow } from '../needs/queries.ts';
import type { Person } from './record/rows.ts';

const isTold = async (context: Context<unknown>, guest: Person): Promise<boolean> => {
  const [open] = await context.tx
    .select({ id: need.id })
    .from(need)
    .innerJoin(needWelfare, eq(needWelfare.id, need.id))
    .where(
      and(eq(need.personId, guest.id), eq(needWelfare.kind, 'lone_child'), notInArray(need.state, ['met', 'declined'])),
    )
    .limit(1);
  return open !== undefined;
};

/**
 * Puts on the lead's list, at once, someone who is or may be a child and came with nobody. The need takes the id of the
 * command it follows from, so that a tablet which has not heard back yet shows the same one.
 */
export const tellOfLoneChild = async (context: Context<{ operationId: string }>, guest: Person): Promise<void> => {
  if (!mayBeChild(guest.ageBand) || guest.groupId !== null || (await isTold(context, guest))) return;
  const raised = { id: context.commandId, kind: 'lone_child', personId: guest.id, centreId: guest.centreId } as const;
  await insertNeeds(context, [raised], await clocksNow(context.tx), context.occurredAt);
};
