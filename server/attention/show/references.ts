import { and, eq, inArray } from 'drizzle-orm';
import { person } from '../../../db/schema/people.ts';
import { reference } from '../../../shared/people.ts';
import type { Reader } from '../../engine/deps.ts';
import type { Attention, SentArgs } from '../items/rows.ts';
import { subjectOf } from '../../engine/subject.ts';
import { knownCommand } from '../../engine/known.ts';
import type { CommandArgs } from '../../engine/description.ts';

/** The wristbands a row is about, as far as known, without repeats. */
export const referencesOf = async (reader: Reader, row: Attention, sent: SentArgs | null): Promise<string[]> => {
  const named = sent ? reference.safeParse(sent.args['reference']).data : undefined;
  const subject = sent && row.command ? await subjectOf(reader, row.operationId, row.command, sent.args) : null;
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

/** May the guest be named in the log? Not everyone who reads it may know that this was said about them. */
export const namedInLog = (name: string | null, args: CommandArgs = {}): boolean => {
  const named = knownCommand(name ?? '')?.names?.(args);
  return named === undefined || named === 'in the list and the log';
};
