/**
 * What is wrong with a field, and what to do about it: the contract's own words, and where it has none the words below.
 * A library's never reach a person, so nobody else asks a schema what it found.
 */
import type { z } from 'zod';

type Raw<C extends string> = Extract<z.core.$ZodRawIssue, { code: C }> & { input?: unknown };
type Code = z.core.$ZodIssue['code'];

const isNothing = (it: unknown): boolean => it === undefined || it === null || it === '';

const wanted: Partial<Record<string, string>> = {
  string: 'Write this as text',
  number: 'Enter a number',
  int: 'Enter a whole number',
  boolean: 'Answer yes or no',
  array: 'Send this as a list',
  tuple: 'Send this as a list',
  object: 'Send this as named fields',
  record: 'Send this as named fields',
};

const formats: Partial<Record<string, string>> = {
  datetime: 'Use a date and time such as 2026-11-28T06:30:00Z',
  date: 'Use a date such as 2026-11-28',
  time: 'Use a time such as 06:30',
  email: 'Enter an email address such as name@council.example',
};

const isCounted = (origin: string): boolean => ['array', 'set', 'map'].includes(origin);

/** More than anybody reads: then the document is the place to look. */
const FEW = 24;
const choices = (values: readonly unknown[]): string =>
  values.length > FEW ? 'Choose one of those in the API document' : `Choose one of: ${values.map(String).join(', ')}`;

/** One sentence for each way to be wrong. None repeats what was sent: it may be personal. */
const sentences: { [C in Code]: (it: Raw<C>) => string } = {
  invalid_type: ({ input, expected }) =>
    isNothing(input) || Number.isNaN(input) ? 'Fill this in' : (wanted[expected] ?? 'Enter something else here'),
  invalid_value: ({ input, values }) => (isNothing(input) ? 'Choose one' : choices(values)),
  invalid_format: ({ format }) => formats[format] ?? 'Write this as its example is written',
  invalid_union: () => 'Choose one of the ways this can be answered',
  invalid_key: () => 'Use a name that this field knows',
  invalid_element: () => 'Enter something else here',
  unrecognized_keys: () => 'Leave out what is not asked for here',
  not_multiple_of: ({ divisor }) => `Enter a multiple of ${String(divisor)}`,
  too_big: ({ origin, maximum, inclusive }) => {
    if (isCounted(origin)) return `List at most ${String(maximum)}`;
    if (origin === 'string') return `Use at most ${String(maximum)} characters`;
    return inclusive === false ? `Enter less than ${String(maximum)}` : `Enter at most ${String(maximum)}`;
  },
  too_small: ({ origin, minimum, inclusive, input }) => {
    if (origin === 'string') return input === '' ? 'Enter something' : `Use at least ${String(minimum)} characters`;
    if (isCounted(origin)) return `List at least ${String(minimum)}`;
    return inclusive === false ? `Enter more than ${String(minimum)}` : `Enter at least ${String(minimum)}`;
  },
  custom: () => 'Enter something else here',
};

export const faultCodes = Object.keys(sentences) as Code[];

/** Asked only where the contract has no words of its own. */
const inWords = (issue: z.core.$ZodRawIssue): string =>
  (sentences[issue.code as Code] as (it: z.core.$ZodRawIssue) => string)(issue);

export interface FieldFault {
  path: readonly PropertyKey[];
  code: string;
  words: string;
}

export type Tried<T> =
  | { ok: true; data: T; faults: readonly [] }
  | { ok: false; data?: undefined; faults: FieldFault[] };

/** Reads what was given by a contract, or tells what is wrong with each field. */
export const tried = <S extends z.ZodType>(schema: S, given: unknown): Tried<z.infer<S>> => {
  const { data, error } = schema.safeParse(given, { error: inWords });
  if (!error) return { ok: true, data: data as z.infer<S>, faults: [] };
  return { ok: false, faults: error.issues.map(({ path, code, message }) => ({ path, code, words: message })) };
};
