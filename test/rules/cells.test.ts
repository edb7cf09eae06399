import { expect, test } from 'vitest';
import { cellReader } from '../../shared/cells.ts';

const of = (cell: string) =>
  cellReader({ row: 2, cells: { it: cell }, formulas: [], notes: [], problems: [], overflows: false }, ['it', 'other']);

test.each([
  ['2026-06-12', '2026-06-12', null],
  ['2026-06-12 00:00', '2026-06-12', '12 June 2026'],
  ['2026-06-12T00:00:00', '2026-06-12', '12 June 2026'],
  ['12/06/2026', '2026-06-12', '12 June 2026'],
  ['1.1.27', '2027-01-01', '1 January 2027'],
  ['31-12-2026', '2026-12-31', '31 December 2026'],
  ['12-Jun-26', '2026-06-12', '12 June 2026'],
  ['3 sept 2026', '2026-09-03', '3 September 2026'],
  ['30 November 2026', '2026-11-30', '30 November 2026'],
])('the date “%s” is read as %s', (cell, day, as) => {
  const reader = of(cell);
  expect(reader.day('it')).toBe(day);
  expect(reader.notes).toEqual(as ? [{ field: 'it', words: `Read “${cell}” as ${as}` }] : []);
  expect(reader.problems).toEqual([]);
});

test.each([
  '2026-06-12 09:30',
  'on 2026-06-12',
  'by 12/06/2026',
  '12/06/2026 late',
  '06/13/2026',
  '12/0/2026',
  '12/junk/2026',
  '12/may-day/2026',
  '12/6',
  'soon',
])('“%s” is no date', (cell) => {
  const reader = of(cell);
  expect(reader.day('it')).toBeUndefined();
  expect(reader.problems).toEqual([{ field: 'it', words: `Use a date such as 2026-06-12, not “${cell}”` }]);
});

test('a day that no month has is told as it stands, for the contract to refuse', () => {
  const reader = of('31/02/2026');
  expect(reader.day('it')).toBe('2026-02-31');
  expect(reader.notes).toHaveLength(1);
});

test.each([
  ['12', 12],
  ['12.5', 12.5],
  ['-3', -3],
  ['+44', 44],
  ['1,378', 1378],
  ['12,345', 12_345],
  ['1,234,567', 1_234_567],
])('the number “%s” is %d', (cell, number) => {
  const reader = of(cell);
  expect([reader.number('it'), reader.numberOrNull('it')]).toEqual([number, number]);
  expect(reader.problems).toEqual([]);
});

test.each(['1,37', '1,3780', 'a1,378', '1,378 m2', '1234,567', 'abc,def', '12.', 'twelve', '1e3'])(
  '“%s” is no number',
  (cell) => {
    const reader = of(cell);
    expect(reader.number('it')).toBeUndefined();
    expect(reader.problems).toEqual([{ field: 'it', words: `Use a number such as 12 or 12.5, not “${cell}”` }]);
  },
);

test('an empty cell is called so, and a long one is cut short', () => {
  const empty = of('');
  expect([empty.number('it'), empty.numberOrNull('it'), empty.day('it'), empty.telephone('it')]).toEqual([
    undefined,
    null,
    null,
    '',
  ]);
  expect(empty.problems).toEqual([{ field: 'it', words: 'Use a number such as 12 or 12.5, not an empty cell' }]);
  const long = of('x'.repeat(41));
  long.number('it');
  expect(long.problems[0]?.words).toBe(`Use a number such as 12 or 12.5, not “${'x'.repeat(40)}”`);
});

test.each([
  ['yes', true, null],
  ['no', false, null],
  ['YES', true, null],
  ['y', true, 'yes'],
  ['TRUE', true, 'yes'],
  ['n', false, 'no'],
  ['False', false, 'no'],
])('“%s” to a question is %s', (cell, answer, as) => {
  const reader = of(cell);
  expect(reader.yesNo('it')).toBe(answer);
  expect(reader.notes).toEqual(as ? [{ field: 'it', words: `Read “${cell}” as ${as}` }] : []);
});

test('a choice is one of those there are, and otherwise they are named', () => {
  expect([of('Yes').choice('it', ['yes', 'no', 'unknown']), of('y').choice('it', ['yes', 'no'])]).toEqual([
    'yes',
    'yes',
  ]);
  const wrong = (values: readonly string[], cell = 'y') => {
    const reader = of(cell);
    expect(reader.choice('it', values)).toBeUndefined();
    return reader.problems[0]?.words;
  };
  expect(wrong(['a'])).toBe('Use a, not “y”');
  expect(wrong(['a', 'b'])).toBe('Use a or b, not “y”');
  expect(wrong(['a', 'b', 'c'])).toBe('Use a, b or c, not “y”');
  expect(wrong(['yes', 'no'], 'maybe')).toBe('Use yes or no, not “maybe”');
});

test('parts of a list stand between bars, without what is empty', () => {
  expect(of(' kitchen | | hall|').list('it')).toEqual(['kitchen', 'hall']);
  expect([of('').has('it'), of('').has('other'), of('').has('third')]).toEqual([true, true, false]);
});

test('a telephone number nobody gives out is asked about, and taken', () => {
  const reader = of('01999 123456');
  expect(reader.telephone('it')).toBe('01999 123456');
  expect(reader.notes).toEqual([
    { field: 'it', words: 'Is 01999 123456 right? Numbers that begin like it are not in use' },
  ]);
  const usual = of('07700900135');
  expect(usual.telephone('it')).toBe('07700 900135');
  expect(usual.notes).toEqual([{ field: 'it', words: 'Read “07700900135” as 07700 900135' }]);
});
