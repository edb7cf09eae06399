import { and, eq } from 'drizzle-orm';
import { need, needWelfare, stillOpen } from '../../db/schema/people.ts';
import { mayBeChild } from '../../shared/people.ts';
import type { Context } from '../engine/define.ts';
import { insertNeeds, type NewNeed } from '../needs/insert.ts';
import { clocksNow } from '../needs/queries.ts';
import type { Person } from './record/rows.ts';

const isRaised = async (context: Context<unknown>, guest: Person): Promise<boolean> => {
  const [open] = await context.tx
    .select({ id: need.id })
    .from(need)
    .innerJoin(needWelfare, eq(needWelfare.id, need.id))
    .where(and(eq(need.personId, guest.id), eq(needWelfare.kind, 'lone_child'), stillOpen))
    .limit(1);
  return open !== undefined;
};

type Guest = Pick<Person, 'id' | 'centreId' | 'ageBand' | 'groupId'>;

export const isAlone = ({ ageBand, groupId }: Guest): boolean => mayBeChild(ageBand) && groupId === null;

/**
 * The need raised for someone who is or may be a child and came with nobody. It takes the id of the command it follows
 * from, so that a tablet which has not heard back yet shows the same one.
 */
export const loneChild = ({ commandId: id }: Pick<Context<unknown>, 'commandId'>, guest: Guest): NewNeed => ({
  id,
  kind: 'lone_child',
  personId: guest.id,
  centreId: guest.centreId,
});

/** Puts it on the lead's list at once, unless it is there already. */
export const tellOfLoneChild = async (context: Context<{ operationId: string }>, guest: Person): Promise<void> => {
  if (!isAlone(guest) || (await isRaised(context, guest))) return;
  const [raised, clocks] = [loneChild(context, guest), await clocksNow(context.tx)];
  const add = (it: NewNeed) => insertNeeds(context, [it], clocks, context.occurredAt);
  // Where that id is another need's it is raised under a new one.
  if ((await add(raised)) === 0) await add({ ...raised, id: context.deps.newId() });
};
