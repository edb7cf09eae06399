import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

interface Kind {
  what: string;
  pattern: RegExp;
  /** Files that may, with how often. */
  may: Record<string, number>;
}

const kinds: readonly Kind[] = [
  {
    what: 'reads or sets a part of a date in the zone of the machine',
    pattern: /\.[gs]et(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\(/g,
    // The library of bank holidays hands back days as the machine's zone has them.
    may: { 'server/venues/openingHours.ts': 3 },
  },
  {
    what: 'makes a date of parts in the zone of the machine',
    pattern: /new Date\([^()]*(?:\([^()]*\)[^()]*)*,|new Date\(['"`]\d{4}-\d\d-\d\dT[\d:.]+['"`]\)/g,
    may: { 'server/venues/openingHours.ts': 2 },
  },
  {
    what: 'shows a date in the zone of the machine',
    pattern: /\.toLocale(?:Date|Time)String\(|\.to(?:Date|Time)String\(/g,
    may: {},
  },
  {
    what: 'formats a date without naming its zone',
    pattern: /Intl\.DateTimeFormat\((?![^)]*timeZone: '(?:Europe\/London|UTC)')/g,
    may: {},
  },
  {
    what: 'takes a day for 24 hours',
    // How long cookies and pairings last, how far back a list goes, and how long something may be.
    pattern: /24 \* (?:60 \* 60|HOUR|3_600_000|3600)|86_?400/g,
    may: {
      'client/parts/rosters/cover.ts': 2,
      'client/screens/silver/gaps.ts': 1,
      'server/access/cookies.ts': 1,
      'server/engine/refusals.ts': 1,
      'server/people/paper.ts': 1,
      'server/tablets/pairing.ts': 1,
      'server/users/given.ts': 1,
      'shared/rosters/contract.ts': 1,
    },
  },
];

const sources = ['client', 'server', 'shared', 'db'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((it) => /\.tsx?$/.test(it))
    .map((it) => `${folder}/${it.replaceAll(path.sep, '/')}`),
);

const found = ({ pattern }: Kind): Record<string, number> =>
  Object.fromEntries(
    sources.flatMap((file) => {
      const count = [...readFileSync(path.join(root, file), 'utf8').matchAll(pattern)].length;
      return count > 0 ? [[file, count]] : [];
    }),
  );

test.each(kinds)('no file $what, but where it does no harm', (kind) => {
  expect(sources.length).toBeGreaterThan(400);
  expect(found(kind)).toEqual(kind.may);
});

test.each([
  ['at.getHours()', 0],
  ['at.setDate(3)', 0],
  ['new Date(2026, 0, 5, 12)', 1],
  ["new Date('2026-10-25T01:30:00')", 1],
  ['at.toLocaleTimeString()', 2],
  ["new Intl.DateTimeFormat('en-GB', { weekday: 'short' })", 3],
  ['start + 24 * HOUR', 4],
  ['86400000', 4],
])('%s is found', (text, index) => {
  expect(text.match(kinds[index]?.pattern ?? /^$/)).not.toBeNull();
});

test('a date in UTC, and a number with thousands, are not', () => {
  const fine =
    "at.getUTCHours() new Date(Date.UTC(2026, 0, 5)) rows.toLocaleString('en-GB') new Date('2026-10-25T01:30:00Z')";
  for (const { pattern } of kinds) expect(fine.match(pattern)).toBeNull();
});
