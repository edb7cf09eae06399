import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseCsv, writeCsv } from '../../server/imports/rows.ts';
import { checkColumns, type CsvRegister, guardCell, headingKey, previewRows, unguardCell } from '../../shared/csv.ts';
import { readCsv } from './support/samples.ts';

const cellsOf = (input: string | Uint8Array) => readCsv(input).rows.map(({ cells }) => ({ ...cells }));
const plain = [{ name: 'Alder, Town Hall', town: 'Derby' }];

describe('files as offices save them are read alike', () => {
  test.each([
    ['with a byte order mark', '\uFEFFname,town\n"Alder, Town Hall",Derby\n'],
    ['with CRLF', 'name,town\r\n"Alder, Town Hall",Derby\r\n'],
    ['with semicolons', 'name;town\nAlder, Town Hall;Derby\n'],
    ['with tabs', 'name\ttown\nAlder, Town Hall\tDerby\n'],
    ['with other capitals and spaces in the headings', ' Name , TOWN \n"Alder, Town Hall", Derby \n'],
    ['with empty lines and empty columns at the end', 'name,town,,\n\n"Alder, Town Hall",Derby,,\n,,,\n'],
  ])('%s', (_, text) => {
    expect(cellsOf(text)).toEqual(plain);
    expect(cellsOf(new TextEncoder().encode(text))).toEqual(plain);
  });

  test('in UTF-16, as some spreadsheets save Unicode text', () => {
    const text = '\uFEFFname\ttown\nŽofie’s Hall\tDerby\n';
    const little = Buffer.from(text, 'utf16le');
    expect(cellsOf(little)).toEqual([{ name: 'Žofie’s Hall', town: 'Derby' }]);
    expect(cellsOf(Buffer.from(little).swap16())).toEqual([{ name: 'Žofie’s Hall', town: 'Derby' }]);
  });
});

test('rows keep the number a spreadsheet shows, past empty lines and line breaks in cells', () => {
  const csv = readCsv('name,town\n"two\nlines",Derby\n\nThird,Ripley\n');
  expect(csv.rows.map(({ row }) => row)).toEqual([2, 4]);
});

test.each([
  ['bytes that are no text', new Uint8Array([0x6e, 0x0a, 0xe9, 0x81, 0x0a]), 'CSV UTF-8'],
  ['a NUL', 'name\nAl\0der\n', 'NUL'],
  ['a lone surrogate', 'name\n\ud800\n', 'UTF-8'],
  ['a quote that never closes', 'name,town\n"Alder,Derby\n', 'Row 2'],
  ['nothing at all', '', 'no rows'],
  ['headings only', 'name,town\n', 'no rows'],
])('a file with %s is refused with a remedy', (_, input, words) => {
  const result = parseCsv(input);
  expect(result.ok).toBe(false);
  expect(result.ok ? '' : result.problems[0]?.words).toContain(words);
});

test('a file that is too large is refused before it is read', () => {
  expect(parseCsv('name\nAlder\n', { limits: { bytes: 5, rows: 10 } }).ok).toBe(false);
});

test('a row with more cells than headings is marked, not cut off', () => {
  expect(readCsv('name,town\nAlder, Town Hall,Derby\n').rows[0]?.overflows).toBe(true);
});

test('a heading cannot reach into the machinery', () => {
  const [row] = readCsv('__proto__,constructor\nx,y\n').rows;
  expect(Object.keys(row?.cells ?? {})).toContain('constructor');
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test.each(['=1+1', '+CMD', '-2+3', '@SUM(A1)', '＝1'])('a cell %s would run in a spreadsheet and is marked', (cell) => {
  expect(readCsv(`name\n${cell}\n`).rows[0]?.formulas).toEqual(['name']);
  expect(readCsv(`name\n'${cell}\n`).rows[0]).toMatchObject({ formulas: [], cells: { name: cell } });
});

test.each(['-1.46221', '+3', '+44 1632 960100', "O'Connor", 'a=b'])('a cell %s is harmless and is let in', (cell) => {
  expect(readCsv(`name\n${cell}\n`).rows[0]?.formulas).toEqual([]);
});

test('nothing written out begins with a sign that a spreadsheet runs, numbers aside', () => {
  for (const cell of ['=1', '+x', '-x', '@x', '\tx', '\rx', '\0x', '+44 1632 960100']) {
    expect(guardCell(cell)).toBe(`'${cell}`);
    expect(unguardCell(guardCell(cell))).toBe(cell);
  }
  expect(writeCsv([['=1+1', '-1.5', "'=x"]], ['a', 'b', 'c'])).toBe("\uFEFFa,b,c\r\n'=1+1,-1.5,''=x\r\n");
});

test('headings are one however their words are set apart, and one that is empty is called so', () => {
  expect(['Coach  parking', ' coach-_parking', 'COACH_PARKING'].map(headingKey)).toEqual(
    Array.from({ length: 3 }, () => 'coach_parking'),
  );
  expect(checkColumns(['name', '', 'wifi'], ['name'])).toEqual([
    { field: '', words: 'The column (no heading) is not known. Remove it or correct its heading' },
    { field: 'wifi', words: 'The column wifi is not known. Remove it or correct its heading' },
  ]);
});

const register: CsvRegister<{ name: string }> = {
  required: ['name'],
  optional: [],
  keyOf: (cells) => cells['name'] ?? '',
  read: (reader) => ({ name: reader.text('name') }),
  schema: z.strictObject({ name: z.string().max(10, 'Use at most 10') }),
  columnOf: (path) => path.join('/'),
  write: ({ name }) => ({ name }),
};

test('a row is wrong for what is wrong with it, and keeps nothing', () => {
  const [tooLong, overflowing, fine] = previewRows(
    readCsv('name\nfar too long a name\nBoth,more\nFine\n'),
    register,
    new Map(),
  );
  expect(tooLong).toMatchObject({ status: 'wrong', problems: [{ field: 'name', words: 'Use at most 10' }] });
  expect(overflowing).toEqual({
    row: 3,
    key: 'Both',
    status: 'wrong',
    baseVersion: null,
    changes: [],
    notes: [],
    problems: [{ field: '', words: 'More cells than headings. Put text that holds a separator in quotes' }],
    details: null,
  });
  expect(fine).toMatchObject({ status: 'new', changes: [], problems: [], details: { name: 'Fine' } });
});

test('what somebody else finds wrong with a row makes it wrong, beside what they remark', () => {
  const remarked = { field: 'name', words: 'Odd' };
  const [row] = previewRows(readCsv('name\nFine\n'), register, new Map(), () => ({
    problems: [{ field: 'name', words: 'Nobody knows it' }],
    notes: [remarked],
  }));
  expect(row).toMatchObject({
    status: 'wrong',
    notes: [remarked],
    problems: [{ field: 'name', words: 'Nobody knows it' }],
    details: null,
  });
});

test('of a key on many rows five others are named', () => {
  const rows = previewRows(readCsv(`name\n${'Same\n'.repeat(7)}`), register, new Map());
  expect(rows[0]?.problems[0]?.words).toBe('Also on row 3, 4, 5, 6, 7. Keep one of them');
});
