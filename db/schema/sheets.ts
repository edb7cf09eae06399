import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { SheetKind, SheetMark } from '../../shared/sheets.ts';
import { moment } from './columns.ts';

export const sheet = pgTable('sheet', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  kind: text('kind').$type<SheetKind>().notNull(),
  letter: text('letter'),
  first: integer('first').notNull(),
  last: integer('last').notNull(),
  marks: jsonb('marks').$type<SheetMark[]>().notNull().default([]),
  madeAt: moment('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  rowVersion: integer('row_version').notNull().default(1),
});
