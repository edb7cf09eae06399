/**
 * What ends has begun: whatever clocks told the two, the end of a row is never before its beginning. One tablet's word
 * may stand when it was heard while another's, about what came after, is believed from before that.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { KindName } from '../../shared/kinds/kinds.ts';
import { columnsOf, type Values } from './batches.ts';
import { type Kept, tables } from './tables.ts';

/** By kind: a beginning, and what cannot be before it. */
const spans: { [K in KindName]?: Partial<Record<keyof Kept<K>, readonly (keyof Kept<K>)[]>> } = {
  stay: { arrivedAt: ['leftAt'] },
  need: { raisedAt: ['acceptedAt', 'closedAt'] },
  visit: { signedInAt: ['signedOutAt'] },
  rollCall: { startedAt: ['endedAt'] },
};

const later = (begin: PgColumn, end: Date): SQL => sql`greatest(${begin}, ${end.toISOString()}::timestamptz)`;

/** The same changes, with no end before the beginning that the row has. */
export const spanned = (kind: KindName, set: Values): Values => {
  const columns = columnsOf(tables[kind]);
  const known = Object.entries((spans[kind] ?? {}) as Record<string, readonly string[]>);
  const ends = known.flatMap(([begin, all]) =>
    all.flatMap((end) => {
      const [from, at] = [columns[begin], set[end]];
      return from && at instanceof Date && !(begin in set) ? [[end, later(from, at)] as const] : [];
    }),
  );
  return { ...set, ...Object.fromEntries(ends) };
};
