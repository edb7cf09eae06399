import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { PlanRow } from '../../shared/plans/contract.ts';
import { moment } from './columns.ts';

export const rolePlan = pgTable(
  'role_plan',
  {
    id: uuid('id').notNull(),
    rowVersion: integer('row_version').notNull(),
    rows: jsonb('rows').$type<PlanRow[]>().notNull(),
    savedBy: text('saved_by').notNull(),
    savedAt: moment('saved_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.rowVersion] })],
);
