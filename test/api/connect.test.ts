import { integer, jsonb, pgTable, timestamp } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../db/connect.ts';
import type { FreshDatabase } from '../support/cluster.ts';
import { freshDatabase } from '../support/cluster.ts';

const arrival = pgTable('arrival', {
  id: integer('id').primaryKey(),
  at: timestamp('at', { withTimezone: true }).notNull(),
  facts: jsonb('facts').notNull(),
});
const at = new Date('2026-03-29T00:59:59.123Z');
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  await database.sql`create table arrival (id int primary key, at timestamptz not null, facts jsonb not null)`;
});

afterAll(() => database.drop());

test('a time and a set of facts come back as they were written, by either way of asking', async () => {
  const facts = { children: 2, languages: ['ro', 'vi'] };
  await database.db.insert(arrival).values({ id: 1, at, facts });
  await database.sql`insert into arrival values (2, ${at}, ${database.sql.json(facts)})`;
  const plain = await database.sql`select id, at, facts from arrival order by id`;
  const typed = await database.db.select().from(arrival).orderBy(arrival.id);
  expect(plain).toEqual([
    { id: 1, at, facts },
    { id: 2, at, facts },
  ]);
  expect(typed).toEqual([...plain]);
});

test('a count is a number, and one too large for a number is refused rather than rounded', async () => {
  const [row] = await database.sql`select count(*) as people from arrival`;
  expect(typeof row?.['people']).toBe('number');
  await expect(database.sql`select 9007199254740993::bigint as people`).rejects.toThrow('too large');
});

test('a query that takes too long, or waits too long for a lock, is given up by the server', async () => {
  const usual = connect(database.options, { max: 1 });
  const settings = await usual.sql`
    select name, setting from pg_settings
    where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name`;
  expect(settings.map((row) => Number(row['setting']))).toEqual([10_000, 5_000, 15_000]);
  await usual.sql.end();
});
