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

/** Every value told for a property, in a rule or as `@include phone($gap: 8px)`, where it is told. */
const told = (property: string): { file: string; value: string }[] =>
  sheets.flatMap(({ file, code }) =>
    [...code.matchAll(new RegExp(`(?<![\\w-])\\$?(?:${property}): *([^;]+?)(?=, \\$[a-z]|[;{}])`, 'g'))].map(
      ([, value = '']) => ({ file, value }),
    ),
  );

const RAW = /(?<![\w(.-])\d*\.?\d+(?:px|pt|r?em|%|v[wh])/;

test('letters come in the sizes of the type scale, and no screen sets one of its own', () => {
  const sizes = [...told('font-size'), ...told('--t-[a-z]+')];
  expect(sizes.length).toBeGreaterThan(100);
  // As wide as the window may count too, between two steps.
  const raw = sizes.filter(({ value }) =>
    RAW.test(value.replace(/clamp\((size\(\w+\)), [\d.]+vw, (size\(\w+\))\)/, '')),
  );
  expect(raw).toEqual([]);
});

test('a font is set whole only where it is inherited', () => {
  expect(told('font').filter(({ value }) => value !== 'inherit')).toEqual([]);
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
