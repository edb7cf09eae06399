/** What an attentive silver must find, or it would prove nothing that she finds nothing elsewhere. */
import { describe, expect, test } from 'vitest';
import type { Bounds } from '../../shared/disclosure.ts';
import { namedBy, type Seen, type Table } from '../support/attentive.ts';
import { seeded } from '../support/random.ts';

const sex = ['male', 'female', 'unknown'];
const exactly = (counts: Record<string, number>): Table => ({
  told: Object.fromEntries(Object.entries(counts).map(([cell, n]) => [cell, { least: n, most: n }])),
});
const few = { least: 1, most: 4 };

describe('an attentive silver', () => {
  test('names the people of a centre that is let into the table alone', () => {
    const seen: Seen[] = [
      { come: { male: 12, female: 8 } },
      exactly({ male: 12, female: 8, unknown: 0 }),
      { come: { male: 1, female: 4 } },
      exactly({ male: 13, female: 12, unknown: 0 }),
    ];
    expect(namedBy(sex, seen)).toEqual(
      expect.arrayContaining(['from table 1 to 2: male 1', 'from table 1 to 2: female 4', 'move 2: male 1']),
    );
  });

  test.each([1, 2, 3, 4])('names those of a table that is shown after %i came', (n) => {
    const seen: Seen[] = [
      { come: { male: 9, female: 8 } },
      exactly({ male: 9 }),
      { come: { female: n } },
      exactly({ male: 9 }),
    ];
    const told = namedBy(['male', 'female'], seen);
    expect(told).toContain(`from table 1 to 2: female ${n}`);
    expect(namedBy(['male', 'female'], seen.slice(0, 2))).toEqual([]);
  });

  test('names a language from two cuts of the same people', () => {
    const seen: Seen[] = [{ come: { ro: 10, vi: 18, sq: 2 } }, exactly({ ro: 10 }), exactly({ vi: 18 })];
    expect(namedBy(['ro', 'vi', 'sq'], seen)).toContain('table 1: sq 2');
    expect(namedBy(['ro', 'vi', 'sq'], seen.slice(0, 2))).toEqual([]);
  });

  test('names a hidden cell by subtraction, and from bounds that leave it no room', () => {
    expect(namedBy(sex, [{ come: { male: 9, female: 8, unknown: 3 } }, exactly({ male: 9, female: 8 })])).toContain(
      'table 1: unknown 3',
    );
    const tops = { told: { male: few, female: few, unknown: { least: 5, most: 9 } } };
    expect(namedBy(sex, [{ come: { male: 4, female: 4, unknown: 9 } }, tops])).toContain('table 1: male 4');
    const room = { told: { male: few, female: few, unknown: { least: 5, most: 10 } } };
    expect(namedBy(sex, [{ come: { male: 4, female: 4, unknown: 9 } }, room])).toEqual([]);
  });

  test('names it from tables that hide it each, but not together', () => {
    // Nobody goes, so that there are no fewer than before and no more than after.
    const grows: Seen[] = [
      { come: { male: 6, female: 2 } },
      { told: { male: { least: 5, most: 20 }, female: { least: 2, most: 4 } } },
      { come: { male: 9 } },
      { told: { male: { least: 5, most: 20 }, female: { least: 1, most: 2 } } },
    ];
    expect(namedBy(['male', 'female'], grows)).toContain('table 1: female 2');
    expect(namedBy(['male', 'female'], grows.slice(0, 2))).toEqual([]);
  });

  test('counts with those who went: two who came and two who went may be anybody', () => {
    const seen: Seen[] = [
      { come: { male: 9, female: 9 } },
      exactly({ male: 9, female: 9 }),
      { come: { male: 2 } },
      { go: { male: 2 } },
      exactly({ male: 9, female: 9 }),
    ];
    expect(namedBy(['male', 'female'], seen)).toEqual([]);
    const gone: Seen[] = [...seen.slice(0, 2), { go: { female: 3 } }, exactly({ male: 9, female: 6 })];
    expect(namedBy(['male', 'female'], gone)).toContain('from table 1 to 2: female -3');
  });

  test('names who left where those who are out are told apart', () => {
    const seen: Seen[] = [
      { come: { left: 2, out: 5 } },
      { told: {} },
      { go: { out: 1 }, never: ['left'] },
      { told: {} },
    ];
    expect(namedBy(['left', 'out'], seen, ['left'])).toEqual([]);
    const apart: Seen[] = [...seen, exactly({ out: 4 })];
    expect(namedBy(['left', 'out'], apart, ['left'])).toContain('table 1: left 2');
  });

  test('names what is told of several cells together and of each but one', () => {
    const told = { ro: { least: 9, most: 9 }, other: { least: 8, most: 8 } };
    const together: Seen[] = [{ come: { ro: 9, vi: 6, sq: 2 }, told }];
    expect(namedBy(['ro', 'vi', 'sq'], together)).toEqual([]);
    expect(namedBy(['ro', 'vi', 'sq'], [...together, exactly({ vi: 6 })])).toContain('table 1: sq 2');
  });

  test('is not taken in by a table that is wrong of what happened', () => {
    expect(() => namedBy(sex, [{ come: { male: 2 } }, exactly({ male: 3 })])).toThrow(
      'male is told to be 3 to 3, and is 2',
    );
  });
});

