import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { RoleName } from '../../shared/roles.ts';
import { bytes, moment } from './columns.ts';

export const user = pgTable('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
  disabledAt: moment('disabled_at'),
  lastSeenAt: moment('last_seen_at'),
  /** Without an account: uses the tablets of a centre by PIN. */
  byPin: boolean('by_pin').notNull().default(false),
});

export const session = pgTable('session', {
  id: text('id').primaryKey(),
  expiresAt: moment('expires_at').notNull(),
  token: text('token').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  userId: text('user_id').notNull(),
});

export const account = pgTable('account', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  userId: text('user_id').notNull(),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: moment('access_token_expires_at'),
  refreshTokenExpiresAt: moment('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

export const verification = pgTable('verification', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: moment('expires_at').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

/** Tries at one account. Columns as the limiter names them; `key` is a digest. */
export const signInTry = pgTable('sign_in_try', {
  key: text('key').primaryKey(),
  points: integer('points').notNull(),
  expire: moment('expire'),
});

export const accessGrant = pgTable('access_grant', {
  id: uuid('id').primaryKey(),
  userId: text('user_id').notNull(),
  role: text('role').$type<RoleName>().notNull(),
  operationId: uuid('operation_id'),
  centreId: uuid('centre_id'),
  address: boolean('address').notNull().default(true),
  endsAt: moment('ends_at'),
  grantedBy: text('granted_by').notNull(),
  grantedAt: moment('granted_at').notNull(),
  revokedAt: moment('revoked_at'),
  rowVersion: integer('row_version').notNull().default(1),
});

export const invitation = pgTable('invitation', {
  id: uuid('id').primaryKey(),
  tokenHash: bytes('token_hash').notNull(),
  purpose: text('purpose').$type<'first_administrator' | 'join' | 'reset'>().notNull(),
  userId: text('user_id'),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
  createdAt: moment('created_at').notNull(),
});
