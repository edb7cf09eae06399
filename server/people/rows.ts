import { and, eq, sql } from 'drizzle-orm';
import { person } from '../../db/schema/people.ts';
import { Problem } from '../../shared/problems.ts';
import type { Context } from '../command/define.ts';
import type { Tx } from '../deps.ts';

export type Person = typeof person.$inferSelect;

/** The guest, once the actor's right at the guest's centre has been asked. */
export const authorisedPerson = async (
  context: Context<{ operationId: string; personId: string }>,
): Promise<Person> => {
  const { operationId, personId } = context.args;
  const [found] = await context.tx
    .select()
    .from(person)
    .where(and(eq(person.id, personId), eq(person.operationId, operationId)));
  context.authorise(found?.centreId ?? null);
  if (!found) throw new Problem('not-found');
  return found;
};

/** Changes a guest's row if it still is the version the change was made from. */
export const updatePerson = async (tx: Tx, base: number, found: Person, set: Partial<Person>): Promise<Person> => {
  const [changed] = await tx
    .update(person)
    .set({ ...set, rowVersion: sql`${person.rowVersion} + 1` as unknown as number })
    .where(and(eq(person.id, found.id), eq(person.rowVersion, base)))
    .returning();
  if (!changed)
    throw new Problem('stale-version', { detail: 'Someone changed this guest first. Look at what it says now' });
  return changed;
};