type Counts = Record<string, number>;

function* partings(cells: readonly string[], n: number): Generator<Counts> {
  const [first, ...rest] = cells;
  if (first === undefined) return n === 0 ? yield {} : undefined;
  for (let k = 0; k <= n; k += 1) for (const other of partings(rest, n - k)) yield { [first]: k, ...other };
}

const sumOf = (counts: Counts): number => Object.values(counts).reduce((all, n) => all + n, 0);

/** All that can be supposed, tried one by one: how many of each cell there are at each table. */
const supposed = (cells: readonly string[], seen: readonly Seen[]): Counts[][] => {
  let all: { here: Counts; tables: Counts[] }[] = [{ here: {}, tables: [] }];
  for (const it of seen) {
    if ('told' in it && !('come' in it)) {
      const fits = (n: number, bounds: Bounds | undefined) => !bounds || (n >= bounds.least && n <= bounds.most);
      all = all
        .filter(({ here }) => cells.every((cell) => fits(here[cell] ?? 0, it.told[cell])))
        .map(({ here, tables }) => ({ here, tables: [...tables, here] }));
      continue;
    }
    const [who, by] = 'come' in it ? ([it.come, 1] as const) : (['go' in it ? it.go : {}, -1] as const);
    all = all.flatMap(({ here, tables }) =>
      [...partings(cells, sumOf(who))]
        .map((parted) => Object.fromEntries(cells.map((cell) => [cell, (here[cell] ?? 0) + by * (parted[cell] ?? 0)])))
        .filter((next) => Object.values(next).every((n) => n >= 0))
        .map((next) => ({ here: next, tables })),
    );
  }
  return all.map(({ tables }) => tables);
};

const oneValue = (values: readonly number[]): boolean => new Set(values).size === 1;

/** What only one value is left of, of single cells and of pairs, at a table and between two. */
const namedByTrying = (cells: readonly string[], seen: readonly Seen[]): string[] => {
  const all = supposed(cells, seen);
  const sets = cells.flatMap((a, at) => [[a], ...cells.slice(at + 1).map((b) => [a, b])]);
  const n = (tables: readonly Counts[], table: number, set: readonly string[]): number =>
    table === 0 ? 0 : set.reduce((whole, cell) => whole + (tables[table - 1]?.[cell] ?? 0), 0);
  const found: string[] = [];
  for (const set of sets)
    for (let later = 1; later <= (all[0]?.length ?? 0); later += 1)
      for (let sooner = 0; sooner < later; sooner += 1) {
        const values = all.map((tables) => n(tables, later, set) - n(tables, sooner, set));
        const [value = 0] = values;
        const what = sooner === 0 ? `table ${later}` : `from table ${sooner} to ${later}`;
        if (oneValue(values) && value !== 0 && Math.abs(value) < 5)
          found.push(`${what}: ${set.join(' and ')} ${value}`);
      }
  return found;
};

test('an attentive silver names what is left when all that could be is tried, no more and no less', () => {
  const cells = ['a', 'b', 'c'];
  const next = seeded(41);
  const below = (n: number): number => Math.floor(next() * n);
  let named = 0;
  for (let round = 0; round < 200; round += 1) {
    const here: Counts = { a: 0, b: 0, c: 0 };
    const seen: Seen[] = [];
    for (let step = 0; step < 2 + below(2); step += 1) {
      const come = { a: below(4), b: below(4), c: below(3) };
      seen.push({ come });
      for (const cell of cells) here[cell] = (here[cell] ?? 0) + (come[cell as 'a'] ?? 0);
      if (below(3) === 0) {
        const go = Object.fromEntries(cells.map((cell) => [cell, Math.min(here[cell] ?? 0, below(2))]));
        seen.push({ go });
        for (const cell of cells) here[cell] = (here[cell] ?? 0) - (go[cell] ?? 0);
      }
      const told = cells
        .filter(() => below(3) > 0)
        .map((cell) => [
          cell,
          { least: Math.max(0, (here[cell] ?? 0) - below(3)), most: (here[cell] ?? 0) + below(3) },
        ]);
      seen.push({ told: Object.fromEntries(told) as Record<string, Bounds> });
    }
    const byTrying = namedByTrying(cells, seen);
    named += byTrying.length;
    const byFlow = namedBy(cells, seen).filter((it) => !it.startsWith('move'));
    expect([round, byFlow.toSorted()]).toEqual([round, byTrying.toSorted()]);
  }
  expect(named).toBeGreaterThan(100);
});
