import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boundsOfCells,
  discloseBetween,
  discloseBreakdown,
  discloseFree,
  discloseMeant,
  discloseSum,
  discloseTotal,
  discloseWords,
  mostCells,
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
  /** What each set of cells counts, in one of them. */
  sums: number[];
  /** And whether it counts something else in another. */
  several: boolean[];
}

/** What each set of cells counts, but for all of them together. */
const sumsOf = (cells: readonly number[]): number[] =>
  Array.from({ length: 2 ** cells.length - 2 }, (_it, at) =>
    cells.reduce((sum, n, cell) => sum + (((at + 1) >> cell) & 1) * n, 0),
  );

// Groups every table of a size by what is published of it: what a reader who knows the rules can suppose.
function suppositions(size: number, most: number): Map<string, Supposed> {
  const groups = new Map<string, Supposed>();
  for (let total = 0; total <= most; total += 1) {
    for (const cells of tablesOf(size, total)) {
      const sums = sumsOf(cells);
      const group = groups.get(seen(cells));
      if (!group) groups.set(seen(cells), { sums, several: sums.map(() => false) });
      else sums.forEach((n, index) => (group.several[index] ||= n !== group.sums[index]));
    }
  }
  return groups;
}

test.each([
  [2, 60],
  [3, 40],
  [4, 30],
  [5, 27],
])(
  'no count of 1 to 4, of a cell or of several, can be worked out from %i cells by who knows these rules',
  (size, most) => {
    const all = [...suppositions(size, most).values()];
    expect(all.length).toBeGreaterThan(most);
    const given = all.filter(({ sums, several }) => sums.some((n, index) => isSmall(n) && !several[index]));
    expect(given.map(({ sums }) => sums)).toEqual([]);
  },
);

test('no count of 1 to 4 can be worked out by subtraction from a table of any size', () => {
  const result = fc.check(
    fc.property(fc.array(fc.oneof(fc.nat(6), fc.nat(80)), { minLength: 2, maxLength: 24 }), (cells) => {
      const bounds = boundsOfCells(cells);
      const total = cells.reduce((sum, n) => sum + n, 0);
      if (total < 5) return bounds.every((it) => it === null || it.least === it.most);
      const told = bounds.map((it) => it ?? { least: 0, most: total });
      const low = told.reduce((sum, { least }) => sum + least, 0);
      const high = told.reduce((sum, { most }) => sum + most, 0);
      return cells.every((n, index) => {
        const { least, most } = told[index] ?? { least: 0, most: 0 };
        if (n < least || n > most) return false;
        if (!isSmall(n)) return true;
        return Math.min(most, total - low + least) - Math.max(least, total - (high - most)) >= 1;
      });
    }),
    { seed: 5, numRuns: 2_000 },
  );
  expect(result.counterexample).toBeNull();
});

test('something is told of each of so many cells, whoever they are', () => {
  for (const total of [16, 20, 26, 40]) {
    const most = mostCells(total);
    expect(most).toBeGreaterThan(2);
    const cells = Array.from({ length: most }, (_it, at) => (at === 0 ? total - most + 1 : 1));
    expect([total, boundsOfCells(cells).filter((it) => it === null)]).toEqual([total, []]);
  }
  expect([0, 5, 10, 11, 16].map(mostCells)).toEqual([0, 0, 1, 2, 3]);
});

test.each([2, 3, 4])(
  'of no more than five people to each of %i cells nothing is told but which are empty; of one more something is',
  (size) => {
    const totals = Array.from({ length: 5 * size - 3 }, (_it, at) => at + 5);
    const tables = totals.flatMap((total) => [...tablesOf(size, total)]).filter((cells) => cells.some(isSmall));
    const isTold = (cells: number[]): boolean => boundsOfCells(cells).some((it) => it !== null && it.most > 0);
    const isRoomy = (cells: number[]): boolean =>
      cells.reduce((sum, n) => sum + n, 0) > 5 * cells.filter((n) => n > 0).length;
    expect(tables.filter(isRoomy)).not.toEqual([]);
    expect(tables.filter((cells) => isTold(cells) !== isRoomy(cells))).toEqual([]);
  },
);

test('silver reads adults roughly where children are few, as on the map', () => {
  expect(texts([27, 4])).toEqual(['27 to 30', 'fewer than 5']);
  expect(texts([30, 1])).toEqual(['27 to 30', 'fewer than 5']);
  expect(texts([21, 10])).toEqual(['21', '10']);
  expect(texts([12, 9, 10])).toEqual(['12', '9', '10']);
});

