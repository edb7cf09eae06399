import { expect, test } from 'vitest';
import { isMuch } from '../../client/ui/typed.ts';

const before = { name: '', note: '', zone: '', people: 1, wishes: ['quiet'] };

test('three answers are too much to throw away unasked, and two are not', () => {
  expect(isMuch(before, before)).toBe(false);
  expect(isMuch(before, { ...before, name: 'A', people: 2 })).toBe(false);
  expect(isMuch(before, { ...before, name: 'A', people: 2, wishes: [] })).toBe(true);
  // The same list, chosen anew.
  expect(isMuch(before, { ...before, name: 'A', people: 2, wishes: ['quiet'] })).toBe(false);
});

test('so is a sentence, in one field or over several, however many blanks stand around it', () => {
  expect(isMuch(before, { ...before, note: 'x'.repeat(29) })).toBe(false);
  expect(isMuch(before, { ...before, note: 'x'.repeat(30) })).toBe(true);
  expect(isMuch(before, { ...before, note: 'x'.repeat(15), name: 'x'.repeat(15) })).toBe(true);
  expect(isMuch(before, { ...before, note: `${' '.repeat(40)}x` })).toBe(false);
  // What stood there before was not typed now.
  const long = { ...before, note: 'x'.repeat(40) };
  expect(isMuch(long, { ...long, name: 'A' })).toBe(false);
});
