import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { WallEnd } from '../../shared/walls.ts';
import { bytes, moment } from './columns.ts';

export const wall = pgTable('wall', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  name: text('name').notNull(),
  startedBy: text('started_by').notNull(),
  startedAt: moment('started_at').notNull(),
  codeHash: bytes('code_hash'),
  codeEndsAt: moment('code_ends_at'),
  tokenHash: bytes('token_hash'),
  openedAt: moment('opened_at'),
  heardAt: moment('heard_at'),
  endedAt: moment('ended_at'),
  endedHow: text('ended_how').$type<WallEnd>(),
});
