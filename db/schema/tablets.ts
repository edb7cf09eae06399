import { integer, json, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Grant } from '../../shared/roles.ts';
import { bytes, moment } from './columns.ts';

export const streamKey = pgTable('stream_key', {
  streamId: uuid('stream_id').primaryKey(),
  publicKey: jsonb('public_key').$type<Record<string, unknown>>().notNull(),
  privateKey: bytes('private_key').notNull(),
  madeAt: moment('made_at').notNull(),
});

export const device = pgTable('device', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  label: text('label').notNull(),
  letter: text('letter').notNull(),
  tokenHash: bytes('token_hash'),
  pairedBy: text('paired_by').notNull(),
  pairedAt: moment('paired_at').notNull(),
  lastSeenAt: moment('last_seen_at'),
  waiting: integer('waiting').notNull().default(0),
  pinTries: integer('pin_tries').notNull().default(0),
  lockedAt: moment('locked_at'),
  revokedAt: moment('revoked_at'),
  revokedReason: text('revoked_reason'),
  rowVersion: integer('row_version').notNull().default(1),
});
export type Device = typeof device.$inferSelect;

export const pairing = pgTable('pairing', {
  id: uuid('id').primaryKey(),
  operationId: uuid('operation_id').notNull(),
  centreId: uuid('centre_id').notNull(),
  codeHash: bytes('code_hash').notNull(),
  state: text('state').$type<'waiting' | 'asking' | 'done' | 'refused'>().notNull(),
  digits: text('digits'),
  claimHash: bytes('claim_hash'),
  deviceId: uuid('device_id'),
  madeBy: text('made_by').notNull(),
  expiresAt: moment('expires_at').notNull(),
});

export const tabletPin = pgTable(
  'hand_pin',
  {
    centreId: uuid('centre_id').notNull(),
    userId: text('user_id').notNull(),
    hash: text('hash').notNull(),
    expiresAt: moment('expires_at'),
    tries: integer('tries').notNull().default(0),
    setBy: text('set_by').notNull(),
    setAt: moment('set_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.centreId, table.userId] })],
);

export const tabletSession = pgTable('device_turn', {
  id: uuid('id').primaryKey(),
  deviceId: uuid('device_id').notNull(),
  userId: text('user_id').notNull(),
  tokenHash: bytes('token_hash').notNull(),
  startedAt: moment('started_at').notNull(),
  usedAt: moment('used_at').notNull(),
  endedAt: moment('ended_at'),
});

export const quarantineReasons = [
  'revoked',
  'no_grant',
  'unproven',
  'other_device',
  'other_account',
  'unopened',
  'malformed',
  'defect',
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

export const quarantinedItem = pgTable('quarantined_item', {
  commandId: uuid('command_id').primaryKey(),
  operationId: uuid('operation_id'),
  centreId: uuid('centre_id'),
  deviceId: uuid('device_id'),
  authorId: text('author_id'),
  /** Whose session handed it in: an account's or a tablet's. */
  sentBy: text('sent_by'),
  /** What whoever handed it in might do there then. */
  sentGrants: jsonb('sent_grants').$type<Grant[]>(),
  sealed: json('sealed').notNull(),
  reason: text('reason').$type<QuarantineReason>().notNull(),
  receivedAt: moment('received_at').notNull(),
  raisedAt: moment('raised_at'),
  releasedAt: moment('released_at'),
  releasedBy: text('released_by'),
});
