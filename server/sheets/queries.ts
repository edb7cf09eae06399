import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { person } from '../../db/schema/people.ts';
import { sheet } from '../../db/schema/sheets.ts';
import { byReference, partsOf } from '../../shared/references.ts';
import { isOn, reconcile, type SheetList, type SheetReport, type SheetRow } from '../../shared/sheets.ts';
import type { Reader } from '../engine/deps.ts';
import { centreIn } from '../engine/place.ts';

type Sheet = typeof sheet.$inferSelect;

const rowOf = (it: Sheet): SheetRow => ({ ...it, madeAt: it.madeAt.toISOString() });

/** Every number given out in an operation: by letter, and forms under the empty one. */
type InUse = ReadonlyMap<string, ReadonlySet<number>>;

const keyOf = (it: Pick<Sheet, 'letter'>): string => it.letter ?? '';

/** A guest whose check-in was undone has had the band on too. */
const numbersInUse = async (reader: Reader, operationId: string): Promise<InUse> => {
  const found = await reader.execute<{ letter: string; n: number }>(sql`
    select distinct left(reference, 1) as letter, substr(reference, 3)::int as n from ${person}
    where operation_id = ${operationId}
    union select distinct '', paper_form from ${person} where operation_id = ${operationId} and paper_form is not null`);
  const byLetter = new Map<string, Set<number>>();
  for (const { letter, n } of found) byLetter.set(letter, (byLetter.get(letter) ?? new Set()).add(n));
  return byLetter;
};

const isOnAny = (sheets: readonly Sheet[], letter: string | null, number: number): boolean =>
  sheets.some((it) => it.letter === letter && isOn(it, number));

const offSheet = async (reader: Reader, all: readonly Sheet[], operationId: string, centreId: string) => {
  const here = and(eq(person.operationId, operationId), eq(person.centreId, centreId));
  const bands = await reader.selectDistinct({ it: person.reference }).from(person).where(here);
  const forms = await reader
    .selectDistinct({ it: person.paperForm })
    .from(person)
    .where(and(here, isNotNull(person.paperForm)));
  const isLoose = (it: string) => !isOnAny(all, partsOf(it).letter, partsOf(it).number);
  return {
    references: bands
      .map(({ it }) => it)
      .filter(isLoose)
      .toSorted(byReference),
    forms: forms.flatMap(({ it }) => (it !== null && !isOnAny(all, null, it) ? [it] : [])).toSorted((a, b) => a - b),
  };
};

/** A centre's sheets, each held against what guests wear. @throws Problem `not-found` */
export const listSheets = async (reader: Reader, operationId: string, centreId: string): Promise<SheetList> => {
  await centreIn(reader, { operationId, centreId });
  const all = await reader
    .select()
    .from(sheet)
    .where(eq(sheet.operationId, operationId))
    .orderBy(asc(sheet.madeAt), asc(sheet.first));
  const inUse = await numbersInUse(reader, operationId);
  const items: SheetReport[] = all
    .filter((it) => it.centreId === centreId)
    .map((it) => reconcile(rowOf(it), inUse.get(keyOf(it)) ?? new Set()));
  return { items, offSheet: await offSheet(reader, all, operationId, centreId) };
};
