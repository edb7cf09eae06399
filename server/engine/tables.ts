/** The table each kind of row lives in, and what of it a version holds. */
import type { PgTable } from 'drizzle-orm/pg-core';
import { attention, heldCommand } from '../../db/schema/attention.ts';
import { setting } from '../../db/schema/engine.ts';
import { centre, centreAccess, logBasis, logEntry, operation, vehicle } from '../../db/schema/operations.ts';
import { partner, partnerCapacity } from '../../db/schema/partners.ts';
import { need, needDetails, person, personIdentity, stay } from '../../db/schema/people.ts';
import { rolePlan } from '../../db/schema/plans.ts';
import { rollCall, rollCallMark, visit } from '../../db/schema/rollCalls.ts';
import { slot } from '../../db/schema/rosters.ts';
import { sheet } from '../../db/schema/sheets.ts';
import { device } from '../../db/schema/tablets.ts';
import { accessGrant, user } from '../../db/schema/users.ts';
import { venue, venueAccess } from '../../db/schema/venues.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';

export const tables = {
  operation,
  centre,
  centreAccess,
  vehicle,
  slot,
  logEntry,
  logBasis,
  person,
  personIdentity,
  visit,
  rollCall,
  rollCallMark,
  stay,
  sheet,
  need,
  /** One a compartment: `tableOf` says which. They are alike. */
  needDetail: needDetails.welfare,
  attention,
  heldCommand,
  venue,
  venueAccess,
  partner,
  capacity: partnerCapacity,
  rolePlan,
  setting,
  user,
  grant: accessGrant,
  device,
} as const satisfies Record<KindName, PgTable>;

export type Tables = typeof tables;
/** A row as its table has it. */
export type Kept<K extends KindName> = Tables[K]['$inferSelect'];
export type Made<K extends KindName> = Tables[K]['$inferInsert'];
/** The name in the database of every table that holds rows of a kind. */
export type KindTable = Tables[KindName]['_']['name'] | (typeof needDetails)[keyof typeof needDetails]['_']['name'];

/** What a version says beside its own table's columns. */
interface Beside {
  /** A venue's place as it was when the centre was activated there. */
  centreAccess: { venueCode: string } & Record<string, unknown>;
  /** Of the venue, which it goes with. */
  venueAccess: { rowVersion: number };
  needDetail: { compartment: keyof typeof needDetails };
}
export type Also<K extends KindName> = K extends keyof Beside ? Beside[K] : undefined;

/** Columns that are in no version: tokens, words told one reader at a time, when somebody was last seen. */
const unversioned = {
  centreAccess: ['releasedAt'],
  attention: ['problem', 'settledReason'],
  heldCommand: ['args'],
  venue: ['archivedReason'],
  user: ['emailVerified', 'image', 'createdAt', 'updatedAt', 'lastSeenAt', 'byPin'],
  device: ['tokenHash', 'lastSeenAt', 'waiting', 'pinTries'],
} as const satisfies { [K in KindName]?: readonly (keyof Kept<K>)[] };

export const isVersioned = (kind: KindName, column: string): boolean =>
  !((unversioned as Partial<Record<KindName, readonly string[]>>)[kind]?.includes(column) ?? false);

/** Columns whose parts a version holds as if they were columns. */
const unfolded: Partial<Record<KindName, string>> = { venue: 'details', venueAccess: 'details' };

export const tableOf = (kind: KindName, also?: object): PgTable => {
  if (kind !== 'needDetail') return tables[kind];
  return needDetails[(also as Beside['needDetail']).compartment];
};

/** A row as its version holds it. */
export const versionOf = (kind: KindName, row: Record<string, unknown>, also: object = {}) => {
  const { [unfolded[kind] ?? '']: parts, ...rest } = row;
  const fields = Object.fromEntries(Object.entries(rest).filter(([column]) => isVersioned(kind, column)));
  const place = kind === 'centre' || kind === 'centreAccess' ? { centreId: row['id'] } : {};
  const id = kind === 'setting' ? { id: row['key'] } : {};
  return { ...fields, ...(parts as object), ...place, ...id, ...also } as Record<string, unknown> & { id: string };
};
