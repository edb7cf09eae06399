import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { AttentionKind, HeldState, Holdable, settlements } from '../../shared/attention.ts';
import type { ProblemBody } from '../../shared/problems.ts';
import { moment } from './columns.ts';

export const attention = pgTable('attention', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id'),
  kind: text('kind').$type<AttentionKind>().notNull(),
  authorId: text('author_id'),
  deviceId: text('device_id'),
  commandId: uuid('command_id'),
  command: text('command'),
  problem: jsonb('problem').$type<ProblemBody>(),
  personIds: uuid('person_ids').array().notNull().default([]),
  reference: text('reference'),
  asked: boolean('asked').notNull().default(false),
  askedBy: text('asked_by'),
  raisedAt: moment('raised_at').notNull(),
  settledAt: moment('settled_at'),
  settledAs: text('settled_as').$type<(typeof settlements)[number]>(),
  settledBy: text('settled_by'),
  settledReason: text('settled_reason'),
  retriedAs: uuid('retried_as'),
  mergeId: uuid('merge_id'),
  rowVersion: integer('row_version').notNull().default(1),
});

/** What was said, in whole. Restricted. */
export const attentionArgs = pgTable('attention_said', {
  id: uuid('id').primaryKey(),
  args: jsonb('args').$type<Record<string, unknown>>().notNull(),
  occurredAt: moment('occurred_at').notNull(),
});

export const heldCommand = pgTable('held_command', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  reference: text('reference').notNull(),
  command: text('command').$type<Holdable['name']>().notNull(),
  args: jsonb('args').$type<Record<string, unknown>>().notNull(),
  authorId: text('author_id').notNull(),
  authorName: text('author_name').notNull(),
  deviceId: text('device_id'),
  occurredAt: moment('occurred_at').notNull(),
  state: text('state').$type<HeldState>().notNull(),
});

/** How two records stood before they were joined, so far as the join changed them. */
export interface MergeBefore {
  /** Of the record kept: what it said, and what the join made of it. */
  from: Record<string, unknown>;
  to: Record<string, unknown>;
  /** Of the name and what is kept beside it: fields that were blank and were taken from the other. Never their values. */
  taken?: string[];
  /** What an earlier release wrote in place of that. */
  nameTaken?: boolean;
  sexTaken?: boolean;
  needIds: string[];
  stayId: string | null;
}

export const personMerge = pgTable('person_merge', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  keepId: uuid('keep_id').notNull(),
  joinId: uuid('join_id').notNull(),
  before: jsonb('before').$type<MergeBefore>().notNull(),
  mergedBy: text('merged_by').notNull(),
  mergedAt: moment('merged_at').notNull(),
  undoneBy: text('undone_by'),
  undoneAt: moment('undone_at'),
  undoneReason: text('undone_reason'),
});
