import { describe, expect, test } from 'vitest';
import { decode } from '../../server/imports/decode.ts';
import { parseCsv } from '../../server/imports/rows.ts';
import { cellReader } from '../../shared/cells.ts';
import { partnerRowsFromCsv } from '../../shared/partners/csv.ts';
import { readCsv, sampleText } from './support/samples.ts';

const wordsOf = (input: string | Uint8Array, limits?: { bytes: number; rows: number }): string => {
  const result = parseCsv(input, limits ? { limits } : {});
  return result.ok ? 'read' : (result.problems[0]?.words ?? '');
};

test('a file with as many columns as it may have is read, and one more is not', () => {
  const wide = (n: number): string =>
    [1, 2].map((row) => Array.from({ length: n }, () => `c${row}`).join(',')).join('\n');
  expect(wordsOf(wide(200))).toBe('read');
  expect(wordsOf(wide(201))).toBe('The first row has more than 200 columns. Send only the columns of this register');
});

test('a file of empty lines is refused before its rows are looked at, past twenty lines for each row there may be', () => {
  const limits = { bytes: 10_000, rows: 10 };
  const long = (lines: number): string => `name\nAlder${'\n'.repeat(lines - 2)}`;
  expect(wordsOf(long(200), limits)).toBe('read');
  expect(wordsOf(long(201), limits)).toBe('The file has far more lines than 10 rows take. Split it');
});

test('a file that is too large says how large it may be', () => {
  const limits = { bytes: 2 * 1024 * 1024, rows: 10 };
  const name = 'name\n';
  expect(wordsOf(name.padEnd(limits.bytes, 'x'), limits)).toBe('read');
  expect(wordsOf(name.padEnd(limits.bytes + 1, 'x'), limits)).toBe('The file is larger than 2 MB. Split it');
});

test('a code on many rows names the others, the first five of them', () => {
  const [heading = '', first = ''] = sampleText('partners').split('\n');
  const rows = partnerRowsFromCsv(readCsv([heading, ...Array.from({ length: 7 }, () => first)].join('\n')), new Map());
  expect(rows[0]?.problems).toEqual([{ field: 'code', words: 'Also on row 3, 4, 5, 6, 7. Keep one of them' }]);
  expect(rows[6]?.problems).toEqual([{ field: 'code', words: 'Also on row 2, 3, 4, 5, 6. Keep one of them' }]);
});

describe('letters of two bytes without a mark', () => {
  const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
  const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
  // Of a hundred, fifteen of another alphabet.
  const mixed = `${'Aldermoor,Town hall\n'.repeat(5).slice(0, 85)}${'Ż'.repeat(15)}`;

  test.each([
    ['A to Z alone', 'name,town\nAlder,Derby\n'],
    ['a few others', mixed],
  ])('of %s are read, whichever byte comes first', (_, text) => {
    expect(decode(utf16(text))).toEqual({ text, guessed: false });
    expect(decode(swapped(text))).toEqual({ text, guessed: false });
  });

  test('are not supposed of three bytes, nor where zeros stand at odd and even places', () => {
    expect(decode(new Uint8Array([0x61, 0, 0x62]))?.text).toBe('a\0b');
    expect(decode(new Uint8Array([0, 0, 0x61, 0, 0, 0x62]))?.text).toBe('\0\0a\0\0b');
  });
});

const cell = (text: string) =>
  cellReader({ row: 2, cells: { it: text }, formulas: [], notes: [], problems: [], overflows: false }, ['it']);

test.each([
  ['12', 12],
  ['-1.5', -1.5],
  ['1,234', 1_234],
  ['1,234,567', 1_234_567],
  ['1,23', undefined],
  ['12,34,567', undefined],
  ['', undefined],
])('a number "%s" is read as %s', (text, number) => expect(cell(text).number('it')).toBe(number));

test.each([
  ['yes', true, 0],
  ['Y', true, 1],
  ['TRUE', true, 1],
  ['no', false, 0],
  ['n', false, 1],
  ['False', false, 1],
  ['ja', undefined, 0],
])('"%s" is taken for yes or no as it is meant', (text, meant, notes) => {
  const reader = cell(text);
  expect([reader.yesNo('it'), reader.notes.length]).toEqual([meant, notes]);
});

test('a choice that is none is answered with all there are, and what was found', () => {
  const reader = cell('canteen');
  expect(reader.choice('it', ['none', 'kitchenette', 'full'])).toBeUndefined();
  expect(reader.problems).toEqual([{ field: 'it', words: 'Use none, kitchenette or full, not “canteen”' }]);
  const empty = cell('');
  expect(empty.choice('it', ['no', 'yes'])).toBeUndefined();
  expect(empty.problems).toEqual([{ field: 'it', words: 'Use no or yes, not an empty cell' }]);
});

test.each([
  ['1/2/2026', '2026-02-01'],
  ['01.02.26', '2026-02-01'],
  ['1 September 2026', '2026-09-01'],
  ['31-dec-2026', '2026-12-31'],
  ['2026-06-12T00:00', '2026-06-12'],
  ['', null],
  ['1/0/2026', undefined],
  ['1/13/2026', undefined],
  ['2026-06-12 09:00', undefined],
])('a day "%s" is read as %s', (text, day) => expect(cell(text).day('it')).toBe(day));
