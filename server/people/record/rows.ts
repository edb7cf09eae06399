import { and, eq, inArray, sql } from 'drizzle-orm';
import { need, person, personIdentity } from '../../../db/schema/people.ts';
import { Problem } from '../../../shared/problems.ts';
import type { Context } from '../../engine/define.ts';
import type { Reader, Tx } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';

export type Person = typeof person.$inferSelect;

const idOf = ({ id }: { id: string }): string => id;

export const peopleById = finder((reader, ids) => reader.select().from(person).where(inArray(person.id, ids)), idOf);
export const identitiesById = finder(
  (reader, ids) => reader.select().from(personIdentity).where(inArray(personIdentity.id, ids)),
  idOf,
);
export const needsById = finder((reader, ids) => reader.select().from(need).where(inArray(need.id, ids)), idOf);

/** The record a guest is known by now: the one theirs was joined with, or their own. */
export const standingPerson = async (reader: Reader, operationId: string, id: string): Promise<Person | null> => {
  let [found] = await peopleById(reader, id);
  if (found?.operationId !== operationId) return null;
  while (found?.mergedInto) [found] = await peopleById(reader, found.mergedInto);
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
