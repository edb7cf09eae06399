import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const client = path.resolve(import.meta.dirname, '../../client');
const scales = 'styles/_scales.scss';
const sheets = readdirSync(client, { recursive: true, encoding: 'utf8' })
  .map((it) => it.replaceAll(path.sep, '/'))
  .filter((it) => it.endsWith('.scss') && it !== scales)
  .map((file) => ({ file, code: readFileSync(path.join(client, file), 'utf8').replace(/\/\/.*/g, '') }));

const listed = (name: string): Set<string> => {
  const found = new RegExp(`^\\$${name}: (.+);$`, 'm').exec(readFileSync(path.join(client, scales), 'utf8'))?.[1];
  return new Set(found?.split(', '));
};

type Sheet = (typeof sheets)[number];

/** Without the bracket of what it was told within. */
const closed = (value: string): string =>
  value.endsWith(')') && value.split(')').length > value.split('(').length ? value.slice(0, -1) : value;

/** Every value told for a property, in a rule or as `@include phone($gap: 8px)`, where it is told. */
const toldIn = ({ file, code }: Sheet, property: string): { file: string; value: string }[] =>
  [
    ...code.matchAll(
      new RegExp(`(?<![\\w-])\\$?(?:${property})\\s*:\\s*((?:#\\{[^}]*\\}|[^;}])+?)(?=, \\$[a-z]|[;}]|$)`, 'gi'),
    ),
  ].map(([, value = '']) => ({ file, value: closed(value.trim()) }));
const told = (property: string) => sheets.flatMap((it) => toldIn(it, property));

/** A step of the scale. What is handed to it by another name does not compile unless it is a step. */
const STEP = String.raw`(?:print-)?size\(\$?[\w.-]+\)`;
/** Between two steps, as wide as the window; and on the map, as large as its marks. */
const ON_SCALE = new RegExp(
  `^(?:${STEP}|#\\{${STEP}\\}|var\\(--t-[a-z]+\\)|clamp\\(${STEP}, [\\d.]+vw, ${STEP}\\)|calc\\(${STEP} \\* var\\(--map-size\\)\\)|inherit|0)$`,
);
const sizesIn = (sheet: Sheet) => [...toldIn(sheet, 'font-size'), ...toldIn(sheet, '--t-[a-z]+')];

/** Letters that take no size of the scale: told by hand, by another name, or with the whole font. */
const ownLetters = (sheet: Sheet) => [
  ...sizesIn(sheet).filter(({ value }) => !ON_SCALE.test(value)),
  ...toldIn(sheet, 'font').filter(({ value }) => value !== 'inherit'),
  ...[...sheet.code.matchAll(/#\{[^}]*\bfont\b[^}]*\}|\bfont-?#\{/g)].map(([value]) => ({ file: sheet.file, value })),
];

test('letters come in the sizes of the type scale, and no screen sets one of its own', () => {
  expect(sheets.flatMap(sizesIn).length).toBeGreaterThan(100);
  expect(sheets.flatMap(ownLetters)).toEqual([]);
});

test.each([
  'a { font-size: 13px; }',
  'a { font-size: .8rem }',
  'a { FONT-SIZE : 13px; }',
  '$own: 13px; a { font-size: $own; }',
  'a { --own: 13px; font-size: var(--own); }',
  'a { font-size: calc(13px); }',
  'a { font-size: calc(size(13) + 1px); }',
  'a { font-size: clamp(12px, 2vw, size(17)); }',
  'a { font-size: small; }',
  'a { font-size: 90%; }',
  'a { @include phone($gap: 8px, $font-size: 13px); }',
  'a { --t-data: 13px; }',
  'a { font: 13px/1 sans-serif; }',
  'a { font: { size: 13px; } }',
  "a { #{'font-size'}: 13px; }",
  'a { font-#{$what}: 13px; }',
])('%j is a size of its own', (code) => {
  expect(ownLetters({ file: 'planted', code })).not.toEqual([]);
});

/** A size told in the markup, which no sheet sees. */
const lettersInMarkup = (code: string): string[] =>
  [...code.matchAll(/\bfont-?size\b|\bfont['"]?\s*[:=]|\bcssText\b|['"]font['"]/gi)].map(([found]) => found);

// The map measures its words on a canvas, which is told a font whole.
const canvas = new Set(['map/base.ts', 'map/measure.ts']);

test('no markup sets the size of its letters', () => {
  const markup = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter(
    (it) => /\.(tsx?|html)$/.test(it) && !canvas.has(it),
  );
  expect(markup.length).toBeGreaterThan(300);
  const found = markup.flatMap((file) =>
    lettersInMarkup(readFileSync(path.join(client, file), 'utf8')).map((it) => `${file}: ${it}`),
  );
  expect(found).toEqual([]);
});

test.each([
  '<p style={{ fontSize: 13 }}>',
  "<p style={{ 'font-size': '13px' }}>",
  '<p style="font: 13px serif">',
  "<p style={{ font: '13px serif' }}>",
  '<text font-size="13">',
  '<text fontSize={13}>',
  "it.style.setProperty('font', '13px serif');",
  "it.style.fontSize = '13px';",
  "it.style.font = '13px serif';",
  "it.style.cssText = 'color: red';",
])('%j is a size told in the markup', (code) => {
  expect(lettersInMarkup(code)).not.toEqual([]);
});

test('what stands apart stands apart by a step of the space scale', () => {
  const steps = listed('spaces');
  const widest = Math.max(...[...steps].map(Number));
  const apart = told('(?:margin|padding)(?:-[a-z-]+)?|(?:row-|column-)?gap');
  expect(apart.length).toBeGreaterThan(100);
  const off = apart.filter(({ value }) =>
    [...value.matchAll(/(?<![\w.-])([\d.]+)px/g)].some(([, px = '']) => Number(px) <= widest && !steps.has(px)),
  );
  expect(off.filter(({ value }) => !/calc|min\(|max\(/.test(value))).toEqual([]);
});

test('a row, a stack or a card takes its room from the same scale', () => {
  const steps = listed('spaces');
  const widest = Math.max(...[...steps].map(Number));
  const rooms = sheets.flatMap(({ file, code }) =>
    [...code.matchAll(/@include (?:row|inline-row|stack|centred|card)\(((?:[\d.]+(?:px)? ?)+)/g)].map(
      ([, room = '']) => ({ file, room }),
    ),
  );
  expect(rooms.length).toBeGreaterThan(100);
  const off = rooms.filter(({ room }) =>
    [...room.matchAll(/([\d.]+)px/g)].some(([, px = '']) => Number(px) <= widest && !steps.has(px)),
  );
  expect(off).toEqual([]);
});
