import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import type { Sql } from '../../db/connect.ts';
import { type FreshDatabase, freshDatabase, UNTOUCHED } from '../support/cluster.ts';
import { layOut, older } from '../support/olderRelease.ts';

interface Column {
  name: string;
  /** Whether a key leads from it to another table. */
  leads: boolean;
}

const outlives = 'what was done stays on record whoever or whatever did it is gone';
/** Columns that name something and have no key, each with its reason. */
const free: Readonly<Record<string, string>> = {
  'account.account_id': 'of the sign-in library: a name at a provider',
  'account.provider_id': 'of the sign-in library: no table of ours',
  'address_read.actor_id': outlives,
  'attention.author_id': outlives,
  'attention.command_id': 'a command that was refused before it had a receipt may be kept',
  'attention.device_id': outlives,
  'attention.person_ids': 'several in one column, which no key can hold',
  'event.actor_id': outlives,
  'event.command_id': 'the receipt of the command, which comes after the event',
  'event.device_id': outlives,
  'held_command.author_id': outlives,
  'held_command.device_id': outlives,
  'need.holder_id': outlives,
  'person.group_id': 'a mark that guests share, and no row of its own',
  'quarantined_item.author_id': 'what the sender claims, not yet believed',
  'quarantined_item.command_id': 'what the sender claims, not yet let in',
  'receipt.author_id': outlives,
  'receipt.command_id': 'its own key: a command has no table but this',
  'receipt.device_id': outlives,
  'receipt.stream_id': 'written together with its event, once, by the engine alone',
  'roll_call_mark.roll_call_id': 'a mark may come before the start it belongs to',
  'roll_call_mark.subject_id': 'a guest or somebody in the sign-in book, who may be told of later',
  'version.centre_id': 'kept as it was said, with the digest that the chain rests on',
};

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const columnsOf = (sql: Sql) => sql<Column[]>`
  select c.relname || '.' || a.attname as name,
    exists (select 1 from pg_constraint k
      where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any(k.conkey)) as leads
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
    and not a.attisdropped and (a.attname like '%\_id' or a.attname like '%\_ids')
  order by 1`;

it('has a key from every column that names another row, or a reason why not', async () => {
  const columns = await columnsOf(database.owner);
  expect(columns.length).toBeGreaterThan(60);
  expect(columns.filter(({ leads }) => !leads).map(({ name }) => name)).toEqual(Object.keys(free).toSorted());
});

it('ties every row of an operation and a centre to a centre of that operation', async () => {
  const tables = await database.owner<{ name: string; tied: boolean }[]>`
    select c.relname as name, exists (
      select 1 from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid
        and k.confrelid = 'centre'::regclass and cardinality(k.conkey) = 2
        and k.conkey @> array[centre.attnum, operation.attnum]) as tied
    from pg_class c
    join pg_attribute centre on centre.attrelid = c.oid and centre.attname = 'centre_id'
    join pg_attribute operation on operation.attrelid = c.oid and operation.attname = 'operation_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
  expect(tables.length).toBeGreaterThan(15);
  expect(tables.filter(({ tied }) => !tied)).toEqual([]);
});

it('gives the details of a need the same keys in each compartment', async () => {
  const keysOf = async (table: string): Promise<string[]> => {
    const found = await database.owner`
      select pg_get_constraintdef(oid) as key from pg_constraint where contype = 'f' and conrelid = ${table}::regclass`;
    return found.map((row) => String(row['key'])).toSorted();
  };
  const [welfare, health, safeguarding] = await Promise.all(
    ['need_welfare', 'need_health', 'need_safeguarding'].map(keysOf),
  );
  expect(welfare?.length).toBeGreaterThan(1);
  expect(health).toEqual(welfare);
  expect(safeguarding).toEqual(welfare);
});

it('has checked every key where it begins empty', async () => {
  expect(await database.owner`select conname from pg_constraint where not convalidated`).toHaveLength(0);
});

it('keeps old rows that break a key, and takes no new one', async () => {
  const old = await freshDatabase(UNTOUCHED);
  const nowhere = '00000000-0000-7000-8000-00000000dead';
  try {
    await layOut(old.owner);
    await old.owner`update centre_access set venue_id = ${nowhere} where id = ${older.centreId}`;
    await migrate(old.owner);
    expect(await old.owner`select venue_id from centre_access where id = ${older.centreId}`).toEqual([
      { venue_id: nowhere },
    ]);
    const unchecked = await old.owner`select conname from pg_constraint where not convalidated`;
    expect(unchecked.map((row) => String(row['conname']))).toEqual(['centre_access_venue_id_tie']);
    // It can still be changed in what the key does not hold.
    await old.owner`update centre_access set released_at = now() where id = ${older.centreId}`;
    const again = old.owner`update centre_access set venue_id = ${older.operationId} where id = ${older.centreId}`;
    await expect(again).rejects.toMatchObject({ code: '23503' });
  } finally {
    await old.drop();
  }
});

it('lets no guest of one operation stand at the centre of another', async () => {
  const old = await freshDatabase(UNTOUCHED);
  try {
    await layOut(old.owner);
    await migrate(old.owner);
    const id = '00000000-0000-7000-8000-0000000000ee';
    await old.owner`insert into stream (id, head_mac) values (${id}, '')`;
    await old.owner`insert into operation (id, code_name, type, state, opened_by, opened_at)
      values (${id}, 'Another', 'other', 'running', 'test', now())`;
    const moved = old.owner`update person set operation_id = ${id}`;
    await expect(moved).rejects.toMatchObject({ code: '23503' });
  } finally {
    await old.drop();
  }
});
