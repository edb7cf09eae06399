import { expect, test } from 'vitest';
import { bothNames, directionOf, languageOf, languages, languagesFor } from '../../shared/languages.ts';
import { sameName } from '../../shared/fold.ts';
import { some } from '../support/some.ts';

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

const named = (tag: string, inTag: string): string | undefined =>
  new Intl.DisplayNames([inTag], { type: 'language', fallback: 'none' }).of(tag);

/** Called otherwise than the platform calls them, and why. */
const otherwise: Readonly<Record<string, string>> = {
  'zh-Hans': 'One tile, whichever letters somebody reads.',
  ku: 'Without the name of the dialect.',
  tl: 'As most who speak it say.',
  rom: 'The platform knows no name of its own.',
  dv: 'The platform knows no name of its own.',
  fa: 'As most who speak it say in English.',
  bn: 'As it is called in English here.',
};

test('our own names of languages are the platform’s, where it has everything', () => {
  const differing = languages.filter(
    (it) => !sameName(named(it.tag, it.tag) ?? '', it.own) || !sameName(named(it.tag, 'en-GB') ?? '', it.english),
  );
  expect(differing.map((it) => it.tag).toSorted()).toEqual(Object.keys(otherwise).toSorted());
});

const fromRight = [
  'ckb',
  'sd',
  'he',
  'ug',
  'yi',
  'dv',
  'ks',
  'ar',
  'ur',
  'fa',
  'prs',
  'ps',
  'ar-SY',
  'pa-PK',
  'az-Arab',
];
const fromLeft = ['ro', 'vi', 'ku', 'ti', 'pa', 'uz', 'sd-Deva', 'zh-Hant', 'und', 'xx-notatag-at-all'];

test.each(fromRight)('%s is written from the right', (tag) => expect(languageOf(tag).dir).toBe('rtl'));
test.each(fromLeft)('%s is written from the left', (tag) => expect(languageOf(tag).dir).toBe('ltr'));

const TWO = 'abcdefghijklmnopqrstuvwxyz'.split('');
/** Every language of two letters that the platform has a name for. */
const all = TWO.flatMap((one) => TWO.map((other) => one + other)).filter((tag) => named(tag, 'en-GB') !== undefined);

test('a browser that knows scripts and not which way they run makes the same of every language', () => {
  expect(all.length).toBeGreaterThan(150);
  const told = all.map(directionOf);
  const { getTextInfo } = Intl.Locale.prototype as { getTextInfo?: unknown };
  Object.assign(Intl.Locale.prototype, { getTextInfo: () => undefined });
  try {
    expect(all.map(directionOf)).toEqual(told);
  } finally {
    Object.assign(Intl.Locale.prototype, { getTextInfo });
  }
});

test('of every language the English name stands beside its own, wherever both are written in a line', () => {
  for (const tag of some([...all, ...languages.map((it) => it.tag)])) {
    const { own, english } = languageOf(tag);
    expect(bothNames(tag)).toContain(english);
    expect(bothNames(tag)).toContain(own);
  }
});

test('a language in other letters than ours is not shown in ours', () => {
  expect(languageOf('pa-PK').own).not.toBe(languageOf('pa').own);
  expect(languageOf('ar-SY').own).toBe(languageOf('ar').own);
});

test('a tag that names no language is shown as it is rather than failing', () => {
  expect(languageOf('xx-notatag-at-all').own).toBeTruthy();
});
