/**
 * What the application's role may do with each table: the one place that says it. A table without a line does not
 * compile, or, where no schema knows it, fails a test. Nobody but the owner makes, empties or drops tables.
 */
import type { PgTable } from 'drizzle-orm/pg-core';
import type * as attention from './schema/attention.ts';
import type * as engine from './schema/engine.ts';
import type * as operations from './schema/operations.ts';
import type * as partners from './schema/partners.ts';
import type * as people from './schema/people.ts';
import type * as plans from './schema/plans.ts';
import type * as rollCalls from './schema/rollCalls.ts';
import type * as rosters from './schema/rosters.ts';
import type * as sheets from './schema/sheets.ts';
import type * as tablets from './schema/tablets.ts';
import type * as users from './schema/users.ts';
import type * as venues from './schema/venues.ts';
import type * as walls from './schema/walls.ts';

export const rights = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
export type Right = (typeof rights)[number];

type NamesIn<Schema> = {
  [It in keyof Schema]: Schema[It] extends PgTable ? Schema[It]['_']['name'] : never;
}[keyof Schema];
type Table =
  | NamesIn<typeof attention>
  | NamesIn<typeof engine>
  | NamesIn<typeof operations>
  | NamesIn<typeof partners>
  | NamesIn<typeof people>
  | NamesIn<typeof plans>
  | NamesIn<typeof rollCalls>
  | NamesIn<typeof rosters>
  | NamesIn<typeof sheets>
  | NamesIn<typeof tablets>
  | NamesIn<typeof users>
  | NamesIn<typeof venues>
  | NamesIn<typeof walls>;
/** Known to no schema: only a start reads and writes them, as the owner. */
type OfStarts = 'migration' | 'key_mark';

const nothing: readonly Right[] = [];
/** What was written once stays as it was. */
const append: readonly Right[] = ['SELECT', 'INSERT'];
/** Rows change and stay. Whoever locks one needs that right too. */
const keep: readonly Right[] = ['SELECT', 'INSERT', 'UPDATE'];
/** Written anew rather than changed. */
const replace: readonly Right[] = ['SELECT', 'INSERT', 'DELETE'];
/** What opens nothing any more is deleted. */
const pass: readonly Right[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

export const grants: Readonly<Record<Table | OfStarts, readonly Right[]>> = {
  migration: nothing,
  key_mark: nothing,
  // Of the library that signs people in; no way of signing in that Haven has uses it.
  verification: nothing,

  event: append,
  version: append,
  receipt: append,
  refused_command: append,
  address_read: append,
  log_entry: append,
  log_basis: append,
  role_plan: append,
  stream_key: append,

  stream: keep,
  setting: keep,
  operation: keep,
  centre: keep,
  centre_access: keep,
  vehicle: keep,
  slot: keep,
  person: keep,
  person_identity: keep,
  person_merge: keep,
  stay: keep,
  need: keep,
  need_welfare: keep,
  need_health: keep,
  need_safeguarding: keep,
  visit: keep,
  roll_call: keep,
  roll_call_mark: keep,
  sheet: keep,
  attention: keep,
  attention_said: keep,
  held_command: keep,
  quarantined_item: keep,
  venue: keep,
  venue_access: keep,
  partner: keep,
  partner_capacity: keep,
  user: keep,
  access_grant: keep,
  device: keep,

  account: replace,

  session: pass,
  sign_in_try: pass,
  invitation: pass,
  pairing: pass,
  hand_pin: pass,
  device_turn: pass,
  import_preview: pass,
  wall: pass,
};
