import type { Sql } from '../../db/connect.ts';

/** A digest of the rows of every table, by its name: what has changed between two is named. */
export const contentsOf = async (sql: Sql, leaveOut: readonly string[] = []): Promise<Record<string, string>> => {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const chosen = tables.map((it) => it.name).filter((it) => !leaveOut.includes(it));
  const digests = await Promise.all(
    chosen.map(async (name) => {
      const [found] = await sql<{ digest: string }[]>`
        select count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\n' order by t::text collate "C"), '')) as digest
        from ${sql(name)} t`;
      return [name, found?.digest ?? ''] as const;
    }),
  );
  return Object.fromEntries(digests);
};
