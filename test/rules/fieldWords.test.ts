import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type FieldFault, faultCodes, tried } from '../../shared/faults.ts';
import { some } from '../support/some.ts';

const modules = import.meta.glob<Record<string, unknown>>('../../shared/**/*.ts', { eager: true });
/** A transform is only ever given what the schema before it has let through. */
const isSchema = (it: unknown): it is z.ZodType => it instanceof z.ZodType && it.type !== 'transform';

/** What is sent to Haven by anybody: the arguments of commands, and what queries and exchanges are asked with. */
const sent = Object.values(modules).flatMap((it) =>
  Object.entries(it).flatMap(([name, one]) =>
    ['args', 'params', 'body'].flatMap((part) => {
      const schema = (one as Record<string, unknown> | null)?.[part];
      return isSchema(schema) ? [{ name: `${name}.${part}`, schema }] : [];
    }),
  ),
);

type Def = Record<string, unknown>;
const partsOf = (def: Def): [string, unknown][] => [
  ...Object.entries((def['shape'] ?? {}) as object),
  ...['element', 'innerType', 'valueType', 'keyType', 'in', 'out', 'left', 'right'].map((it): [string, unknown] => [
    it,
    def[it],
  ]),
  ...Object.entries((def['options'] ?? []) as object),
  ...Object.entries((def['items'] ?? []) as object),
];

/** Every field, however deep, each once. */
const fieldsOf = (name: string, schema: z.ZodType, seen: Set<z.ZodType>): { name: string; schema: z.ZodType }[] => {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const inside = partsOf(schema.def as unknown as Def);
  return [
    { name, schema },
    ...inside.flatMap(([key, it]) => (isSchema(it) ? fieldsOf(`${name}.${key}`, it, seen) : [])),
  ];
};
const seen = new Set<z.ZodType>();
const fields = sent.flatMap(({ name, schema }) => fieldsOf(name, schema, seen));

const wrongs: readonly unknown[] = [
  undefined,
  null,
  '',
  ' ',
  'x',
  'a\u0000b',
  'x'.repeat(100_000),
  '2026-02-30',
  '1066-10-14T09:00:00Z',
  'NaN',
  NaN,
  -1,
  0,
  1.5,
  1e308,
  -(2 ** 53),
  true,
  [],
  [null],
  Array.from({ length: 12_000 }, () => 'x'),
  {},
  { surprise: 1 },
  { kind: 'surprise', answer: 'surprise' },
  Symbol('neither'),
];

const LIBRARYS =
  /\binvalid|expected (?!are)|received|too (?:big|small)|unrecogni[sz]ed|unexpected|\bmust\b|pattern|regex|undefined|null|NaN|option|input/i;
/** What a field may be chosen from is its own words. */
const isLibrarys = (words: string): boolean => LIBRARYS.test(words.replace(/^Choose one of: .*/, ''));
const DOES =
  /(?:^|[.;:] )(?:Add|Allow|Answer|Change|Check|Choose|Copy|Do|Enter|Fill|Give|Keep|Leave|List|Look|Remove|Say|Send|Take|Type|Use|Write) /;
const tell = ({ name, words }: { name: string; words: string }): string => `${name}: ${words}`;

const told = fields.flatMap(({ name, schema }) =>
  wrongs.flatMap((wrong) => tried(schema, wrong).faults.map((it: FieldFault) => ({ name, ...it }))),
);

test('a wrong value of any kind in any field is never told in a library’s words', () => {
  expect(
    some(told)
      .filter(({ words }) => isLibrarys(words))
      .map(tell),
  ).toEqual([]);
});

test('what is wrong with any field says what to do about it', () => {
  expect([
    ...new Set(
      some(told)
        .filter(({ words }) => !DOES.test(words) && words !== 'Choose one')
        .map(tell),
    ),
  ]).toEqual([]);
});

test('a rule of a contract’s own brings words of its own', () => {
  const bare = fields.flatMap(({ name, schema }) => {
    const checks = ((schema.def as unknown as Def)['checks'] ?? []) as Record<'_zod', { def: Def }>[];
    return checks
      .filter(({ ['_zod']: { def } }) => def['check'] === 'custom' && def['fn'] !== undefined && !def['error'])
      .map(() => name);
  });
  expect(fields.length).toBeGreaterThan(200);
  expect(bare).toEqual([]);
});

test('each way to be wrong that the library knows has its sentence, and what was sent is never in it', () => {
  const secret = 'Anna Example';
  const samples = [
    z.string().max(3),
    z.string().regex(/^\d$/),
    z.int().min(3),
    z.number().lt(2),
    z.number().gt(2),
    z.number().multipleOf(5),
    z.enum(['a', 'b']),
    z.strictObject({}),
    z.union([z.literal(1), z.literal(2)]),
    z.record(z.string().max(1), z.string()),
    z.string().refine(() => false),
    z.map(z.unknown(), z.string().max(1)),
  ];
  const given = [secret, 1, 7, undefined, { [secret]: secret }, new Map([[{}, secret]])];
  const found = samples.flatMap((it) => given.flatMap((one) => tried(it, one).faults));
  expect(new Set(found.map((it) => it.code))).toEqual(new Set(faultCodes));
  for (const { words } of some(found)) {
    expect(words).toMatch(/^(?:Answer|Choose|Enter|Fill|Leave|List|Send|Use|Write) /);
    expect(words).not.toContain(secret);
    expect(isLibrarys(words)).toBe(false);
  }
});

test('a field that was left empty asks to be filled, and a choice names what there is', () => {
  expect(tried(z.string(), undefined).faults[0]?.words).toBe('Fill this in');
  expect(tried(z.enum(['open', 'full']), '').faults[0]?.words).toBe('Choose one');
  expect(tried(z.enum(['open', 'full']), 'shut').faults[0]?.words).toBe('Choose one of: open, full');
});

test('nobody else asks a schema what it found', () => {
  const files = ['client', 'server', 'shared'].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: 'utf8' }).map((it) => `${top}/${it}`),
  );
  const asking = some(files.filter((it) => /\.tsx?$/.test(it))).filter((it) =>
    /\.issues\b|ZodError|prettifyError|flattenError/.test(readFileSync(it, 'utf8')),
  );
  expect(asking).toEqual(['shared/faults.ts']);
});
