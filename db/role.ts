/**
 * The role the application works as. It owns nothing and may only what `grants` says: whoever gets past the
 * application still cannot change what was written, make or drop a table, or lift a right.
 */
import type { TransactionSql } from 'postgres';
import type { Sql } from './connect.ts';
import { grants, rights } from './grants.ts';
import { scramVerifier } from './scram.ts';

type Asks = TransactionSql<{ bigint: number }>;

// Any number will do, as long as every Haven uses the same.
const ROLE_LOCK = 4_283_604;
const MOST_LETTERS = 63;
const NOT_ALLOWED = '42501';

/** Roles are known to the whole server, so each database has its own; never that of the owner itself. */
export const roleOf = (database: string, owner = ''): string => {
  const role = `${database.slice(0, MOST_LETTERS - 6)}_app`;
  return role === owner ? `${role}_2` : role;
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const markOf = (database: string): string => `Made by Haven for the database ${database}`;

/** False where whoever says it may not, and then it is as if it had not been said. */
const unlessRefused = async (tx: Asks, statement: string): Promise<boolean> => {
  try {
    await tx.savepoint((inner) => inner.unsafe(statement));
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === NOT_ALLOWED) return false;
    throw error;
  }
};

const isThere = async (tx: Asks | Sql, role: string): Promise<boolean> =>
  (await tx`select 1 from pg_roles where rolname = ${role}`).length > 0;

/** What has to be granted or taken for the role to have exactly the rights in `grants`. Nothing where it has. */
export const changesFor = async (tx: Asks | Sql, { role, database }: Application): Promise<string[]> => {
  const held = await tx<{ table: string; kind: string; yes: boolean }[]>`
    select c.relname as table, kind, has_table_privilege(${role}, c.oid, kind) as yes
    from pg_class c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) kind
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
  const [may] = await tx<{ enter: boolean; use: boolean; make: boolean; passing: boolean }[]>`
    select has_database_privilege(${role}, current_database(), 'CONNECT') as enter,
      has_schema_privilege(${role}, 'public', 'USAGE') as use,
      has_schema_privilege(${role}, 'public', 'CREATE') as make,
      has_database_privilege(${role}, current_database(), 'TEMP') as passing`;
  const [to, from] = [`to ${quoted(role)}`, `from ${quoted(role)}, public`];
  const statements = [
    may?.enter === false && `grant connect on database ${quoted(database)} ${to}`,
    may?.use === false && `grant usage on schema public ${to}`,
    may?.make && `revoke create on schema public ${from}`,
    may?.passing && `revoke temporary on database ${quoted(database)} ${from}`,
    ...held.flatMap(({ table, kind, yes }) => {
      const listed = (grants as Readonly<Record<string, readonly string[]>>)[table];
      // Not ours: left as it is.
      if (!listed || listed.includes(kind) === yes) return [];
      return `${yes ? 'revoke' : 'grant'} ${kind} on public.${quoted(table)} ${yes ? from : to}`;
    }),
  ];
  return statements.filter((it) => typeof it === 'string');
};

export interface Application {
  role: string;
  database: string;
  /** Undefined where the database asks for none: nobody else can reach it. */
  password: string | undefined;
}

const passwordClause = (password: string | undefined): string =>
  password === undefined ? '' : ` password '${scramVerifier(password)}'`;

const underLock = <T>(owner: Sql, work: (tx: Asks) => Promise<T>): Promise<T> =>
  owner.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${ROLE_LOCK})`;
    return work(tx);
  }) as Promise<T>;

/** Gives the role what it lacks and takes what is too much, as far as the owner may. */
export const giveRights = (owner: Sql, application: Application): Promise<void> =>
  underLock(owner, async (tx) => {
    for (const statement of await changesFor(tx, application)) await unlessRefused(tx, statement);
  });

/** Makes the role where there is none and the owner may; whether it can work shows when it tries. */
export const makeRole = async (owner: Sql, application: Application): Promise<void> => {
  const { role, database, password } = application;
  const made = await underLock(owner, async (tx) => {
    if (await isThere(tx, role)) return false;
    const mark = `comment on role ${quoted(role)} is '${markOf(database).replaceAll("'", "''")}'`;
    return unlessRefused(tx, `create role ${quoted(role)} login${passwordClause(password)}; ${mark}`);
  });
  if (made) await giveRights(owner, application);
};

/** Lets the role that Haven made in again; false where it is not Haven's, or the owner may not. */
export const renewRole = async (owner: Sql, application: Application): Promise<boolean> => {
  const { role, database, password } = application;
  const renewed = await underLock(owner, async (tx) => {
    const [found] = await tx`select shobj_description(oid, 'pg_authid') as mark from pg_roles where rolname = ${role}`;
    if (found?.['mark'] !== markOf(database)) return false;
    return unlessRefused(tx, `alter role ${quoted(role)} login${passwordClause(password)}`);
  });
  if (renewed) await giveRights(owner, application);
  return renewed;
};

/** For whoever administers the database: the statement that Haven could not say itself. */
export const statementFor = async (owner: Sql, { role, password }: Application): Promise<string> => {
  return `${(await isThere(owner, role)) ? 'alter' : 'create'} role ${quoted(role)} login${passwordClause(password)};`;
};

export interface Standing {
  /** Rights it needs and lacks: it cannot work so. */
  lacks: string[];
  /** What it may or is beyond what it must. */
  surplus: string[];
}

/** What whoever asks is and may, by its own connection. */
export const standingOf = async (sql: Sql): Promise<Standing> => {
  const tables = Object.entries(grants).flatMap(([table, listed]) =>
    [...rights, 'TRUNCATE', 'REFERENCES', 'TRIGGER'].map((kind) => ({
      table: `public.${quoted(table)}`,
      kind,
      wanted: (listed as readonly string[]).includes(kind),
    })),
  );
  const differing = await sql<{ table: string; kind: string; wanted: boolean }[]>`
    select "table", kind, wanted from jsonb_to_recordset(${sql.json(tables)}) as it("table" text, kind text, wanted boolean)
    where coalesce(has_table_privilege(to_regclass("table"), kind), false) <> wanted`;
  const [self = {}] = await sql<Record<string, boolean>[]>`
    select rolsuper as "is a superuser", rolcreaterole as "may make roles", rolcreatedb as "may make databases",
      rolbypassrls as "passes row-level security", rolreplication as "may read everything by replication",
      exists (select from pg_auth_members where member = me.oid) as "is a member of another role",
      exists (select from pg_class where relowner = me.oid) as "owns tables",
      exists (select from pg_proc where proowner = me.oid) as "owns functions",
      exists (select from pg_namespace where nspowner = me.oid) as "owns a schema",
      exists (select from pg_database where datdba = me.oid) as "owns a database",
      has_schema_privilege('public', 'CREATE') as "may make tables",
      has_database_privilege(current_database(), 'CREATE') as "may make schemas",
      has_database_privilege(current_database(), 'TEMP') as "may make temporary tables"
    from pg_roles me where rolname = session_user`;
  const named = (wanted: boolean) =>
    differing.filter((it) => it.wanted === wanted).map(({ table, kind }) => `${kind} on ${table}`);
  return {
    lacks: named(true),
    surplus: [
      ...Object.entries(self).flatMap(([what, so]) => (so ? [what] : [])),
      ...named(false).map((it) => `may ${it}`),
    ],
  };
};
