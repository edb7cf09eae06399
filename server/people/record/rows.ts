import type { person } from '../../../db/schema/people.ts';
import { Problem } from '../../../shared/problems.ts';
import { stale } from '../../engine/rows.ts';
import { byId } from '../../engine/byId.ts';
import type { Context } from '../../engine/define.ts';
import type { Reader } from '../../engine/deps.ts';

export type Person = typeof person.$inferSelect;

export const peopleById = byId('person');
export const identitiesById = byId('personIdentity');

/** The record a guest is known by now: the one theirs was joined with, or their own. */
export const standingPerson = async (reader: Reader, operationId: string, id: string): Promise<Person | null> => {
  let [found] = await peopleById(reader, id);
  if (found?.operationId !== operationId) return null;
  while (found?.mergedInto) [found] = await peopleById(reader, found.mergedInto);
  return found ?? null;
};

/** The guest, once the actor's right at the guest's centre has been asked. */
export const authorisedPerson = async (
  context: Context<{ operationId: string; personId: string; baseVersion: number }>,
): Promise<Person> => {
  const { operationId, personId } = context.args;
  const found = await standingPerson(context.tx, operationId, personId);
  context.authorise(found?.centreId ?? null);
  if (!found) throw new Problem('not-found');
  // Versions of one record say nothing of another.
  if (found.id !== personId) throw stale('person', `This record was joined with ${found.reference}`);
  return found;
};
