import { sql } from 'drizzle-orm';
import { version } from '../../db/schema/engine.ts';
import { type GuestFieldName, guestFields } from '../../shared/guestFields.ts';
import { canonical } from '../engine/canonical.ts';
import type { Tx } from '../engine/deps.ts';
import type { Person } from './record/rows.ts';

type Field = keyof Person;

const isApart = (field: Field): boolean => field in guestFields && guestFields[field as GuestFieldName].apart;
/** Whoever corrects a record must know that the guest has left, moved on or was struck out since. */
const WATCHED: readonly Field[] = ['presence', 'centreId', 'undoneAt'];

const asText = (value: unknown): string => canonical([value === '' || value === undefined ? null : value]);

/**
 * The version an edit may be made from: the present one where nobody has touched, since `base`, any of the fields it
 * sets; else `base`, which then is too old.
 */
export const baseFor = async (tx: Tx, guest: Person, base: number, set: Partial<Person>): Promise<number> => {
  const fields = (Object.keys(set) as Field[]).filter((it) => set[it] !== undefined);
  if (base >= guest.rowVersion || !fields.every(isApart)) return base;
  const since = await tx.execute<{ row: Record<string, unknown> | null }>(sql`
    select "row" from ${version}
    where stream_id = ${guest.operationId} and kind = 'person' and id = ${guest.id}
      and ("row" is null or ("row"->>'rowVersion')::int >= ${base})`);
  const began = since.some(({ row }) => row?.['rowVersion'] === base);
  const untouched = since.every(({ row }) =>
    [...fields, ...WATCHED].every((it) => row !== null && asText(row[it]) === asText(guest[it])),
  );
  return began && untouched ? guest.rowVersion : base;
};
