/** A data folder as Haven 0.2.0 left it: see test/fixtures/release-0.2.0/README.md. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { migrate, migrations } from '../../db/migrate.ts';
import type { Sql } from '../../db/connect.ts';
import type { Loose } from './app.ts';

export const olderFolder = path.resolve(import.meta.dirname, '../fixtures/release-0.2.0');

const read = (name: string): string => readFileSync(path.join(olderFolder, name), 'utf8');
const lines = <T>(name: string): T[] =>
  read(name)
    .trim()
    .split('\n')
    .map((it) => JSON.parse(it) as T);

export interface Account {
  userId: string;
  email: string;
  password: string;
}
interface Scene {
  leftAt: string;
  /** Major version of its embedded server. */
  postgres: string;
  accounts: Record<'admin' | 'planner' | 'manager' | 'volunteer' | 'silver' | 'stopped', Account>;
  /** Whoever has not used their link yet. */
  invited: { userId: string; email: string; token: string };
  cookies: Record<string, string>;
  hands: Record<'joan' | 'idris' | 'nell', { userId: string; name: string; pin: string }>;
  operationId: string;
  plannedId: string;
  centreId: string;
  otherCentreId: string;
  guests: Record<string, string>;
  needs: Record<'restricted' | 'clothing' | 'food', string>;
  rollCalls: Record<'ended' | 'running', string>;
  mergeId: string;
  heldId: string;
  groupId: string;
  lostTabletId: string;
  sealed: Record<'checkIn' | 'note', string>;
}

export const older = JSON.parse(read('scene.json')) as Scene;
/** A while after it was left. */
export const nextMorning = (minutes: number): Date => new Date(Date.parse(older.leftAt) + minutes * 60_000);

/** What was sent to it, and what it said. */
export interface Answered {
  /** Whose cookie, in `older.cookies`. */
  by: string;
  path: string;
  body: Loose;
  status: number;
  answer: Loose;
}
export const answered = (): Answered[] => lines<Answered>('answered.jsonl');

type Row = Record<string, unknown>;
export interface Table {
  columns: string[];
  rows: Row[];
}

/** Every row of every table that had one. */
export const olderTables = (): Map<string, Table> => {
  const tables = new Map<string, Table>();
  let last: Table = { columns: [], rows: [] };
  for (const line of lines<unknown[] | { table: string; columns: string[] }>('rows.jsonl')) {
    if (Array.isArray(line)) last.rows.push(Object.fromEntries(last.columns.map((name, at) => [name, line[at]])));
    else tables.set(line.table, (last = { columns: line.columns, rows: [] }));
  }
  return tables;
};

/** Those it was brought to. */
const olderMigrations = (tables: ReadonlyMap<string, Table>) => {
  const names = (tables.get('migration')?.rows ?? []).map((it) => String(it['name']));
  return Object.fromEntries(names.map((name) => [name, migrations[name] ?? '']));
};

/** Fills an empty database with what 0.2.0 had in it. */
export const layOut = async (sql: Sql): Promise<void> => {
  const tables = olderTables();
  await migrate(sql, olderMigrations(tables));
  await sql.begin(async (tx) => {
    // Rows come table by table, not in the order in which they refer to one another.
    await tx`set local session_replication_role = replica`;
    await tx`truncate ${tx('migration')}`;
    for (const [name, { rows }] of tables) {
      await tx.unsafe(`delete from "${name}"`);
      await tx.unsafe(`insert into "${name}" select * from json_populate_recordset(null::"${name}", $1)`, [
        JSON.stringify(rows),
      ]);
    }
  });
};

/** The same columns of the same tables, as they are now. */
export const rowsNow = async (sql: Sql, name: string, { columns }: Table): Promise<Row[]> => {
  const named = columns.map((it) => `"${it}"`).join(', ');
  const found = await sql.unsafe(`select row_to_json(t)::text as row from (select ${named} from "${name}") t`);
  return found.map((it) => JSON.parse(String(it['row'])) as Row);
};
