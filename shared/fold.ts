/**
 * Names as they are compared and searched: `Nguyễn Văn An` and `nguyen van an` are one, and so are Łukasz and Lukasz,
 * O’Mara and O'Mara, أحمد and احمد. The database compares by `folded()`, which does the same; shown is what was given.
 */

/**
 * What the same name is written with and without: spaces, dashes, quotes, dots, accents, Hebrew points, Arabic vowels,
 * marks without width. Never the vowels of a script that cannot do without, such as Devanagari.
 */
const LEFT_OUT =
  /[\s\u0085\u1680\u180E\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\uFEFF\u00AD\u061C"'`.,()_/\\\-\u00AB\u00B7\u00BB\u02B9-\u02C1\u02C8\u02CA-\u02CC\u055A\u058A\u05F3\u05F4\u060C\u0621\u0640\u06D4\u2010-\u201F\u2032-\u2037\u2039\u203A\u2212\u30FB\uFE63]|[\u0300-\u036F\u1AB0-\u1ACE\u1DC0-\u1DFF\u20D0-\u20F0\uFE20-\uFE2F\u0483-\u0487\u0591-\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u0711\u0730-\u074A\u08CA-\u08E1\u08E3-\u08FF\u093C\u09BC\u0A3C\u0ABC]|[\uFE00-\uFE0F]/g;

/** Letters that no mark can be taken from, in small letters; and figures of other scripts. */
const alike: readonly (readonly [string, string])[] = [
  ['łøđðıħŧŋəɓɗƙƴςґ', 'loddihtnebdkyσг'],
  // Alef, yeh, kaf and heh as Arabic, Persian, Urdu and Kurdish write them.
  ['\u0671\u0649\u06CC\u06CD\u06CE\u06D0\u06D2\u06A9\u06AA\u0629\u06C1\u06C3\u06BE\u06D5', 'اييييييككههههه'],
  ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
  ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
  ['०१२३४५६७८९', '0123456789'],
  ['০১২৩৪৫৬৭৮৯', '0123456789'],
];
const doubled: readonly (readonly [string, string])[] = [
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
];

const plain = new Map<string, string>([
  ...alike.flatMap(([from, to]) => [...from].map((it, at): [string, string] => [it, to.charAt(at)])),
  ...doubled,
]);
const LETTERS = new RegExp(`[${[...plain.keys()].join('')}]`, 'g');

/** A name by which others are the same; empty where there is nothing but marks. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(LEFT_OUT, '')
    .replace(LETTERS, (it) => plain.get(it) ?? it);

export const sameName = (one: string, other: string): boolean => fold(one) === fold(other);

/** Does every word that was typed stand in one of the texts? All do while nothing is typed. */
export const finds = (typed: string, texts: readonly (string | null | undefined)[]): boolean => {
  const all = texts.map((it) => fold(it ?? '')).join(' ');
  return typed.split(/\s+/).every((word) => all.includes(fold(word)));
};

/** Does a text begin with what was typed? */
export const beginsWith = (text: string, typed: string): boolean => fold(text).startsWith(fold(typed));
