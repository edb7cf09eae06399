import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { wishes } from '../../shared/operations.ts';
import type { vehicleKinds, vehicleStates } from '../../shared/vehicles.ts';
import type { CentreState, ReadinessItem } from '../../shared/centres.ts';
import type { operationStates, operationTypes } from '../../shared/operations.ts';
import { moment } from './columns.ts';

export const operation = pgTable('operation', {
  id: uuid('id').primaryKey(),
  codeName: text('code_name').notNull(),
  type: text('type').$type<(typeof operationTypes)[number]>().notNull(),
  state: text('state').$type<(typeof operationStates)[number]>().notNull(),
  exercise: boolean('exercise').notNull().default(false),
  expected: integer('expected'),
  atLeast: integer('at_least'),
  atMost: integer('at_most'),
  firstArrivalAt: moment('first_arrival_at'),
  nights: integer('nights'),
  fromSquare: text('from_square'),
  languages: jsonb('languages').$type<{ tag: string; people?: number | undefined }[]>().notNull().default([]),
  wishes: jsonb('wishes').$type<(typeof wishes)[number][]>().notNull().default([]),
  policeLead: text('police_lead'),
  careLead: text('care_lead'),
  openedBy: text('opened_by').notNull(),
  openedAt: moment('opened_at').notNull(),
  closedAt: moment('closed_at'),
  rowVersion: integer('row_version').notNull().default(1),
});

export const centre = pgTable('centre', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  name: text('name').notNull(),
  state: text('state').$type<CentreState>().notNull(),
  district: text('district').notNull(),
  square: text('square').notNull(),
  size: text('size').$type<'small' | 'medium' | 'large' | 'several'>().notNull(),
  places: integer('places').notNull(),
  plannedFor: integer('planned_for').notNull(),
  doorsAt: moment('doors_at').notNull(),
  openedAt: moment('opened_at'),
  stateSince: moment('state_since').notNull(),
  overflowOf: uuid('overflow_of'),
  managerName: text('manager_name'),
  zones: jsonb('zones').$type<{ name: string; beds?: number | undefined }[]>().notNull().default([]),
  ready: jsonb('ready').$type<Partial<Record<ReadinessItem, boolean>>>().notNull().default({}),
  sheetLetter: text('sheet_letter').notNull(),
  rowVersion: integer('row_version').notNull().default(1),
});

export const centreAccess = pgTable('centre_access', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  venueId: uuid('venue_id').notNull(),
  releasedAt: moment('released_at'),
});

export const vehicle = pgTable('vehicle', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  label: text('label').notNull(),
  kind: text('kind').$type<(typeof vehicleKinds)[number]>().notNull(),
  fromSquare: text('from_square'),
  people: integer('people').notNull(),
  dueAt: moment('due_at').notNull(),
  state: text('state').$type<(typeof vehicleStates)[number]>().notNull(),
  arrivedAt: moment('arrived_at'),
  arrivedPeople: integer('arrived_people'),
  rowVersion: integer('row_version').notNull().default(1),
});

export const logEntry = pgTable('log_entry', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id'),
  number: integer('number').notNull(),
  kind: text('kind').$type<'entry' | 'decision' | 'system'>().notNull(),
  decision: integer('decision'),
  text: text('text').notNull(),
  reason: text('reason'),
  author: text('author').notNull(),
  corrects: uuid('corrects'),
  occurredAt: moment('occurred_at').notNull(),
  recordedAt: moment('recorded_at').notNull(),
  /** When its author's clock said that it was, where that cannot be. */
  toldAt: moment('told_at'),
});

export const logBasis = pgTable('log_basis', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id'),
  basis: jsonb('basis').$type<Record<string, unknown>>().notNull(),
});
