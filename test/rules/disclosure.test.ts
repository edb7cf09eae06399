import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  discloseBreakdown,
  discloseFree,
  discloseSum,
  discloseTotal,
  snapshotDue,
  snapshotTime,
} from '../../shared/disclosure.ts';

const texts = (cells: number[]): string[] => discloseBreakdown(cells).map(({ text }) => text);
const isSmall = (n: number): boolean => n >= 1 && n <= 4;

function* tablesOf(size: number, total: number): Generator<number[]> {
  if (size === 1) return yield [total];
  for (let first = 0; first <= total; first += 1)
    for (const rest of tablesOf(size - 1, total - first)) yield [first, ...rest];
}

// Everything a reader could see of a table, its live total included.
const seen = (cells: number[]): string =>
  [discloseTotal(cells.reduce((sum, n) => sum + n, 0)).text, ...texts(cells)].join('|');

interface Supposed {
  cells: number[];
  several: boolean[];
}

// Groups every table of a size by what is published of it: what a reader who knows the rules can suppose.
function suppositions(size: number, most: number): Map<string, Supposed> {
  const groups = new Map<string, Supposed>();
  for (let total = 0; total <= most; total += 1) {
    for (const cells of tablesOf(size, total)) {
      const group = groups.get(seen(cells));
      if (!group) groups.set(seen(cells), { cells, several: cells.map(() => false) });
      else cells.forEach((n, index) => (group.several[index] ||= n !== group.cells[index]));
    }
  }
  return groups;
}

test.each([
  [2, 60],
  [3, 40],
  [4, 30],
  [5, 27],
])('no count of 1 to 4 can be worked out from a table of %i cells by a reader who knows these rules', (size, most) => {
  const given = [...suppositions(size, most).values()].filter(({ cells, several }) =>
    cells.some((n, index) => isSmall(n) && !several[index]),
  );
  expect(given.map(({ cells }) => cells)).toEqual([]);
});

test('no count of 1 to 4 can be worked out by subtraction from a table of any size', () => {
  const result = fc.check(
    fc.property(fc.array(fc.oneof(fc.nat(6), fc.nat(80)), { minLength: 2, maxLength: 24 }), (cells) => {
      const published = discloseBreakdown(cells);
      const total = cells.reduce((sum, n) => sum + n, 0);
      if (total < 5) return published.every(({ kind }) => kind === 'withheld' || kind === 'exact');
      const bounds = published.map(({ kind, value, text }) => {
        if (kind === 'exact') return [value ?? 0, value ?? 0] as const;
        if (kind === 'few') return [1, 4] as const;
        return [kind === 'at_least' ? Number.parseInt(text, 10) : 0, 10_000] as const;
      });
      const low = bounds.reduce((sum, [least]) => sum + least, 0);
      const high = bounds.reduce((sum, [, most]) => sum + most, 0);
      return cells.every((n, index) => {
        const [least, most] = bounds[index] ?? [0, 0];
        if (!isSmall(n)) return true;
        return Math.min(most, total - low + least) - Math.max(least, total - (high - most)) >= 1;
      });
    }),
    { seed: 5, numRuns: 2_000 },
  );
  expect(result.counterexample).toBeNull();
});

test('silver reads adults roughly where children are few, as on the map', () => {
  expect(texts([27, 4])).toEqual(['25 or more', 'fewer than 5']);
  expect(texts([30, 1])).toEqual(['25 or more', 'fewer than 5']);
  expect(texts([21, 10])).toEqual(['21', '10']);
  expect(texts([12, 9, 10])).toEqual(['12', '9', '10']);
});

test('nothing is shown as nothing, and a small total hides its parts', () => {
  expect(texts([0, 31])).toEqual(['0', '31']);
  expect(texts([0, 0])).toEqual(['0', '0']);
  expect(texts([3, 0])).toEqual(['not shown', 'not shown']);
  expect(texts([27, 0, 4])).toEqual(['25 or more', '0', 'fewer than 5']);
});

test('a count alone is exact from five', () => {
  expect([0, 1, 4, 5, 31].map((n) => discloseTotal(n).text)).toEqual(['0', 'fewer than 5', 'fewer than 5', '5', '31']);
  expect([0, 4, 5].map((n) => discloseTotal(n).value)).toEqual([0, null, 5]);
});

test('a sum does not give away its small part: about 50 in all whether 1 or 4 have left', () => {
  for (const left of [1, 2, 3, 4]) expect(discloseSum([31, 15, left]).whole.text).toBe('about 50');
  expect(discloseSum([31, 15, 0]).whole).toEqual({ value: 46, text: '46', kind: 'exact' });
  expect(discloseSum([31, 15, 5]).whole.text).toBe('51');
  expect(discloseSum([2]).whole.text).toBe('fewer than 5');
  expect(discloseSum([]).whole.text).toBe('0');
});

test('places free do not give away how few are in', () => {
  expect(new Set([1, 2, 3, 4].map((people) => discloseFree(40, people).text))).toEqual(new Set(['36 or more']));
  expect(discloseFree(40, 31).text).toBe('9');
  expect(discloseFree(40, 0).text).toBe('40');
  expect(discloseFree(40, 44).text).toBe('0');
});

test('breakdowns are taken on the half hour, and not when only a few people came or went', () => {
  const last = new Date('2026-11-19T07:30:00Z');
  expect(snapshotTime(new Date('2026-11-19T07:59:59Z'))).toEqual(last);
  expect(snapshotDue(null, last, 1)).toBe(true);
  expect(snapshotDue(last, new Date('2026-11-19T07:59:00Z'), 12)).toBe(false);
  expect(snapshotDue(last, new Date('2026-11-19T08:01:00Z'), 3)).toBe(false);
  expect(snapshotDue(last, new Date('2026-11-19T08:01:00Z'), 5)).toBe(true);
});
