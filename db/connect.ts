import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { SocketTarget } from './embedded/keeper.ts';

/** A `postgres://` URL with another account than it names. */
export interface AccountAt {
  url: string;
  username: string;
  password: string;
}

/** A `postgres://` URL, or the socket of the embedded server. */
export type Target = string | AccountAt | SocketTarget;

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
  const sql: Sql = begin(target, options);
  const db = drizzle(preparing(sql) as Sql);
  restoreTypes(sql);
  return { sql, db };
}

const begin = (target: Target, options: postgres.Options<{ bigint: postgres.PostgresType<number> }>): Sql => {
  if (typeof target === 'string') return postgres(target, options);
  if (!('url' in target)) return postgres({ ...target, ...options });
  const { url, ...account } = target;
  return postgres(url, { ...options, ...account });
};

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
