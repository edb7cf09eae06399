import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grants } from '../../db/grants.ts';
import { standingOf } from '../../db/role.ts';
import { type FreshDatabase, freshDatabase } from '../support/cluster.ts';
import { some } from '../support/some.ts';

const NOT_ALLOWED = '42501';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** Whether the application's role may say this. Nothing of it stays. */
const may = async (statement: string): Promise<boolean> => {
  const undone = new Error('undone');
  const end = await database.sql
    .begin(async (tx) => {
      await tx.unsafe(statement);
      throw undone;
    })
    .catch((error: unknown) => error);
  if (end === undone) return true;
  expect({ statement, ...(end as object) }).toMatchObject({ statement, code: NOT_ALLOWED });
  return false;
};

const tables = some(Object.entries(grants));

it('has a line of rights for every table there is, and for no other', async () => {
  const found = await database.owner<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind not in ('i', 'I', 't', 'c')`;
  expect(found.map(({ name }) => name).toSorted()).toEqual(tables.map(([name]) => name).toSorted());
});

it.each(tables)('may do with %s what its line says, and nothing else', async (table, listed) => {
  const [column] = await database.owner<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${`public."${table}"`}::regclass and attnum = 1`;
  const first = `"${column?.name}"`;
  const ways = {
    SELECT: `select ${first} from "${table}" limit 0`,
    INSERT: `insert into "${table}" select * from "${table}" where false`,
    UPDATE: `update "${table}" set ${first} = null where false`,
    DELETE: `delete from "${table}" where false`,
  };
  const allowed: string[] = [];
  for (const [right, statement] of some(Object.entries(ways))) if (await may(statement)) allowed.push(right);
  expect(allowed).toEqual(listed);
  const owners = [
    `truncate "${table}"`,
    `drop table "${table}"`,
    `alter table "${table}" add column more int`,
    `alter table "${table}" disable trigger all`,
    `create index on "${table}" (${first})`,
    `create trigger t before insert on "${table}" execute function suppress_redundant_updates_trigger()`,
    `alter table "${table}" owner to current_user`,
  ];
  const passed: string[] = [];
  for (const statement of some(owners)) if (await may(statement)) passed.push(statement);
  expect(passed).toEqual([]);
});

const written = ['event', 'version', 'receipt', 'refused_command', 'address_read', 'log_entry', 'log_basis'] as const;

it.each(some(written))('cannot change or delete what was once written into %s', async (table) => {
  expect(grants[table]).toEqual(['SELECT', 'INSERT']);
  expect(await may(`delete from "${table}"`)).toBe(false);
  expect(await may(`select 1 from "${table}" for update`)).toBe(false);
});

it.each([
  'create table more (id int)',
  'create temporary table more (id int)',
  'create schema more',
  `create function more() returns int language sql as 'select 1'`,
  'create view more as select 1',
  'create sequence more',
  'create type more as enum ()',
  'create extension citext',
  'create role more',
  'create event trigger more on ddl_command_start execute function suppress_redundant_updates_trigger()',
  'alter role current_user superuser',
  'alter role haven password null',
  'set role haven',
  'set session authorization haven',
  'drop schema public cascade',
  'drop function folded(text)',
  `set local session_replication_role = replica`,
  `copy event to program 'cat'`,
  `select pg_read_file('/etc/hostname')`,
  `select rolpassword from pg_authid`,
])('is refused: %s', async (statement) => {
  expect(await may(statement)).toBe(false);
});

it('stays what it is when it resets its role', async () => {
  const [row] = await database.sql.begin(async (tx) => {
    await tx`reset role`;
    await tx`reset session authorization`;
    return tx`select current_user = session_user and current_user = ${database.options.username} as same`;
  });
  expect(row?.['same']).toBe(true);
});

it('still locks, tells and hears, and sets what lasts for a transaction', async () => {
  const heard = new Promise<string>((resolve, reject) => {
    const listening = database.sql.listen('role', resolve);
    listening.then(() => database.sql.notify('role', 'a coach is here')).catch(reject);
  });
  expect(await heard).toBe('a coach is here');
  const [row] = await database.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(1)`;
    await tx`set local lock_timeout = 1234`;
    return tx`select current_setting('lock_timeout') as set`;
  });
  expect(row?.['set']).toBe('1234ms');
});

describe('its standing', () => {
  it('is what it must be', async () => {
    expect(await standingOf(database.sql)).toEqual({ lacks: [], surplus: [] });
  });

  it('of the owner is told as too much', async () => {
    const { lacks, surplus } = await standingOf(database.owner);
    expect(lacks).toEqual([]);
    for (const what of ['is a superuser', 'passes row-level security', 'owns tables', 'may make tables'])
      expect(surplus).toContain(what);
    expect(surplus).toContain('may UPDATE on public."event"');
  });

  it('with a right too many, or one too few, is told', async () => {
    const other = await freshDatabase();
    const role = other.owner(other.options.username);
    await other.owner`grant truncate on event to ${role}`;
    await other.owner`revoke update on person from ${role}`;
    await other.owner`grant create on schema public to public`;
    const standing = await standingOf(other.sql);
    await other.drop();
    expect(standing).toEqual({
      lacks: ['UPDATE on public."person"'],
      surplus: ['may make tables', 'may TRUNCATE on public."event"'],
    });
  });
});
