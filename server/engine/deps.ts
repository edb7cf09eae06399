import type { PgDeleteBase, PgInsertBuilder, PgTable, PgUpdateBuilder } from 'drizzle-orm/pg-core';
import type { PostgresJsDatabase, PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type { KindTable } from './tables.ts';
import type { Sql } from '../../db/connect.ts';
import type { Change } from '../../shared/sync.ts';
import type { StoredVersion } from './changes.ts';
import type { Audience } from './project.ts';

export type Db = PostgresJsDatabase;
/** An open transaction. */
export type WholeTx = Parameters<Parameters<Db['transaction']>[0]>[0];
/** Whatever can run a query: the pool or an open transaction. */
export type Reader = Pick<Db, 'select' | 'selectDistinct' | 'selectDistinctOn' | 'execute'>;

/** Any table but one that holds rows of a kind: those are written through `Rows`. */
type Private<T extends PgTable> = T['_']['name'] extends KindTable ? never : T;

/** A transaction as handlers have it. */
export interface Tx extends Reader {
  insert<T extends PgTable>(table: T & Private<T>): PgInsertBuilder<T, PostgresJsQueryResultHKT>;
  update<T extends PgTable>(table: T & Private<T>): PgUpdateBuilder<T, PostgresJsQueryResultHKT>;
  delete<T extends PgTable>(table: T & Private<T>): PgDeleteBase<T, PostgresJsQueryResultHKT>;
}

/** The same transaction, as handlers have it. */
export const handlersTx = (tx: WholeTx): Tx => tx as unknown as Tx;

/** Where a stream stands: the number and the code of its last event. */
export interface Head {
  headSeq: number;
  headMac: Uint8Array;
}

export interface Clock {
  now(): Date;
  /** Clock seconds that pass in one real second: 1, but for an exercise. */
  rate: number;
}

export interface Log {
  /** `fields` hold ids, codes and durations, never what a person typed. */
  info(event: string, fields?: Record<string, string | number | boolean | null>): void;
  error(event: string, fields?: Record<string, string | number | boolean | null>): void;
}

/** Everything the server reaches outside itself by, passed as an argument. */
export interface Deps {
  sql: Sql;
  db: Db;
  /** Connections for what takes long to read, so that nobody who writes waits for one. */
  reads: Db;
  clock: Clock;
  /** A new UUID, version 7. */
  newId(): string;
  log: Log;
  keys: { audit: Uint8Array; session: string };
  /** Tells every tail how far a stream has come, and this server's what has changed. Called after the commit, never inside it. */
  announce(streamId: string, seq: number, versions: readonly StoredVersion[]): void;
  /** Tells the sockets of one person that what they may see or do has changed. */
  accessChanged(userId: string): void;
  /** Rows made of many others, for an audience that is sent counts in their stead. */
  countsFor(reader: Reader, operationId: string, audience: Audience): Promise<Change[]>;
  /** Somebody holds a wristband now that was spoken of before. Called after the commit. */
  referenceKnown(operationId: string, reference: string): void;
  /** True in the demonstration and wherever nothing is real. */
  exercise: boolean;
  /** How a change gets its place in a stream. Only tests give one, to see a wrong one caught. */
  placeInLine?: (tx: WholeTx, streamId: string) => Promise<Head | undefined>;
}

/** What handlers have of it: they write by their transaction and their rows alone. */
export type HandlerDeps = Omit<Deps, 'sql' | 'db' | 'reads' | 'announce'> & { db: Reader };
