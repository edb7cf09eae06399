import { and, eq, isNull } from 'drizzle-orm';
import { person } from '../../../db/schema/people.ts';
import type { Reader } from '../../engine/deps.ts';
import type { Person } from '../../people/record/rows.ts';
import { knownCommand } from '../../engine/known.ts';

/** The one guest who holds a wristband; `null` where there is none yet, or more than one. */
export const onlyHolder = async (reader: Reader, operationId: string, reference: string): Promise<Person | null> => {
  const found = await reader
    .select()
    .from(person)
    .where(and(eq(person.operationId, operationId), eq(person.reference, reference), isNull(person.undoneAt)))
    .limit(2);
  return found.length === 1 ? (found[0] ?? null) : null;
};

/** The arguments of a held command, for the guest who holds its wristband. Its base version is filled in when it is done. */
export const argsFor = (
  { operationId, centreId, args }: { operationId: string; centreId: string; args: Record<string, unknown> },
  command: string,
  personId: string,
): Record<string, unknown> => {
  const where = knownCommand(command)?.where === 'args' ? { operationId, centreId } : { operationId, baseVersion: 1 };
  return { ...args, ...where, personId };
};
