import { and, eq } from 'drizzle-orm';
import { person } from '../../../db/schema/people.ts';
import { Problem } from '../../../shared/problems.ts';
import type { Context } from '../../engine/define.ts';
import type { Reader } from '../../engine/deps.ts';

export type Person = typeof person.$inferSelect;

/** The record a guest is known by now: the one theirs was joined with, or their own. */
export const standingPerson = async (reader: Reader, operationId: string, id: string): Promise<Person | null> => {
  let [found] = await reader
    .select()
    .from(person)
    .where(and(eq(person.id, id), eq(person.operationId, operationId)));
  while (found?.mergedInto) [found] = await reader.select().from(person).where(eq(person.id, found.mergedInto));
  return found ?? null;
};

/** The guest, once the actor's right at the guest's centre has been asked. */
export const authorisedPerson = async (
  context: Context<{ operationId: string; personId: string; baseVersion?: number }>,
): Promise<Person> => {
  const { operationId, personId, baseVersion } = context.args;
  const found = await standingPerson(context.tx, operationId, personId);
  context.authorise(found?.centreId ?? null);
  if (!found) throw new Problem('not-found');
  // Versions of one record say nothing of another.
  if (found.id !== personId && baseVersion !== undefined) {
    const detail = `This record was joined with ${found.reference}. Look at what it says now`;
    throw new Problem('stale-version', { detail });
  }
  return found;
};
