import { and, eq, isNull } from 'drizzle-orm';
import { person } from '../../../db/schema/people.ts';
import type { Reader } from '../../engine/deps.ts';
import type { Person } from '../../people/record/rows.ts';
import { knownCommand } from '../../engine/known.ts';

/**
 * The one guest at a centre who holds a wristband; `null` where there is none yet, or more than one. Guests at other
 * centres are as unknown here as those who never were: otherwise what is done and what waits would tell which wristbands
 * are worn elsewhere.
 */
export const onlyHolder = async (
  reader: Reader,
  { operationId, centreId, reference }: Pick<Person, 'operationId' | 'centreId' | 'reference'>,
): Promise<Person | null> => {
  const found = await reader
    .select()
    .from(person)
    .where(
      and(
        eq(person.operationId, operationId),
        eq(person.centreId, centreId),
        eq(person.reference, reference),
        isNull(person.undoneAt),
      ),
    )
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
