import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { needDetails } from '../../db/schema/people.ts';
import { isVersioned, tables } from '../../server/engine/tables.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';

const root = path.resolve(import.meta.dirname, '../../server');

/** What a program may call a kind's table, in SQL and in its own words; and its columns that are in no version. */
const known = new Map<string, readonly string[]>();
for (const [kind, table] of Object.entries(tables) as [KindName, (typeof tables)[KindName]][]) {
  const columns = Object.entries(getTableColumns(table)).filter(([column]) => !isVersioned(kind, column));
  const free = columns.flatMap(([column, { name }]) => [column, name]);
  for (const name of [kind, getTableName(table)]) known.set(name, free);
}
for (const table of Object.values(needDetails)) known.set(getTableName(table), []);
known.set('partnerCapacity', []);
known.set('accessGrant', []);

const WRITES = [
  // update person set zone = …, delete from ${person}
  /\b(?:update|insert into|delete from)\s+(?:\$\{)?"?(\w+)"?\}?(?:\s+set\s+"?(\w+))?/g,
  // db.update(person).set({ zone …
  /\.(?:update|insert|delete)\((\w+)\)(?:\s*\.set\(\{\s*(\w+))?/g,
];

/** Tables of kinds that a text writes, but for columns that are in no version. */
const writesOf = (text: string): string[] =>
  WRITES.flatMap((it) => [...text.matchAll(it)]).flatMap(([, table = '', column = '']) => {
    const free = known.get(table);
    return free && !free.includes(column) ? [table] : [];
  });

// The engine itself; and the demonstration's accounts, from before there is anybody who could say a command.
const elsewhere = /^engine\/(rows|batches)\.ts$|^exercise\/accounts\.ts$/;

test('no row of a kind is written past the engine, in the database’s words or in Drizzle’s', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.ts'));
  const found = files
    .filter((it) => !elsewhere.test(it))
    .flatMap((it) => writesOf(readFileSync(path.join(root, it), 'utf8')).map((table) => `${it}: ${table}`));
  expect(files.length).toBeGreaterThan(200);
  expect(found).toEqual([]);
});

test.each([
  ['update person set zone = 1', ['person']],
  ['insert into need_health (id)', ['need_health']],
  ['delete from ${slot} where', ['slot']],
  ['db.update(personIdentity)\n  .set({ sex })', ['personIdentity']],
  ['tx.insert(partnerCapacity).values(it)', ['partnerCapacity']],
  ['update device set waiting = 1', []],
  ['db.update(user).set({ lastSeenAt: now })', []],
  ['for update', []],
  ['update hand_pin set tries = 0', []],
])('%s', (text, tablesWritten) => {
  expect(writesOf(text)).toEqual(tablesWritten);
});
