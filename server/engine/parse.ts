import type { z } from 'zod';
import { type FieldFault, tried } from '../../shared/faults.ts';
import { storable } from '../../shared/primitives.ts';
import { type FieldError, Problem } from '../../shared/problems.ts';

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What is wrong with each field. Never repeats what was sent: it may be personal. */
export const fieldErrors = (faults: readonly FieldFault[], prefix = ''): FieldError[] =>
  faults.slice(0, 50).map(({ path, code, words }) => ({ pointer: prefix + pointerOf(path), code, detail: words }));

/** Where text stands that the database cannot hold; the names of what a record holds are text too. */
const unstorableIn = (value: unknown, path: readonly string[] = []): string[][] => {
  if (typeof value === 'string') return storable(value) ? [] : [[...path]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, it]) => (storable(key) ? unstorableIn(it, [...path, key]) : [[...path]]));
};

/** Whatever a contract leaves open, text is text. @throws Problem `invalid-fields` */
export const refuseUnstorable = (value: unknown, prefix = ''): void => {
  const errors = unstorableIn(value)
    .slice(0, 50)
    .map((path) => ({
      pointer: prefix + pointerOf(path),
      code: 'custom',
      detail: 'Remove the characters that are not text',
    }));
  if (errors.length > 0) throw new Problem('invalid-fields', { errors });
};

/**
 * Parses or refuses with every field that needs another answer. Text comes first: a refusal is kept too, and names fields
 * by what they were called.
 */
export const parse = <T extends z.ZodType>(schema: T, value: unknown, prefix = ''): z.infer<T> => {
  refuseUnstorable(value, prefix);
  const parsed = tried(schema, value);
  if (!parsed.ok) throw new Problem('invalid-fields', { errors: fieldErrors(parsed.faults, prefix) });
  return parsed.data;
};
