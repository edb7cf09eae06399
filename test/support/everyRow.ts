import { sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { needDetails } from '../../db/schema/people.ts';
import type { Deps } from '../../server/engine/deps.ts';
import { tables, versionOf } from '../../server/engine/tables.ts';
import { type KindName, kindNames } from '../../shared/kinds/kinds.ts';

interface Version extends Record<string, unknown> {
  id: string;
  row: Record<string, unknown> | null;
}

/** The newest version of every row of a kind, whatever its stream. */
const newestOf = async ({ db }: Deps, kind: KindName): Promise<Map<string, Version['row']>> => {
  const found = await db.execute<Version>(sql`
    select distinct on (v.id) v.id, v."row" from version v join event e on e.stream_id = v.stream_id and e.seq = v.seq
    where v.kind = ${kind} order by v.id, e.recorded_at desc, v.seq desc`);
  return new Map(found.map(({ id, row }) => [id, row]));
};

const rowsOf = async ({ db }: Deps, kind: KindName): Promise<Record<string, unknown>[]> => {
  if (kind !== 'needDetail') return db.select().from(tables[kind] as PgTable);
  const all = await Promise.all(Object.values(needDetails).map((it) => db.select().from(it)));
  return all.flat();
};

/** Accounts and roles that tests and the demonstration begin with are made beside Haven's door. */
const isGiven = (kind: KindName, row: Record<string, unknown>): boolean =>
  (kind === 'user' && String(row['email']).endsWith('@haven.example')) ||
  (kind === 'grant' && ['test', 'demonstration'].includes(String(row['grantedBy'])));

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** What a table says of a row and its newest version does not, in words. */
const differences = (kind: KindName, row: Record<string, unknown>, newest: Version['row'] | undefined): string[] => {
  const told = versionOf(kind, row);
  const name = `${kind} ${told.id}`;
  if (!newest) return isGiven(kind, row) ? [] : [`${name}: no version`];
  return Object.entries(told)
    .filter(([column, value]) => JSON.stringify(plain(value)) !== JSON.stringify(plain(newest[column])))
    .map(
      ([column, value]) => `${name}: ${column} is ${JSON.stringify(value)}, told as ${JSON.stringify(newest[column])}`,
    );
};

/** Every row of every kind against its newest version: how many there are of each kind, and what is wrong. */
export const everyRow = async (deps: Deps) => {
  const counts: Partial<Record<KindName, number>> = {};
  const wrong: string[] = [];
  for (const kind of kindNames) {
    const newest = await newestOf(deps, kind);
    const rows = await rowsOf(deps, kind);
    // Of the role plan every version is a row of its own: the last is the one that stands.
    const standing =
      kind === 'rolePlan' ? rows.toSorted((a, b) => Number(a['rowVersion']) - Number(b['rowVersion'])).slice(-1) : rows;
    counts[kind] = rows.length;
    for (const row of standing) wrong.push(...differences(kind, row, newest.get(versionOf(kind, row).id)));
    const there = new Set(rows.map((it) => versionOf(kind, it).id));
    for (const [id, row] of newest) if (row && !there.has(id)) wrong.push(`${kind} ${id}: told, but not there`);
  }
  return { counts, wrong };
};
