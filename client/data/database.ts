import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SealedItem } from '../../shared/sealing.ts';
import type { SealingKey } from '../../shared/push.ts';

/** One command that waits. Its place in line is the store's own key, never a clock. */
export interface Waiting {
  place?: number;
  item: SealedItem;
  /** Which operation it is about, so that what waits can be counted. */
  operationId: string | null;
}

/** A key to the roll call and to a volunteer's name, under their PIN and this tablet's own secret. */
export interface Wrapped {
  userId: string;
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
}

export interface RollPage {
  centreId: string;
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
}

interface Haven extends DBSchema {
  outbox: { key: number; value: Waiting };
  /** Public keys to seal to, by stream. */
  keys: { key: string; value: SealingKey };
  /** `device`: what the tablet is; `secret`: its own key, which no page can read; `contact`: when it last heard Haven. */
  device: { key: string; value: unknown };
  wrapped: { key: string; value: Wrapped };
  roll: { key: string; value: RollPage };
}

let opened: Promise<IDBPDatabase<Haven>> | null = null;

/** This browser's own store. @throws DOMException where storage is refused */
export const database = (): Promise<IDBPDatabase<Haven>> => {
  opened ??= openDB<Haven>('haven', 1, {
    upgrade: (db) => {
      db.createObjectStore('outbox', { keyPath: 'place', autoIncrement: true });
      db.createObjectStore('keys', { keyPath: 'keyId' });
      db.createObjectStore('device');
      db.createObjectStore('wrapped', { keyPath: 'userId' });
      db.createObjectStore('roll', { keyPath: 'centreId' });
    },
    terminated: () => (opened = null),
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
};
