import { type SQL, sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import {
  isOpenNeed,
  type NeedCompartment,
  type NeedKindName,
  type NeedState,
  needStates,
  type Priority,
} from '../../shared/needs.ts';
import type { AgeBand, Presence, sexes, stayFlags } from '../../shared/people.ts';
import { moment } from './columns.ts';

export const person = pgTable('person', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  reference: text('reference').notNull(),
  language: text('language').notNull(),
  ageBand: text('age_band').$type<AgeBand>().notNull(),
  presence: text('presence').$type<Presence>().notNull(),
  zone: text('zone'),
  vehicle: text('vehicle'),
  groupId: uuid('group_id'),
  flags: jsonb('flags').$type<(typeof stayFlags)[number][]>().notNull().default([]),
  arrivedAt: moment('arrived_at').notNull(),
  /** When it was said that they came, where that cannot be. Then they came at the latest when that was heard. */
  toldAt: moment('told_at'),
  undoneAt: moment('undone_at'),
  undoneReason: text('undone_reason'),
  presenceNote: text('presence_note'),
  paperForm: integer('paper_form'),
  keyedAt: moment('keyed_at'),
  /** The record this one was joined with; then it is undone too. */
  mergedInto: uuid('merged_into'),
  rowVersion: integer('row_version').notNull().default(1),
});

export const personIdentity = pgTable('person_identity', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  preferredName: text('preferred_name'),
  sex: text('sex').$type<(typeof sexes)[number]>(),
  rowVersion: integer('row_version').notNull().default(1),
});

export const stay = pgTable('stay', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  personId: uuid('person_id').notNull(),
  arrivedAt: moment('arrived_at').notNull(),
  leftAt: moment('left_at'),
  endedAs: text('ended_as'),
});

export const need = pgTable('need', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  personId: uuid('person_id'),
  compartment: text('compartment').$type<NeedCompartment>().notNull(),
  priority: text('priority').$type<Priority>().notNull(),
  state: text('state').$type<NeedState>().notNull(),
  holderId: text('holder_id'),
  holder: text('holder'),
  alerts: boolean('alerts').notNull().default(false),
  raisedAt: moment('raised_at').notNull(),
  dueAt: moment('due_at'),
  acceptedAt: moment('accepted_at'),
  closedAt: moment('closed_at'),
  rowVersion: integer('row_version').notNull().default(1),
});

const closed = needStates.filter((it) => !isOpenNeed(it)).map((it) => `'${it}'`);
/** Needs that somebody still has to see to. Written out, as in the index of them. */
export const stillOpen: SQL = sql`${need.state} not in (${sql.raw(closed.join(', '))})`;

const detailColumns = () => ({
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  kind: text('kind').$type<NeedKindName>().notNull(),
  note: text('note'),
});

export const needWelfare = pgTable('need_welfare', detailColumns());
export const needHealth = pgTable('need_health', detailColumns());
export const needSafeguarding = pgTable('need_safeguarding', detailColumns());

/** Where the words of a need are kept: one table per compartment. */
export const needDetails = {
  welfare: needWelfare,
  health: needHealth,
  safeguarding: needSafeguarding,
} as const;