test('nothing is shown as nothing, and a small total hides its parts', () => {
  expect(texts([0, 31])).toEqual(['0', '31']);
  expect(texts([0, 0])).toEqual(['0', '0']);
  expect(texts([3, 0])).toEqual(['not shown', 'not shown']);
  expect(texts([27, 0, 4])).toEqual(['27 to 30', '0', 'fewer than 5']);
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
  expect(discloseSum([2, 0]).whole.text).toBe('fewer than 5');
  // Two of four are eight.
  expect(discloseSum([4, 4]).whole.text).toBe('about 5');
  expect(discloseSum([]).whole.text).toBe('0');
});

test('each part of a sum is told as it would be alone, and what is told of each is never wrong', () => {
  for (let first = 0; first <= 12; first += 1) {
    for (let second = 0; second <= 12; second += 1) {
      const { whole, parts } = discloseSum([first, second, 7]);
      expect(parts).toEqual([first, second, 7].map(discloseTotal));
      expect(Math.abs(Number(/\d+/.exec(whole.text)?.[0]) - (first + second + 7))).toBeLessThan(6);
      expect(whole.kind).toBe(isSmall(first) || isSmall(second) ? 'about' : 'exact');
    }
  }
});

test('places free do not give away how few are in', () => {
  expect(new Set([1, 2, 3, 4].map((people) => discloseFree(40, people).text))).toEqual(new Set(['36 or more']));
  expect(discloseFree(40, 31).text).toBe('9');
  expect(discloseFree(40, 0).text).toBe('40');
  expect(discloseFree(40, 44).text).toBe('0');
  for (let places = 0; places <= 8; places += 1)
    for (const people of [1, 2, 3, 4])
      expect(discloseFree(places, people)).toMatchObject({ value: null, text: `${Math.max(0, places - 4)} or more` });
});

test('a count between two bounds is told as far as they go', () => {
  const told = (least: number, most: number) => discloseBetween({ least, most }).text;
  expect([
    told(7, 7),
    told(0, 0),
    told(1, 4),
    told(2, 8),
    told(0, 12),
    told(0, 4),
    told(9, Infinity),
    told(0, Infinity),
  ]).toEqual(['7', '0', 'fewer than 5', '2 to 8', 'up to 12', 'up to 4', '9 or more', 'not shown']);
  expect(discloseBetween({ least: 2, most: 8 })).toMatchObject({ value: null, kind: 'about' });
  expect(discloseBetween({ least: 9, most: Infinity })).toMatchObject({ value: null, kind: 'at_least' });
});

test('with 76 guests in eleven languages, those of five or more are told, but for as few as hide the small ones', () => {
  const told = texts([14, 12, 11, 9, 8, 7, 6, 3, 3, 2, 1]);
  expect(told.slice(0, 7)).toEqual(['7 to 19', '12', '11', '9', '8', '7', '6']);
  expect(new Set(told.slice(7))).toEqual(new Set(['fewer than 5']));
  expect(texts([9, 9, 9, 1, 1])).toEqual(['5 to 13', '5 to 13', '9', 'fewer than 5', 'fewer than 5']);
});

test('breakdowns are taken on the half hour', () => {
  const half = new Date('2026-11-19T07:30:00Z');
  expect(snapshotTime(half)).toEqual(half);
  expect(snapshotTime(new Date('2026-11-19T07:59:59.999Z'))).toEqual(half);
  expect(snapshotTime(new Date('2026-11-19T08:00:00Z'))).toEqual(new Date('2026-11-19T08:00:00Z'));
});

test('a sentence tells a number of people as any count of them, and everything else as it stands', () => {
  for (let n = 0; n <= 60; n += 1) {
    for (const whom of ['people', 'guests']) {
      const told = isSmall(n) ? 'fewer than 5' : String(n);
      expect(discloseWords(`Centre Wren activated, for ${n} ${whom}, as overflow`)).toBe(
        `Centre Wren activated, for ${told} ${whom}, as overflow`,
      );
    }
    expect(discloseMeant(n)).toBe(isSmall(n) ? 5 : n);
  }
  expect(discloseWords('1 person and 1 guest')).toBe('fewer than 5 people and fewer than 5 guests');
  for (const as of ['Hold coach 2 for ten minutes', '1,004 people', '24 people by 03:15', 'Hall 3, people first']) {
    expect(discloseWords(as)).toBe(as);
  }
});
