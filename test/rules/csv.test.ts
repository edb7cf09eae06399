import { describe, expect, test } from 'vitest';
import { parseCsv, writeCsv } from '../../server/imports/rows.ts';
import { guardCell, unguardCell } from '../../shared/csv.ts';
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
