import { bigint, integer, json, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.ts';

export const stream = pgTable('stream', {
  id: uuid('id').primaryKey(),
  headSeq: bigint('head_seq', { mode: 'number' }).notNull().default(0),
  headMac: bytes('head_mac').notNull(),
});

export const event = pgTable(
  'event',
  {
    streamId: uuid('stream_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    commandId: uuid('command_id').notNull(),
    kind: text('kind').notNull(),
    actorId: text('actor_id').notNull(),
    deviceId: text('device_id'),
    occurredAt: moment('occurred_at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
    digest: bytes('digest').notNull(),
    prev: bytes('prev').notNull(),
    mac: bytes('mac').notNull(),
  },
  (table) => [primaryKey({ columns: [table.streamId, table.seq] })],
);

export const version = pgTable(
  'version',
  {
    streamId: uuid('stream_id').notNull(),
    kind: text('kind').notNull(),
    id: text('id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    compartment: text('compartment').notNull(),
    centreId: uuid('centre_id'),
    digest: bytes('digest').notNull(),
    row: jsonb('row').$type<Record<string, unknown>>(),
  },
  (table) => [primaryKey({ columns: [table.streamId, table.kind, table.id, table.seq] })],
);

export const receipt = pgTable('receipt', {
  commandId: uuid('command_id').primaryKey(),
  authorId: text('author_id').notNull(),
  deviceId: text('device_id'),
  name: text('name').notNull(),
  bodyHash: bytes('body_hash').notNull(),
  streamId: uuid('stream_id'),
  seq: bigint('seq', { mode: 'number' }),
  result: json('result').$type<Record<string, unknown>>(),
  problem: json('problem').$type<Record<string, unknown>>(),
  recordedAt: moment('recorded_at').notNull(),
});

export const refusedCommand = pgTable('refused_command', {
  commandId: uuid('command_id').primaryKey(),
  args: jsonb('args').$type<Record<string, unknown>>().notNull(),
  occurredAt: moment('occurred_at').notNull(),
});

export const setting = pgTable('setting', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  rowVersion: integer('row_version').notNull().default(1),
});
