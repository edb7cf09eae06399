/** Rows of several kinds in one statement: as many trips to the database as one row. */
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import type { KindName } from '../../shared/kinds/kinds.ts';
import { type Also, type Made, tableOf } from './tables.ts';

export type Values = Record<string, unknown>;

/** Rows of one kind, added in the same statement as those of other kinds. */
export interface Batch {
  readonly kind: KindName;
  readonly rows: readonly Values[];
  readonly also: object | undefined;
  /** Only beside a row of this kind that is added at once, under the same id. */
  readonly beside: KindName | undefined;
}

export const batch = <K extends KindName>(
  kind: K,
  rows: readonly Made<K>[],
  { also, beside }: { also?: Also<K>; beside?: KindName } = {},
): Batch => ({ kind, rows, also, beside });

export const columnsOf = (table: PgTable): Record<string, PgColumn> =>
  getTableColumns(table) as Record<string, PgColumn>;

/** Rows as the database's own function reads them: JSON, by its names. */
export const rowsOf = (table: PgTable, rows: readonly Values[]): SQL => {
  const columns = columnsOf(table);
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, it]) => [columns[name]?.name ?? name, it]))),
  );
  return sql`jsonb_populate_recordset(null::${sql.identifier(getTableConfig(table).name)}, ${json}::text::jsonb)`;
};

/** A new row with all its columns, as the database would fill them. */
const filled = (table: PgTable, row: Values): Values =>
  Object.fromEntries(
    Object.entries(columnsOf(table)).map(([name, { default: usual }]) => [name, row[name] ?? usual ?? null]),
  );

type Whole = Batch & { table: PgTable };

export const whole = (it: Batch): Whole => {
  const table = tableOf(it.kind, it.also);
  return { ...it, table, rows: it.rows.map((row) => filled(table, row)) };
};

/** A batch's name in the statement. */
const nth = (at: number): SQL => sql.raw(`batch${at}`);

/** Answers with one row: of each batch the ids that were added, then what else was asked. */
export const insertOf = (all: readonly Whole[], ask: Record<string, SQL>): SQL => {
  const inserts = all.map(({ table, rows, beside }, at) => {
    const other = all.findIndex((it) => it.kind === beside);
    const where = beside ? sql` where id in (select id from ${nth(other)})` : sql``;
    return sql`${nth(at)} as (
      insert into ${table} select * from ${rowsOf(table, rows)}${where} on conflict do nothing returning id)`;
  });
  const answers = [
    ...all.map((_it, at) => sql`array(select id from ${nth(at)}) as ${nth(at)}`),
    ...Object.entries(ask).map(([name, it]) => sql`${it} as ${sql.identifier(name)}`),
  ];
  return sql`with ${sql.join(inserts, sql`, `)} select ${sql.join(answers, sql`, `)}`;
};

/** Those of a batch that were added. */
export const addedOf = ({ rows }: Whole, at: number, answer: Values): Values[] => {
  const ids = new Set(answer[`batch${at}`] as string[]);
  return rows.filter((it) => ids.has(it['id'] as string));
};
