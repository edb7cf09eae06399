import type { DBSchema, IDBPDatabase } from 'idb';
import type { SealedItem } from '../../shared/sealing.ts';
import type { SealingKey } from '../../shared/push.ts';
import { openStore, storeOf } from './storeOf.ts';

/** One command that waits. Its place in line is the store's own key, never a clock. */
export interface Waiting {
  place?: number;
  item: SealedItem;
  /** Which operation it is about, so that what waits can be counted. */
  operationId: string | null;
  /** The account whose own session must send it; absent where the tablet itself may. */
  owner?: string;
}
export type Placed = Waiting & { place: number };

/** The keys to the offline list and to a volunteer's own commands, under their PIN and this tablet's secret. */
export interface Wrapped {
  userId: string;
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
  /** Wrong PINs in a row for this user. */
  wrong?: number;
}

export interface SealedList {
  centreId: string;
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
}

export interface Haven extends DBSchema {
  outbox: { key: number; value: Waiting; indexes: { owner: string } };
  /** Public keys to seal to, by stream. */
  keys: { key: string; value: SealingKey };
  /**
   * `device`: what the tablet is; `secret`: its own key, which no page can read; `contact`: when it last heard Haven;
   * `alert …`: see alerts.ts.
   */
  device: { key: string; value: unknown };
  wrapped: { key: string; value: Wrapped };
  roll: { key: string; value: SealedList };
}

export type Database = IDBPDatabase<Haven>;

/** A later version only adds: windows of this build go on with it. @throws DOMException where storage is refused */
export const openDatabase = (name: string, lost: () => void): Promise<Database> =>
  openStore<Haven>(
    name,
    1,
    (db) => {
      db.createObjectStore('outbox', { keyPath: 'place', autoIncrement: true }).createIndex('owner', 'owner');
      db.createObjectStore('keys', { keyPath: 'keyId' });
      db.createObjectStore('device');
      db.createObjectStore('wrapped', { keyPath: 'userId' });
      db.createObjectStore('roll', { keyPath: 'centreId' });
    },
    lost,
  );

/** This browser's own store. @throws DOMException where storage is refused */
export const database: () => Promise<Database> = storeOf((lost) => openDatabase('haven', lost));
