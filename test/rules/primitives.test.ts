import { expect, test } from 'vitest';
import type { z } from 'zod';
import {
  gridSquare,
  instant,
  isMoment,
  languageTag,
  localDate,
  optionalText,
  rowVersion,
  shortText,
  ukLatitude,
  ukLongitude,
  uuid,
} from '../../shared/primitives.ts';
import { paperForm, reference } from '../../shared/people.ts';
import { some } from '../support/some.ts';
import { isWeakPin, pairingCode, pin, unlockBody } from '../../shared/tablets.ts';

const said = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value).error?.issues[0]?.message;

const id = '0193e0a0-0000-7000-8000-000000000001';
const uuidWords = 'Use a version 7 UUID in lower case';
const years = 'Use a date between 2000 and 2100';
const days = 'Use a date between 1900 and 2100';
const outside = 'Check this: it lies outside the United Kingdom';
const languageWords = 'Use a language code such as ro or zh-Hans';
const squareWords = 'Use a grid square such as SK 45';
const bandWords = 'Use a letter, a dash and three digits, such as K-014';
const formWords = 'Enter the number printed on the form';

test.each<[string, z.ZodType, unknown[], unknown[], string]>([
  [
    'an identifier',
    uuid,
    [id, id.replace('-8', '-b')],
    [id.toUpperCase(), `${id}0`, `x${id}`, id.replace('-7', '-4'), id.replace('-8', '-7'), ''],
    uuidWords,
  ],
  [
    'a moment',
    instant,
    ['2000-01-01T00:00:00Z', '2100-12-31T23:59:59.999Z', '2026-11-19T06:00:00+01:00'],
    ['1999-12-31T23:59:59.999Z', '2101-01-01T00:00:00Z'],
    years,
  ],
  ['a day', localDate, ['1900-01-01', '2100-12-31'], ['1899-12-31', '2101-01-01'], days],
  ['a latitude', ukLatitude, [49.8, 60.9], [49.79, 60.91], outside],
  ['a longitude', ukLongitude, [-8.7, 1.8], [-8.71, 1.81], outside],
  [
    'a language',
    languageTag,
    ['ro', 'ckb', 'zh-Hans', 'zh-Hans-CN'],
    ['r', 'roma', 'RO', 'zh_Hans', 'zh-H', 'zh-Hans-CN-x', ' ro', 'zh-H4'],
    languageWords,
  ],
  [
    'a grid square',
    gridSquare,
    ['SK 45', 'TQ 00', 'HU 99'],
    ['SI 45', 'AK 45', 'SK45', 'SK 4', 'SK 456', 'xSK 45', 'sk 45'],
    squareWords,
  ],
  [
    'a wristband',
    reference,
    ['K-014', 'A-0001'],
    ['K-14', 'K-00014', 'KK-014', 'k-014', 'K014', ' K-014', 'K-014 '],
    bandWords,
  ],
  ['a paper form', paperForm, [1, 9999], [0], formWords],
  ['a PIN', pin, ['000000', '482915'], ['48291', '4829156', '48291a', ' 482915'], 'Enter six digits'],
  [
    'a pairing code',
    pairingCode,
    ['MQR72HX9TD', 'mqr7 2hx9 td', 'MQR7-2HX9-TD'],
    ['MQR72HX9T', 'MQR72HX9TDX', 'MQR72HX9T0', 'MQR72HX9TI', 'MQR72HX9TL', 'MQR72HX9TO', 'MQR72HX9TU', 'MQR72HX9T1'],
    'Type the ten letters and digits of the code',
  ],
])('%s has its form, and whatever else is said is refused with what to do', (_, schema, right, wrong, words) => {
  for (const it of some(right)) expect([it, said(schema, it)]).toEqual([it, undefined]);
  for (const it of some(wrong)) expect([it, said(schema, it)]).toEqual([it, words]);
});

test('a moment is one of the years 2000 to 2100, to the millisecond', () => {
  const [first, last] = [Date.UTC(2000, 0, 1), Date.UTC(2101, 0, 1) - 1];
  expect([first - 1, first, last, last + 1].map(isMoment)).toEqual([false, true, true, false]);
});

test('a version of a row counts from one to what its column holds', () => {
  const taken = [0, 1, 1.5, 2_147_483_647, 2_147_483_648].map((it) => rowVersion.safeParse(it).success);
  expect(taken).toEqual([false, true, false, true, false]);
});

const notText = 'Remove the characters that are not text';
test.each([
  ['needed', shortText(3), 'Enter something'],
  ['optional', optionalText(3), undefined],
] as const)('text that is %s is trimmed before it is measured, and can be stored', (_, schema, empty) => {
  expect(schema.parse('  abc \n')).toBe('abc');
  expect(schema.safeParse('abcd').success).toBe(false);
  expect(said(schema, 'a\u0000')).toBe(notText);
  expect(said(schema, '\ud800')).toBe(notText);
  expect(said(schema, '')).toBe(empty);
  expect(said(schema, ' \t ')).toBe(empty);
});

test('text that is needed has something in it to see, wherever it stands', () => {
  expect(said(shortText(9), '\u200e\u202b')).toBe('Enter something');
  expect(said(shortText(9), '\u200e \u200f')).toBe('Enter something');
  expect(said(shortText(9), '\u200eעל\u200f')).toBeUndefined();
});

test('digits that are all the same, or a run up or down, are no PIN to choose', () => {
  const weak = ['000000', '999999', '012345', '123456', '456789', '567890', '987654', '098765', '543210'];
  const good = ['000001', '100000', '123457', '112233', '482915', '654322', '901234'];
  for (const it of weak) expect([it, isWeakPin(it)]).toEqual([it, true]);
  for (const it of good) expect([it, isWeakPin(it)]).toEqual([it, false]);
  const choose = (newPin?: string) => said(unlockBody, { userId: id, pin: '111111', newPin });
  expect(choose('123456')).toBe('Choose digits that are not a run and not all the same');
  expect(choose('482915')).toBeUndefined();
  expect(choose()).toBeUndefined();
});
