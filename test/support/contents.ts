import type { Sql } from '../../db/connect.ts';

/**
 * A digest of the rows of every table, by its name: what has changed between two is named.
 * @param leaveOut tables, and columns as `table.column`
 */
export const contentsOf = async (sql: Sql, leaveOut: readonly string[] = []): Promise<Record<string, string>> => {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const chosen = tables.map((it) => it.name).filter((it) => !leaveOut.includes(it));
  const digests = await Promise.all(
    chosen.map(async (name) => {
      const columns = leaveOut.flatMap((it) => (it.startsWith(`${name}.`) ? [it.slice(name.length + 1)] : []));
      const [found] = await sql<{ digest: string }[]>`
        select count(*) || ' ' || md5(coalesce(string_agg(row, E'\n' order by row collate "C"), '')) as digest
        from (select (to_jsonb(t) - ${columns}::text[])::text as row from ${sql(name)} t) rows`;
      return [name, found?.digest ?? ''] as const;
    }),
  );
  return Object.fromEntries(digests);
};
