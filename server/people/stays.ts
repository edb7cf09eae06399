import { and, eq, isNull } from 'drizzle-orm';
import { need, needDetails, personIdentity, stay } from '../../db/schema/people.ts';
import type { Context } from '../engine/define.ts';
import type { Person } from './record/rows.ts';

export const closeStay = async (context: Context<unknown>, guest: Pick<Person, 'id'>, endedAs: string) => {
  const [closed] = await context.tx
    .update(stay)
    .set({ leftAt: context.occurredAt, endedAs })
    .where(and(eq(stay.personId, guest.id), isNull(stay.leftAt)))
    .returning();
  if (closed) context.changed('stay', closed);
};

/** One stay is open at a time: where one is, it goes on. */
export const openStay = async (
  context: Context<unknown>,
  guest: Pick<Person, 'id' | 'operationId' | 'centreId'>,
): Promise<void> => {
  const { operationId, centreId, id: personId } = guest;
  const [opened] = await context.tx
    .insert(stay)
    .values({ id: context.commandId, operationId, centreId, personId, arrivedAt: context.occurredAt })
    .onConflictDoNothing()
    .returning();
  if (opened) context.changed('stay', opened);
};

/** Everything kept about a guest goes with them, so that the first centre no longer sees it. */
export const carryOver = async (context: Context<unknown>, guest: Pick<Person, 'id'>, centreId: string) => {
  const { tx } = context;
  const [name] = await tx.update(personIdentity).set({ centreId }).where(eq(personIdentity.id, guest.id)).returning();
  if (name) context.changed('personIdentity', name);
  for (const it of await tx.update(need).set({ centreId }).where(eq(need.personId, guest.id)).returning()) {
    context.changed('need', it);
    const table = needDetails[it.compartment];
    const [detail] = await tx.update(table).set({ centreId }).where(eq(table.id, it.id)).returning();
    if (detail) context.changed('needDetail', { ...detail, compartment: it.compartment });
  }
};
