import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { HeadKind, RollCallReason } from '../../shared/rollCalls/contract.ts';
import type { VisitKind } from '../../shared/visits.ts';
import { moment } from './columns.ts';

export const visit = pgTable('visit', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  kind: text('kind').$type<VisitKind>().notNull(),
  name: text('name').notNull(),
  organisation: text('organisation').notNull().default(''),
  zone: text('zone'),
  signedInAt: moment('signed_in_at').notNull(),
  signedOutAt: moment('signed_out_at'),
  rowVersion: integer('row_version').notNull().default(1),
});

export const rollCall = pgTable('roll_call', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  reason: text('reason').$type<RollCallReason>().notNull(),
  meetAt: text('meet_at'),
  joinedTo: uuid('joined_to'),
  startedAt: moment('started_at').notNull(),
  startedBy: text('started_by').notNull(),
  endedAt: moment('ended_at'),
  endedBy: text('ended_by'),
  endedSeen: integer('ended_seen'),
  endedExpected: integer('ended_expected'),
  rowVersion: integer('row_version').notNull().default(1),
});

export const rollCallMark = pgTable('roll_call_mark', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  rollCallId: uuid('roll_call_id').notNull(),
  subjectKind: text('subject_kind').$type<HeadKind>(),
  subjectId: uuid('subject_id'),
  reference: text('reference'),
  zone: text('zone'),
  markedAt: moment('marked_at'),
  markedBy: text('marked_by'),
  countedBy: text('counted_by'),
  late: boolean('late').notNull().default(false),
  takenBackAt: moment('taken_back_at'),
});
