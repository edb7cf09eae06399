import { expect, test } from 'vitest';
import type { PlanRow } from '../../shared/plans/contract.ts';
import { type Expected, scalePlan } from '../../shared/plans/scale.ts';

const row = (more: Partial<PlanRow>): PlanRow => ({
  role: 'interpreter',
  partner: 'INT',
  small: 0,
  medium: 0,
  large: 0,
  scalesWith: { kind: 'per_language', per: 8 },
  ...more,
});
const scaled = (languages: Expected['languages'], more: Partial<PlanRow> = {}, expected = 40) =>
  scalePlan([row(more)], { size: 'medium', expected, languages })[0];

test.each([
  ['en', 0],
  ['en-GB', 0],
  ['und', 0],
  ['ro', 1],
  ['enm', 1],
])('speakers of "%s" call for %i interpreters: English, and what nobody knows, for none', (tag, heads) => {
  expect(scaled([{ tag, people: 8 }])?.heads).toBe(heads);
});

test('one for every eight, one at least, and none where nobody speaks it', () => {
  const heads = (people: number) => scaled([{ tag: 'ro', people }])?.heads;
  expect([0, 1, 8, 9, 16, 17].map(heads)).toEqual([0, 1, 1, 2, 2, 3]);
});

test('what nobody said is shared by those it was not said of, and is never less than none', () => {
  const languages = [{ tag: 'ro', people: 24 }, { tag: 'vi' }, { tag: 'en' }];
  // Sixteen are left for two languages.
  expect(scaled(languages)?.byLanguage).toEqual([
    { language: 'ro', heads: 3 },
    { language: 'vi', heads: 1 },
  ]);
  expect(scaled(languages, {}, 42)?.byLanguage.at(-1)).toEqual({ language: 'vi', heads: 2 });
  expect(scaled(languages, {}, 10)?.byLanguage.at(-1)).toEqual({ language: 'vi', heads: 1 });
});

test('the number of the plan counts where it is more, and those left over speak any; why is said of what counts', () => {
  const four = scaled([{ tag: 'ro', people: 8 }], { medium: 4 });
  expect(four).toMatchObject({ heads: 4, why: '4 at a medium centre' });
  expect(four?.byLanguage).toEqual([
    { language: 'ro', heads: 1 },
    { language: null, heads: 3 },
  ]);
  const same = scaled([{ tag: 'ro', people: 32 }], { medium: 4 });
  expect(same).toMatchObject({ heads: 4, byLanguage: [{ language: 'ro', heads: 4 }], why: '4 at a medium centre' });
  expect(scaled([{ tag: 'ro', people: 33 }], { medium: 4 })?.why).toBe('one for every 8 speakers of each language');
  const child = scalePlan([row({ scalesWith: { kind: 'on_site_if_any_child' } })], {
    size: 'small',
    expected: 5,
    children: true,
  });
  expect(child).toMatchObject([
    { heads: 1, byLanguage: [{ language: null, heads: 1 }], why: 'a child, or someone who may be' },
  ]);
  expect(scalePlan([row({ scalesWith: null, large: 3 })], { size: 'several', expected: 400 })[0]).toMatchObject({
    heads: 3,
    why: '3 at a large centre',
  });
});
