import { expect, test } from 'vitest';
import { z } from 'zod';
import { tried } from '../../shared/faults.ts';

const many = (count: number): [string, ...string[]] => [
  'a0',
  ...Array.from({ length: count - 1 }, (_, at) => `a${at + 1}`),
];

const asked: readonly [z.ZodType, unknown, string][] = [
  [z.string(), undefined, 'Fill this in'],
  [z.string(), null, 'Fill this in'],
  [z.string(), 12, 'Write this as text'],
  [z.number(), '', 'Fill this in'],
  [z.number(), Number.NaN, 'Fill this in'],
  [z.number(), 'many', 'Enter a number'],
  [z.int(), 1.5, 'Enter a whole number'],
  [z.boolean(), 'perhaps', 'Answer yes or no'],
  [z.array(z.string()), 'one', 'Send this as a list'],
  [z.tuple([z.string()]), 'one', 'Send this as a list'],
  [z.object({}), 'one', 'Send this as named fields'],
  [z.record(z.string(), z.string()), 'one', 'Send this as named fields'],
  [z.date(), 'one', 'Enter something else here'],
  [z.enum(['yes', 'no']), undefined, 'Choose one'],
  [z.enum(['yes', 'no']), 'perhaps', 'Choose one of: yes, no'],
  [z.enum(many(24)), 'b', `Choose one of: ${many(24).join(', ')}`],
  [z.enum(many(25)), 'b', 'Choose one of those in the API document'],
  [z.iso.datetime(), 'now', 'Use a date and time such as 2026-11-28T06:30:00Z'],
  [z.iso.date(), 'now', 'Use a date such as 2026-11-28'],
  [z.iso.time(), 'now', 'Use a time such as 06:30'],
  [z.email(), 'now', 'Enter an email address such as name@council.example'],
  [z.cuid2(), '!', 'Write this as its example is written'],
  [z.string().max(3), 'four', 'Use at most 3 characters'],
  [z.string().min(3), 'on', 'Use at least 3 characters'],
  [z.string().min(1), '', 'Enter something'],
  [z.array(z.string()).max(1), ['a', 'b'], 'List at most 1'],
  [z.array(z.string()).min(2), ['a'], 'List at least 2'],
  [z.set(z.string()).max(1), new Set(['a', 'b']), 'List at most 1'],
  [z.map(z.string(), z.string()).min(1), new Map(), 'List at least 1'],
  [z.number().max(3), 4, 'Enter at most 3'],
  [z.number().min(3), 2, 'Enter at least 3'],
  [z.number().lt(3), 3, 'Enter less than 3'],
  [z.number().gt(3), 3, 'Enter more than 3'],
  [z.number().multipleOf(5), 3, 'Enter a multiple of 5'],
  [z.union([z.string(), z.number()]), true, 'Choose one of the ways this can be answered'],
  [z.strictObject({}), { more: 1 }, 'Leave out what is not asked for here'],
  [z.record(z.string().max(1), z.string()), { longer: 'a' }, 'Use a name that this field knows'],
  [z.string().refine(() => false), 'a', 'Enter something else here'],
];

test.each(asked.map(([schema, given, words]) => ({ schema, given, words })))(
  'where a contract has no words of its own, $given is answered “$words”',
  ({ schema, given, words }) => {
    const read = tried(schema, given);
    expect(read.ok).toBe(false);
    expect(read.faults.map((it) => it.words)).toEqual([words]);
  },
);

test('a contract’s own words come first, and what is right has no faults', () => {
  const schema = z.object({ people: z.number().max(3, 'A car holds three') });
  expect(tried(schema, { people: 4 })).toEqual({
    ok: false,
    faults: [{ path: ['people'], code: 'too_big', words: 'A car holds three' }],
  });
  expect(tried(schema, { people: 3, more: 1 })).toEqual({ ok: true, data: { people: 3 }, faults: [] });
});
