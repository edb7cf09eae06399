import { inArray } from 'drizzle-orm';
import { person } from '../../../db/schema/people.ts';
import type { Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';
import { asGiven } from '../../engine/lookBack.ts';
import { byReference } from '../../../shared/references.ts';

const peopleByGroup = finder(
  (reader, ids) => reader.select().from(person).where(inArray(person.groupId, ids)),
  ({ groupId }) => groupId ?? '',
);

/** Wristbands of those in a group, but for one of them. */
export const groupReferences = async (
  reader: Reader,
  operationId: string,
  groupId: string,
  but: string | null,
): Promise<string[]> => {
  const rows = await asGiven(reader, 'person', await peopleByGroup(reader, groupId));
  return rows
    .filter((it) => it.operationId === operationId && it.groupId === groupId && it.id !== but && !it.undoneAt)
    .map(({ reference }) => reference)
    .toSorted(byReference);
};
