import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginsWith, finds, fold, sameName } from '../../shared/fold.ts';
import { alike, apart } from '../support/alike.ts';

test.each(alike)('%s is %s', (given, typed) => {
  expect(fold(given)).not.toBe('');
  expect(fold(given)).toBe(fold(typed));
  expect(sameName(given, typed)).toBe(true);
  expect(beginsWith(given, typed)).toBe(true);
});

test.each(apart)('%s is not %s', (one, other) => expect(sameName(one, other)).toBe(false));

test('whichever of two ways a name is typed, it is found as it was given, and the other way round', () => {
  expect(alike.filter(([given, typed]) => !finds(typed, ['K-001', given, null]))).toEqual([]);
  expect(alike.filter(([given, typed]) => !finds(given, [typed]))).toEqual([]);
});

test('every word that is typed has to be there, in any order; nothing typed finds everything', () => {
  expect(finds('an nguyen', ['Nguyễn Văn An'])).toBe(true);
  expect(finds('nguyen bao', ['Nguyễn Văn An'])).toBe(false);
  expect(finds('  ', ['Ana'])).toBe(true);
  expect(finds('ana', [null, undefined])).toBe(false);
});

test('two texts do not run together into a third', () => expect(finds('annapop', ['Anna', 'Pop'])).toBe(false));

test('what is folded once stays as it is, and composed and decomposed are one, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
      expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      expect(fold(text.toUpperCase())).toBe(fold(text.toUpperCase().toLowerCase()));
    }),
    { seed: 20261128, numRuns: 2_000 },
  );
});
