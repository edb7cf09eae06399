/** Ties a database to the keys it was begun with: what was written under one key is a broken chain under another. */
import { timingSafeEqual } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { type ChainedEvent, macOf } from './chain.ts';
import { derive } from './derive.ts';

export const keyNames = ['audit', 'session'] as const;
export type KeyName = (typeof keyNames)[number];

export type Asks = TransactionSql<{ bigint: number }>;
type Last = ChainedEvent & Record<'digest' | 'prev' | 'mac', Uint8Array>;

const exists = async (tx: Asks, table: string): Promise<boolean> => {
  const [found] = await tx`select to_regclass(${table}) is not null as yes`;
  return found?.['yes'] === true;
};

const markOf = (name: KeyName, key: Uint8Array): Buffer => derive(key, 'key mark', name);

const markIn = async (tx: Asks, name: KeyName): Promise<Uint8Array | undefined> => {
  if (!(await exists(tx, 'key_mark'))) return undefined;
  const [row] = await tx<{ mark: Uint8Array }[]>`select mark from key_mark where key = ${name}`;
  return row?.mark;
};

const lastEvent = async (tx: Asks): Promise<Last | undefined> => {
  if (!(await exists(tx, 'event'))) return undefined;
  const [row] = await tx<Last[]>`
    select stream_id as "streamId", seq, command_id as "commandId", kind, actor_id as "actorId",
      device_id as "deviceId", occurred_at as "occurredAt", recorded_at as "recordedAt", digest, prev, mac
    from event order by recorded_at desc, seq desc limit 1`;
  return row;
};

/** Whether anything was ever written under a key here. */
export const isBegun = async (tx: Asks): Promise<boolean> =>
  (await markIn(tx, 'audit')) !== undefined || (await lastEvent(tx)) !== undefined;

/**
 * Whether the database was begun with this key; undefined where nothing tells. A database of an earlier release has no
 * marks yet: there the last event says under which audit key it was written.
 */
export const fitsKey = async (tx: Asks, name: KeyName, key: Uint8Array): Promise<boolean | undefined> => {
  const mark = await markIn(tx, name);
  if (mark) return timingSafeEqual(mark, markOf(name, key));
  const last = name === 'audit' ? await lastEvent(tx) : undefined;
  return last && timingSafeEqual(last.mac, macOf(key, last.prev, last, last.digest));
};

export const keepMark = async (tx: Asks, name: KeyName, key: Uint8Array): Promise<void> => {
  await tx`insert into key_mark (key, mark) values (${name}, ${markOf(name, key)}) on conflict do nothing`;
};
