import { createHash } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';

/** Name without `.sql` → text, e.g. `0001_foundations`. */
export type Migrations = Record<string, string>;

// Any number will do, as long as every Haven uses the same.
const MIGRATION_LOCK = 4_283_602;

const files = import.meta.glob<string>('./migrations/*.sql', { query: '?raw', eager: true, import: 'default' });

/** The migrations that came with this program, by name. */
export const migrations: Migrations = Object.fromEntries(
  Object.entries(files).map(([file, text]) => [file.replace(/^.*\/|\.sql$/g, ''), text]),
);

/**
 * Brings the database forward: every migration not yet applied, in the order of names, each in a transaction of its
 * own. Programs that start at once wait for one another.
 * @returns the names applied now
 * @throws Error when an applied migration has changed since, or is unknown to this program
 */
export async function migrate(sql: Sql, wanted: Migrations = migrations): Promise<string[]> {
  const known = new Set(await underLock(sql, (tx) => checkApplied(tx, wanted)));
  const applied: string[] = [];
  for (const name of Object.keys(wanted).toSorted()) {
    if (!known.has(name) && (await applyOnce(sql, name, wanted[name] ?? ''))) applied.push(name);
  }
  return applied;
}

function underLock<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  return sql.begin(async (tx) => {
    await tx`select set_config('lock_timeout', '60s', true), set_config('statement_timeout', '0', true)`;
    await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    return work(tx);
  }) as Promise<T>;
}

async function checkApplied(tx: TransactionSql, wanted: Migrations): Promise<string[]> {
  const [found] = await tx`select to_regclass('migration') as name`;
  if (!found?.['name'])
    await tx`create table migration (name text primary key, digest text not null, applied_at timestamptz not null default now())`;
  const rows = await tx<{ name: string; digest: string }[]>`select name, digest from migration`;
  for (const row of rows) refuseUnlessSame(row, wanted[row.name]);
  return rows.map((row) => row.name);
}

function refuseUnlessSame({ name, digest }: { name: string; digest: string }, text: string | undefined): void {
  if (text === undefined) {
    throw new Error(
      `The database has the migration ${name}, which this Haven does not know: it was made by a newer one. Install that version or a later one.`,
    );
  }
  if (digestOf(text) !== digest) {
    throw new Error(
      `The migration ${name} was changed after it was applied to this database. Restore the file as it was and put the change into a new migration.`,
    );
  }
}

async function applyOnce(sql: Sql, name: string, text: string): Promise<boolean> {
  return underLock(sql, async (tx) => {
    const done = await tx`select 1 from migration where name = ${name}`;
    if (done.length > 0) return false;
    await tx.unsafe(text).catch((cause: unknown) => {
      throw new Error(`The migration ${name} failed and was rolled back: ${String(cause)}`, { cause });
    });
    await tx`insert into migration (name, digest) values (${name}, ${digestOf(text)})`;
    return true;
  });
}

function digestOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}
