import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loopsOverPerhapsNothing } from '../support/loops.ts';
import { some } from '../support/some.ts';

const root = path.resolve(import.meta.dirname, '..');
const tests = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.test.ts'));

test('no test goes through what may be nothing at all without saying so', () => {
  const found = some(tests).flatMap((file) =>
    loopsOverPerhapsNothing(readFileSync(path.join(root, file), 'utf8')).map(({ over }) => `${file}: ${over}`),
  );
  expect(found).toEqual([]);
});

const overs = (code: string) => loopsOverPerhapsNothing(code).map(({ over }) => over);

test.for([
  ['for (const it of items) expect(it).toBe(1);', ['items']],
  ['for (const it of answer.body.items) { if (it) expect(it).toBe(1); }', ['answer.body.items']],
  ['for (const it of [...items]) expect(it).toBe(1);', ['[...items]']],
  ['for (const it of []) expect(it).toBe(1);', ['[]']],
  ['const wrong = []; for (const it of items) wrong.push(it); expect(wrong).toEqual([]);', ['items']],
  ['for (const it of some(items)) expect(it).toBe(1);', []],
  ['for (const [n, it] of some(items).entries()) expect(it).toBe(n);', []],
  ["for (const it of ['a', 'b'] as const) expect(it).toBe(1);", []],
  ['for (const it of some(items).filter(Boolean)) expect(it).toBe(1);', ['some(items).filter(Boolean)']],
  ['const items = [1]; for (const it of items) expect(it).toBe(1);', []],
  ['const items = found(); for (const it of items) expect(it).toBe(1);', ['items']],
  ['for (const it of items) await make(it);', []],
] as const)('of `%s` it finds %j', ([code, found]) => {
  expect(overs(code)).toEqual(found);
});

test('what is gone through is handed on as it is, and nothing is refused', () => {
  expect(some(new Set([1, 2]).values())).toEqual([1, 2]);
  expect(() => some([])).toThrow(/nothing to go through/);
});
