import { hash } from 'node:crypto';

const sorted = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, it]) => [key, sorted(it)]));
};

/** JSON with its keys in order, so that equal values give equal bytes. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value)) ?? 'null';

export const sha256 = (text: string | Uint8Array): Buffer => hash('sha256', text, 'buffer');
