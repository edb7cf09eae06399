import {
  type Connection,
  type ConnectOptions,
  connect,
  connectReaders,
  type Db,
  type Sql,
  type Target,
} from './connect.ts';
import { type EmbeddedOptions, startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import {
  type Application,
  changesFor,
  giveRights,
  makeRole,
  renewRole,
  roleOf,
  type Standing,
  standingOf,
  statementFor,
} from './role.ts';

export interface DatabaseOptions extends EmbeddedOptions, ConnectOptions {
  /** PostgreSQL 15 or later; undefined or empty: the embedded server in `dataDir`. */
  databaseUrl?: string | undefined;
  /** Drops everything that is there before migrating: only the demonstration begins anew each time. */
  anew?: boolean;
  /** What whoever administers the database should mend. */
  warn: (message: string) => void;
  /** May refuse the database before anything in it is changed. */
  beforeMigrating?: (sql: Sql) => Promise<void>;
  /** The last that the owner does with it. Answers the password of the application's role, the same at each start. */
  tie: (sql: Sql, database: string) => Promise<string>;
}

export interface Database extends Connection {
  /** A pool of its own, only to read from. */
  reads: Db;
  /** To open more connections to the same database with `connect`, as the application. */
  options: Target;
  /** Closes the pool (5 s for running queries), then stops the embedded server. */
  stop: () => Promise<void>;
}

/** The database Haven runs on, brought up to date by its owner and opened as the application's role. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const embedded = options.databaseUrl ? undefined : await startEmbedded(options);
  const target = embedded?.options ?? options.databaseUrl ?? '';
  try {
    const { sql, db, as } = await asOwner(target, (owner) => opened(owner, target, options));
    const reads = connectReaders(as);
    const stop = async () => {
      await Promise.all([sql.end({ timeout: 5 }), reads.sql.end({ timeout: 5 })]);
      await embedded?.stop();
    };
    return { sql, db, reads: reads.db, options: as, stop };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** The owner's connections last as long as the start. */
async function asOwner<T>(target: Target, work: (owner: Sql) => Promise<T>): Promise<T> {
  const { sql } = connect(target, { max: 1, applicationName: 'haven owner' });
  return work(sql).finally(() => sql.end({ timeout: 5 }));
}

type Opened = Connection & { as: Target };

async function opened(owner: Sql, target: Target, options: DatabaseOptions): Promise<Opened> {
  if (options.databaseUrl) await requireVersion(owner);
  if (options.anew) await owner`drop schema public cascade`.then(() => owner`create schema public`);
  await options.beforeMigrating?.(owner);
  await bringUpToDate(owner, options.log);
  const [at] = await owner`select current_database() as database, current_user as account`;
  const [database, account] = [String(at?.['database']), String(at?.['account'])];
  const secret = await options.tie(owner, database);
  const application = { role: roleOf(database, account), database, password: options.databaseUrl ? secret : undefined };
  await makeRole(owner, application);
  const own = await enter(owner, target, application, options);
  if (own) return own;
  options.warn(
    `Haven goes on as ${account}, as before. Whoever got past Haven could do with the database whatever ${account} may, and change what was written.`,
  );
  return { ...connect(target, options), as: target };
}

const accountAt = (target: Target, { role, password }: Application): Target =>
  typeof target === 'string'
    ? { url: target, username: role, password: password ?? '' }
    : { ...target, username: role };

/** The role is not known, or not by this password, or not let in; also by a pooler before the database. */
const isShutOut = (error: unknown): error is Error =>
  /^(28...|08P01|42501)$/.test((error as { code?: string }).code ?? '');

/** Its standing, or why it is shut out. */
const standingAs = (sql: Sql): Promise<Standing | Error> =>
  standingOf(sql).catch((error: unknown) => {
    if (isShutOut(error)) return error;
    throw error;
  });

const unlike = ({ lacks, surplus }: Standing): string[] => [...lacks.map((it) => `lacks ${it}`), ...surplus];

/** Does what the owner may about it. True where it is worth another look. */
async function mended(owner: Sql, application: Application, standing: Standing | Error): Promise<boolean> {
  if (standing instanceof Error) return renewRole(owner, application);
  if (unlike(standing).length === 0) return false;
  await giveRights(owner, application);
  return true;
}

/** What to tell whoever administers the database, where the role cannot work as it should. */
async function remedyFor(
  owner: Sql,
  application: Application,
  standing: Standing | Error,
): Promise<string | undefined> {
  const { role } = application;
  if (standing instanceof Error)
    return `Haven’s role ${role} cannot be used: ${standing.message}. Let an administrator of the database run this once, and start Haven again: ${await statementFor(owner, application)} Where a pooler or pg_hba.conf lists who may connect, add ${role} there.`;
  if (unlike(standing).length === 0) return undefined;
  const statements = (await changesFor(owner, application)).map((it) => ` ${it};`).join('');
  const remedy = statements ? `run this as the owner of the tables:${statements}` : 'make it a role that only logs in';
  return `Haven’s role ${role} is not as it should be: it ${unlike(standing).join(', ')}. To mend it, ${remedy}`;
}

/** As the application's role; undefined, and said why and what to do, where it cannot work. */
async function enter(
  owner: Sql,
  target: Target,
  application: Application,
  options: DatabaseOptions,
): Promise<Opened | undefined> {
  const as = accountAt(target, application);
  const connection = connect(as, options);
  try {
    let standing = await standingAs(connection.sql);
    if (await mended(owner, application, standing)) standing = await standingAs(connection.sql);
    const remedy = await remedyFor(owner, application, standing);
    if (remedy) options.warn(remedy);
    if (!(standing instanceof Error) && standing.lacks.length === 0) return { ...connection, as };
  } catch (error) {
    await connection.sql.end({ timeout: 1 });
    throw error;
  }
  await connection.sql.end({ timeout: 1 });
  return undefined;
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
