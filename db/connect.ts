import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { EmbeddedOptions } from './embedded.ts';
import { startEmbedded } from './embedded.ts';
import type { SocketTarget } from './embedded/keeper.ts';
import { migrate } from './migrate.ts';

/** A `postgres://` URL, or the socket of the embedded server. */
export type Target = string | SocketTarget;

/** postgres.js with timestamps as Date, dates as text, and bigint as number. */
export type Sql = postgres.Sql<{ bigint: number }>;
export type Db = PostgresJsDatabase;

export interface Connection {
  sql: Sql;
  db: Db;
}

/** How long is waited before it is given up, in milliseconds. */
export interface Limits {
  connect: number;
  statement: number;
  lock: number;
  /** A transaction in which nothing is asked. */
  idle: number;
}
const usual: Limits = { connect: 10_000, statement: 15_000, lock: 5_000, idle: 10_000 };

/** Connections for what takes long to read. Whoever writes never waits for one. */
const READERS = 4;

export interface ConnectOptions {
  /** Size of the pool. */
  max?: number;
  applicationName?: string;
  limits?: Limits;
}

type Client = Pick<Sql, 'unsafe'> &
  Partial<Pick<Sql, 'begin' | 'options'> & Pick<postgres.TransactionSql, 'savepoint'>>;

// Drizzle names no statement, so the driver would have each one parsed and planned anew, and ask twice.
const preparing = (client: Client): unknown => ({
  options: client.options,
  unsafe: (text: string, values: never[]) => client.unsafe(text, values, { prepare: true }),
  begin: (work: (tx: never) => Promise<unknown>) => client.begin?.((tx) => work(preparing(tx) as never)),
  savepoint: (work: (tx: never) => Promise<unknown>) => client.savepoint?.((tx) => work(preparing(tx) as never)),
});

const isPlain = (it: unknown): boolean =>
  it === null || typeof it === 'string' || Number.isFinite(it) || it instanceof Uint8Array;

/**
 * Sends a statement of a transaction at once: before whatever is said after it, the commit too, and whoever calls waits
 * for its answer when they need it. `values` are text, numbers, bytes or null.
 */
export const send = <Row extends object>(
  tx: object,
  text: string,
  values: readonly (string | number | Uint8Array | null)[],
): Promise<Row[]> => {
  // Anything else could fail on its way out, and the commit behind it would not know.
  if (!values.every(isPlain)) throw new TypeError('only text, numbers, bytes or null are sent so');
  // Not in the library's types; a test would see it gone.
  const { client } = (tx as { session: { client: Pick<Sql, 'unsafe'> } }).session;
  const sent = client.unsafe<Row[]>(text, [...values] as never[]).execute();
  sent.catch(() => undefined);
  return sent;
};

// Without its mends the driver ends the process with a connection, and says the rest of a transaction to another.
function requireMended(): void {
  if ('mended' in postgres) return;
  throw new Error(
    'The database driver has not been mended. Run "node db/driver/mend.mjs" in Haven’s folder, or "npm ci" again with install scripts allowed.',
  );
}

/** A pool of connections; none is opened before the first query. `sql` and `db` share it. Close with `sql.end()`. */
export function connect(
  target: Target,
  { max = 10, applicationName = 'haven', limits = usual }: ConnectOptions = {},
): Connection {
  requireMended();
  const options = {
    max,
    connect_timeout: limits.connect / 1000,
    backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 1),
    types: { bigint: { to: 20, from: [20], parse: safeInteger, serialize: String } },
    connection: {
      application_name: applicationName,
      TimeZone: 'UTC',
      statement_timeout: limits.statement,
      lock_timeout: limits.lock,
      idle_in_transaction_session_timeout: limits.idle,
    },
    onnotice: () => undefined,
  };
  const sql: Sql = typeof target === 'string' ? postgres(target, options) : postgres({ ...target, ...options });
  const db = drizzle(preparing(sql) as Sql);
  restoreTypes(sql);
  return { sql, db };
}

/** A pool beside that of whoever writes. */
export const connectReaders = (target: Target, options: ConnectOptions = {}): Connection =>
  connect(target, { max: READERS, applicationName: 'haven reads', ...options });

/** @throws RangeError rather than lose digits */
function safeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`The integer ${text} from the database is too large`);
}

// drizzle() turns these conversions off on the client it is given; it reads Date and text alike, and passes JSON as text.
function restoreTypes(sql: Sql): void {
  const { parsers, serializers } = sql.options;
  for (const type of [1114, 1184]) {
    parsers[type] = (text: string) => new Date(type === 1114 ? `${text}Z` : text);
    serializers[type] = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
  }
  for (const type of [114, 3802]) {
    serializers[type] = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  }
}

export interface DatabaseOptions extends EmbeddedOptions, ConnectOptions {
  /** PostgreSQL 15 or later; undefined or empty: the embedded server in `dataDir`. */
  databaseUrl?: string | undefined;
  /** Drops everything that is there before migrating: only the demonstration begins anew each time. */
  anew?: boolean;
  /** May refuse the database before anything in it is changed. */
  beforeMigrating?: (sql: Sql) => Promise<void>;
}

export interface Database extends Connection {
  /** A pool of its own, only to read from. */
  reads: Db;
  /** To open more connections to the same database with `connect`. */
  options: Target;
  /** Closes the pool (5 s for running queries), then stops the embedded server. */
  stop: () => Promise<void>;
}

/** The database Haven runs on, brought up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const embedded = options.databaseUrl ? undefined : await startEmbedded(options);
  const target = embedded?.options ?? options.databaseUrl ?? '';
  const { sql, db } = connect(target, options);
  const reads = connectReaders(target);
  const stop = async () => {
    await Promise.all([sql.end({ timeout: 5 }), reads.sql.end({ timeout: 5 })]);
    await embedded?.stop();
  };
  try {
    if (!embedded) await requireVersion(sql);
    if (options.anew) await sql`drop schema public cascade`.then(() => sql`create schema public`);
    await options.beforeMigrating?.(sql);
    await bringUpToDate(sql, options.log);
    return { sql, db, reads: reads.db, options: target, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUpToDate(sql: Sql, log: (message: string) => void): Promise<void> {
  const applied = await migrate(sql);
  if (applied.length === 0) return;
  log(`Applied ${applied.length} database migrations, up to ${applied.at(-1)}`);
  const unchecked = await sql<{ child: string; key: string }[]>`
    select conrelid::regclass::text as child, conname as key from pg_constraint
    where contype = 'f' and not convalidated and connamespace = 'public'::regnamespace`;
  for (const { child, key } of unchecked)
    log(`Old rows of ${child} refer to what is not there (${key}). They are kept; nothing new may do so.`);
}

async function requireVersion(sql: Sql): Promise<void> {
  const [row] = await sql<{ number: number; name: string }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as name`.catch(
    explain,
  );
  if (row && row.number >= 150_000) return;
  throw new Error(`DATABASE_URL leads to PostgreSQL ${row?.name}; Haven needs version 15 or later.`);
}

// The URL itself may hold a password, so it is not repeated.
function explain(cause: Error): never {
  throw new Error(
    `The database of DATABASE_URL cannot be used: ${cause.message}. Check the address and that it is running.`,
    { cause },
  );
}
