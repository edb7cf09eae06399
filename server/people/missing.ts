import { and, eq } from 'drizzle-orm';
import { need, needWelfare, stillOpen } from '../../db/schema/people.ts';
import type { Context } from '../engine/define.ts';
import { insertNeeds, type NewNeed } from '../needs/insert.ts';
import { clocksNow } from '../needs/queries.ts';
import type { Person } from './record/rows.ts';

/**
 * Puts a missing guest on the lead's list at once. The need takes the id of the command it follows from, so that a tablet
 * which has not heard back yet shows the same one.
 */
export const tellOfMissing = async (context: Context<{ operationId: string }>, guest: Person): Promise<void> => {
  const [already] = await context.tx
    .select({ id: need.id })
    .from(need)
    .innerJoin(needWelfare, eq(needWelfare.id, need.id))
    .where(and(eq(need.personId, guest.id), eq(needWelfare.kind, 'missing_person'), stillOpen))
    .limit(1);
  if (already) return;
  const raised = {
    id: context.commandId,
    kind: 'missing_person',
    personId: guest.id,
    centreId: guest.centreId,
  } as const;
  const clocks = await clocksNow(context.tx);
  const add = (it: NewNeed) => insertNeeds(context, [it], clocks, context.occurredAt);
  // Where that id is another need's it is raised under a new one.
  if ((await add(raised)) === 0) await add({ ...raised, id: context.deps.newId() });
};
