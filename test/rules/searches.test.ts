import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const files = ['client', 'server', 'shared', 'db/schema']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((it) => path.join(folder, it)),
  )
  .filter((it) => /\.tsx?$/.test(it) && it !== path.join('shared', 'fold.ts'));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const COMPARES = /\.(includes|startsWith|endsWith|indexOf|has|get|localeCompare|find|some|every)\(|[!=]==/;
const CASE = /\.to(Locale)?(Lower|Upper)Case\(\)/;
/** `const wanted = text.trim().toLowerCase()`: kept to be compared with, unless it is a line of words. */
const KEPT = /(const|let) \w+ =\s[^`;=]*\.to(Locale)?(Lower|Upper)Case\(\)[^`;=]*$/;
const IN_SQL = /\b(?<!order by )(lower|upper)\((?!\))|\bi?like '|\bilike\b|\bsimilar to\b|~\*/;
/** Names that are told apart by accents: Intl's own way to compare, or a bare normal form. */
const BY_HAND = /Intl\.Collator|\.normalize\('NF|unaccent/;

/** Statements that compare letters otherwise than by `fold`. */
const unfolded = (code: string): string[] =>
  code
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .split(/;\s*\n/)
    .map((it) => it.trim())
    .filter((it) => {
      const compared = /\.localeCompare\(/.test(it) ? !/\.(toSorted|sort)\(/.test(it) : false;
      return compared || KEPT.test(it) || IN_SQL.test(it) || BY_HAND.test(it) || comparesCase(it);
    });

/** A change of case and a comparison in one line, or in a chain that is broken over lines. */
const comparesCase = (statement: string): boolean =>
  statement
    .replaceAll(/\n\s*\./g, '.')
    .split('\n')
    .some((line) => CASE.test(line) && COMPARES.test(line.replaceAll(/\?\?|`[^`]*`/g, '')));

/** Where case is changed beside a comparison that is not of names, and why. */
const elsewhere: readonly { file: string; only: RegExp; because: string }[] = [
  { file: 'shared/cells.ts', only: /text\(field\)|MONTHS/, because: 'Words of a closed list, such as yes and no.' },
  { file: 'shared/postcodes.ts', only: /NFKC/, because: 'Letters A to Z and figures, whatever their width.' },
  { file: 'shared/telephones.ts', only: /NFKC/, because: 'Figures, whatever their width.' },
  { file: 'shared/references.ts', only: /typed|byReference/, because: 'The number on a wristband, in letters A to Z.' },
  { file: 'client/screens/checkIn/typing.ts', only: /typed/, because: 'The number on a wristband, in letters A to Z.' },
  {
    file: 'client/screens/attention/words.ts',
    only: /differs|fieldTitles|lower = |quarantined/,
    because: 'A sentence.',
  },
  { file: 'client/screens/attention/values.ts', only: /place === 0/, because: 'A sentence.' },
  { file: 'client/screens/checkIn/words.ts', only: /at === 0/, because: 'A sentence.' },
  { file: 'client/screens/roster/board.ts', only: /day === first|index === 0/, because: 'A sentence.' },
  { file: 'client/screens/roster/Roster.tsx', only: /slots\.length === 1/, because: 'A sentence.' },
  { file: 'client/screens/venues/Record.tsx', only: /first === undefined/, because: 'A sentence.' },
  { file: 'client/screens/silver/mapContent.ts', only: /sub = labelLine/, because: 'A sentence.' },
  { file: 'client/parts/people/words.ts', only: /languageName/, because: 'A sentence.' },
  { file: 'server/attention/show/onBehalf.ts', only: /whoever is/, because: 'A sentence.' },
  { file: 'server/attention/show/parts.ts', only: /labelOf/, because: 'A sentence.' },
  {
    file: 'client/parts/people/reference.ts',
    only: /padStart/,
    because: 'The number on a wristband, in letters A to Z.',
  },
  { file: 'shared/hours/open.ts', only: /MONTHS/, because: 'English names of months, in letters A to Z.' },
  {
    file: 'shared/hours/tokens.ts',
    only: /semicolon/,
    because: 'English words of opening hours, in letters A to Z.',
  },
  { file: 'shared/users.ts', only: /emailAddress/, because: 'Addresses of mail are kept in small letters.' },
  { file: 'server/access/tries.ts', only: /countedFor/, because: 'Addresses of mail are kept in small letters.' },
];

const all = files.map((file) => [file, unfolded(read(file))] as const);

test('nothing is excepted that is not there', () => {
  const stale = elsewhere.filter(
    ({ file, only }) =>
      !all.some(([it, statements]) => it === path.join(file) && statements.some((one) => only.test(one))),
  );
  expect(stale).toEqual([]);
});

const found = all.flatMap(([file, statements]) => {
  const known = elsewhere.filter((it) => path.join(it.file) === file);
  return statements.filter((it) => !known.some(({ only }) => only.test(it))).map((it) => `${file}: ${it.slice(-160)}`);
});

test('no letters are compared by their case alone: names are folded, here and in the database', () => {
  expect(files.length).toBeGreaterThan(500);
  expect(found).toEqual([]);
});

/** What looks for what was typed on each screen that has a search box, where that is not beside the box. */
const looksFor: Readonly<Record<string, string>> = {
  'client/screens/users/Users.tsx': 'client/screens/users/words.ts',
  'client/screens/rollCall/RollCall.tsx': 'client/screens/rollCall/count.ts',
  'client/screens/rollCall/Missing.tsx': 'client/screens/rollCall/count.ts',
  'client/screens/people/Search.tsx': 'client/screens/people/list.ts',
  'client/screens/venues/Filters.tsx': 'server/venues/list.ts',
};

const boxes = files.filter((it) => /<TextField[^]*?type="search"|<input[^]*?type="search"/.test(read(it)));

test('every search box finds by `fold`; where that is not beside the box, looksFor says where', () => {
  expect(boxes.length).toBeGreaterThan(5);
  expect(boxes.filter((it) => !/\b(finds|beginsWith)\(/.test(read(looksFor[it] ?? it)))).toEqual([]);
});

test.each([
  'const isFound = (it, q) => it.name.toLowerCase().includes(q.toLowerCase());\n',
  'const wanted = text.trim().toLowerCase();\n',
  "return shown\n  .join(' ')\n  .toLowerCase()\n  .includes(q);\n",
  'sql`where lower(name) = lower(${name})`;\n',
  "sql`where name ilike ${'%'}`;\n",
  'if (a.name.localeCompare(b.name) === 0) return a;\n',
  "new Intl.Collator('en', { sensitivity: 'base' });\n",
])('%s', (code) => expect(unfolded(code)).toHaveLength(1));

test.each([
  'const line = `Centre is ${words.toLowerCase()}`;\n',
  'names.toSorted((a, b) => a.localeCompare(b));\n',
  'sql`order by lower(u.name), u.id`;\n',
])('%s is words, or an order', (code) => expect(unfolded(code)).toEqual([]));
