import { and, eq, inArray } from 'drizzle-orm';
import { person } from '../../../db/schema/people.ts';
import { reference } from '../../../shared/people.ts';
import type { Reader } from '../../engine/deps.ts';
import type { Attention, Said } from '../items/rows.ts';
import { subjectOf } from '../../engine/subject.ts';
import { knownCommand } from '../../engine/known.ts';
import type { Words } from '../../engine/telling.ts';

/** Wristbands of those a row is about, as far as known; each once. */
export const referencesOf = async (reader: Reader, row: Attention, said: Said | null): Promise<string[]> => {
  const named = said ? reference.safeParse(said.args['reference']).data : undefined;
  const subject = said && row.command ? await subjectOf(reader, row.operationId, row.command, said.args) : null;
  const ids = [...new Set([...row.personIds, ...(subject?.personId ? [subject.personId] : [])])];
  const people =
    ids.length > 0
      ? await reader
          .select({ id: person.id, reference: person.reference })
          .from(person)
          .where(and(inArray(person.id, ids), eq(person.operationId, row.operationId)))
      : [];
  const inOrder = ids.flatMap((id) => people.find((it) => it.id === id)?.reference ?? []);
  return [...new Set([...(row.reference ? [row.reference] : []), ...inOrder, ...(named ? [named] : [])])];
};

/** Who reads the log may not know that this was said of a guest. */
export const namedInLog = (name: string | null, args: Words = {}): boolean => {
  const named = knownCommand(name ?? '')?.names?.(args);
  return named === undefined || named === 'in the list and the log';
};
