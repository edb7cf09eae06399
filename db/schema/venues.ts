import { date, doublePrecision, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Suitability, VenueAccess, VenueFacts } from '../../shared/venues/venue.ts';
import { moment } from './columns.ts';

export type VenueFactDetails = Omit<
  VenueFacts,
  | 'code'
  | 'type'
  | 'district'
  | 'placesTold'
  | 'sleepingM2'
  | 'dayM2'
  | 'fireLimit'
  | 'toilets'
  | 'showers'
  | 'minutesToOpen'
  | 'availableHours'
  | 'lastInspected'
  | 'inspectionDue'
  | 'suitability'
>;
export type VenueAccessDetails = Omit<VenueAccess, 'name' | 'address' | 'town' | 'postcode' | 'lat' | 'lon' | 'owner'>;

export const venue = pgTable('venue', {
  id: uuid('id').primaryKey(),
  code: text('code').notNull(),
  type: text('type').notNull(),
  district: text('district').notNull(),
  square: text('square').notNull(),
  placesTold: integer('places_told'),
  sleepingM2: doublePrecision('sleeping_m2'),
  dayM2: doublePrecision('day_m2'),
  fireLimit: integer('fire_limit'),
  toilets: integer('toilets'),
  showers: integer('showers'),
  minutesToOpen: integer('minutes_to_open').notNull(),
  availableHours: text('available_hours'),
  lastInspected: date('last_inspected', { mode: 'string' }),
  inspectionDue: date('inspection_due', { mode: 'string' }),
  suitability: text('suitability').$type<Suitability>(),
  details: jsonb('details').$type<VenueFactDetails>().notNull(),
  archivedAt: moment('archived_at'),
  archivedReason: text('archived_reason'),
  rowVersion: integer('row_version').notNull().default(1),
});

export const venueAccess = pgTable('venue_access', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  address: text('address').notNull(),
  town: text('town').notNull(),
  postcode: text('postcode').notNull(),
  lat: doublePrecision('lat').notNull(),
  lon: doublePrecision('lon').notNull(),
  owner: text('owner').notNull(),
  details: jsonb('details').$type<VenueAccessDetails>().notNull(),
});

export const addressRead = pgTable('address_read', {
  id: uuid('id').primaryKey(),
  venueId: uuid('venue_id'),
  what: text('what').$type<'address' | 'csv' | 'geojson'>().notNull(),
  actorId: text('actor_id').notNull(),
  readAt: moment('read_at').notNull(),
});

export const importPreview = pgTable('import_preview', {
  id: uuid('id').primaryKey(),
  kind: text('kind').$type<'venues' | 'partners' | 'capacities' | 'plan'>().notNull(),
  rows: jsonb('rows').$type<unknown[]>().notNull(),
  /** Keys of the role plan's rows that the file leaves out. */
  removed: jsonb('removed').$type<string[]>().notNull().default([]),
  /** The role plan's version compared with. */
  baseVersion: integer('base_version'),
  madeBy: text('made_by').notNull(),
  madeAt: moment('made_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
});
