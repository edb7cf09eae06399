import { and, eq } from 'drizzle-orm';
import { person } from '../../../db/schema/people.ts';
import type { Reader } from '../../engine/deps.ts';

/** Wristbands of those in a group, but for one of them. */
export const groupReferences = async (
  reader: Reader,
  operationId: string,
  groupId: string,
  but: string | null,
): Promise<string[]> => {
  const here = and(eq(person.groupId, groupId), eq(person.operationId, operationId));
  const rows = await reader.select().from(person).where(here);
  return rows
    .filter((it) => it.id !== but && !it.undoneAt)
    .map(({ reference }) => reference)
    .toSorted();
};
