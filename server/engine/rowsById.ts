import { getTableColumns, inArray } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { KindName } from '../../shared/kinds/kinds.ts';
import type { Reader } from './deps.ts';
import { finder } from './gather.ts';
import { type Kept, tables } from './tables.ts';

export type Find<K extends KindName> = (reader: Reader, id: string) => Promise<Kept<K>[]>;
const made = new Map<KindName, unknown>();

/** The row of a kind as it is now, by its id. The same way for everybody who asks, so that one answer asks once. */
export const rowsById = <K extends KindName>(kind: K): Find<K> => {
  const table = tables[kind] as PgTable;
  const { id } = getTableColumns(table) as Record<string, PgColumn>;
  const find =
    made.get(kind) ??
    finder<{ id: string }>(
      async (reader, ids) => (id ? ((await reader.select().from(table).where(inArray(id, ids))) as never) : []),
      (row) => row.id,
    );
  made.set(kind, find);
  return find as Find<K>;
};
