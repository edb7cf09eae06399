import type { z } from 'zod';
import type { Bound } from './bounds.ts';

type Schema = z.core.JSONSchema.BaseSchema;

const ownBound = (field: string, it: Schema): Bound[] => {
  if (it.maxLength !== undefined) return [[field, 'text', it.minLength ?? 0, it.maxLength]];
  if (it.maxItems !== undefined) return [[field, 'list', it.minItems ?? 0, it.maxItems]];
  const isNumber = it.type === 'integer' || it.type === 'number';
  return isNumber ? [[field, it.type as 'integer', it.minimum ?? -Infinity, it.maximum ?? Infinity]] : [];
};

/** Every bound in a schema, by the field it is of. */
export const boundsIn = (field: string, it: Schema): Bound[] => [
  ...ownBound(field, it),
  ...Object.entries(it.properties ?? {}).flatMap(([name, inner]) => boundsIn(`${field}.${name}`, inner as Schema)),
  ...(it.items ? boundsIn(`${field}[]`, it.items as Schema) : []),
  ...[...(it.anyOf ?? []), ...(it.oneOf ?? [])].flatMap((inner) => boundsIn(field, inner as Schema)),
];

export const lines = (all: Bound[]): string[] => [...new Set(all.map((it) => it.join(' ')))].toSorted();
