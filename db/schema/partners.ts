import { date, doublePrecision, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { PartnerKind } from '../../shared/partners/contract.ts';
import { moment } from './columns.ts';

export const partner = pgTable('partner', {
  id: uuid('id').primaryKey(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<PartnerKind>().notNull(),
  hours: text('hours').notNull(),
  contact: text('contact').notNull(),
  contactPhone: text('contact_phone').notNull(),
  contactEmail: text('contact_email').notNull(),
  deputy: text('deputy').notNull().default(''),
  deputyPhone: text('deputy_phone').notNull().default(''),
  archivedAt: moment('archived_at'),
  archivedReason: text('archived_reason'),
  rowVersion: integer('row_version').notNull().default(1),
});

export const partnerCapacity = pgTable('partner_capacity', {
  id: uuid('id').primaryKey(),
  key: text('key').notNull(),
  partner: text('partner').notNull(),
  role: text('role').notNull(),
  languages: jsonb('languages').$type<string[]>().notNull().default([]),
  heads: integer('heads').notNull(),
  calloutMinutes: integer('callout_minutes').notNull(),
  maxHours: doublePrecision('max_hours').notNull(),
  confirmedOn: date('confirmed_on', { mode: 'string' }),
  rowVersion: integer('row_version').notNull().default(1),
});
