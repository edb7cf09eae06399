import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { answerChannels, SlotState } from '../../shared/rosters/contract.ts';
import { moment } from './columns.ts';

export const slot = pgTable('slot', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  role: text('role').notNull(),
  partner: text('partner').notNull(),
  partnerName: text('partner_name'),
  language: text('language'),
  shiftStart: moment('shift_start').notNull(),
  shiftEnd: moment('shift_end').notNull(),
  needed: integer('needed').notNull(),
  state: text('state').$type<SlotState>().notNull(),
  asked: integer('asked').notNull().default(0),
  askedAt: moment('asked_at'),
  answerBy: moment('answer_by'),
  accepted: integer('accepted').notNull().default(0),
  arriveBy: moment('arrive_by'),
  arrived: integer('arrived').notNull().default(0),
  arrivedAt: moment('arrived_at'),
  words: text('words').notNull().default(''),
  saidBy: text('said_by').notNull().default(''),
  channel: text('channel').$type<(typeof answerChannels)[number]>(),
  answeredAt: moment('answered_at'),
  note: text('note').notNull().default(''),
  rowVersion: integer('row_version').notNull().default(1),
});
