import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { some } from '../support/some.ts';

/** Pages opened by hand that were not taught that a name in quotes is the whole name. */
const untaught = (source: string): string[] => source.match(/(?<!wholeNames\(await [\w.]*)\.newPage\(\)/g) ?? [];

test('a page that finds `Add` in a code name is noticed', () => {
  expect(untaught('const page = await context.newPage();')).toHaveLength(1);
  expect(untaught('const page = wholeNames(await context.newPage());')).toEqual([]);
});

test('every page of a browser test takes a name in quotes for the whole name', () => {
  const files = globSync('test/{e2e,support}/**/*.ts').map((it) => [it, readFileSync(it, 'utf8')] as const);
  const opening = some(files.filter(([, source]) => source.includes('.newPage()')));
  expect(opening.filter(([, source]) => untaught(source).length > 0).map(([file]) => file)).toEqual([]);
});
