import { expect, test } from 'vitest';
import { languageOf, languages, languagesFor } from '../../shared/languages.ts';

test('the languages an operation expects are offered first, in its own order', () => {
  const offered = languagesFor(['vi', 'hu', 'ro']);
  expect(offered.slice(0, 4).map((it) => [it.tag, it.expected])).toEqual([
    ['vi', true],
    ['hu', true],
    ['ro', true],
    ['sq', false],
  ]);
});

test('every language is offered once, whatever is expected', () => {
  const offered = languagesFor(['vi', 'vi', 'ro']).map((it) => it.tag);
  expect(offered).toHaveLength(languages.length);
  expect(new Set(offered).size).toBe(offered.length);
});

test('a language nobody listed is offered too, named by the browser', () => {
  const [first] = languagesFor(['sw']);
  expect(first).toMatchObject({ tag: 'sw', english: 'Swahili', expected: true });
  expect(languagesFor(['sw'])).toHaveLength(languages.length + 1);
});

test('Chinese is one tile, however the operation writes it', () => {
  expect(languagesFor(['zh'])[0]).toMatchObject({ tag: 'zh-Hans', expected: true });
  expect(languagesFor(['zh-Hant'])).toHaveLength(languages.length);
});

test('"not known yet" is a choice of its own and never an expected language', () => {
  expect(languagesFor(['und'])[0]?.expected).toBe(false);
  expect(languageOf('und').english).toBe('Not sure yet');
});

test('right-to-left languages say so', () => {
  expect(
    languages
      .filter((it) => it.dir === 'rtl')
      .map((it) => it.tag)
      .toSorted(),
  ).toEqual(['ar', 'fa', 'prs', 'ps', 'ur']);
});

test('a tag that names no language is shown as it is rather than failing', () => {
  expect(languageOf('xx-notatag-at-all').own).toBeTruthy();
});
