import { afterAll, beforeAll, expect, test } from 'vitest';
import { fold } from '../../shared/fold.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { alike } from '../support/alike.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

interface Folded {
  name: string;
  folded: string;
}

/** What the database makes of each that its Unicode knows. */
const foldedThere = (names: readonly string[]): Promise<Folded[]> =>
  app.deps.sql<Folded[]>`
    select name, folded(name) as folded from unnest(${names as string[]}::text[]) as name where unicode_assigned(name)`;

const otherwise = (all: readonly Folded[]): string[] =>
  all.filter((it) => it.folded !== fold(it.name)).map((it) => `${it.name}: ${it.folded}`);

const isLetter = (point: number): boolean =>
  (point < 0xd800 || point > 0xdfff) && /[^\p{Cn}\p{Co}]/u.test(String.fromCodePoint(point));

test('the database folds every letter there is as the program does', async () => {
  const letters = Array.from({ length: 0x11_0000 - 1 }, (_, at) => at + 1).filter(isLetter);
  const there = await foldedThere(letters.map((it) => String.fromCodePoint(it)));
  expect(there.length).toBeGreaterThan(150_000);
  expect(otherwise(there)).toEqual([]);
});

test('the database folds names as the program does', async () => {
  const names = alike.flat();
  const there = await foldedThere(names);
  expect(there).toHaveLength(names.length);
  expect(otherwise(there)).toEqual([]);
});
