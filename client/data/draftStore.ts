import type { DBSchema, IDBPDatabase } from 'idb';
import { openStore, storeOf } from './storeOf.ts';

/** Something typed and not sent. What it says, and where it was typed, is in the box. */
export interface Sealed {
  id: string;
  userId: string;
  /** When it was last typed at, by Haven's clock, in ms. */
  at: number;
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
}
interface Shape extends DBSchema {
  draft: { key: string; value: Sealed; indexes: { userId: string } };
}

/**
 * A store of its own: raising the version of the one where commands wait would shut out windows of an older build.
 * @throws DOMException where storage is refused
 */
export const draftStore: () => Promise<IDBPDatabase<Shape>> = storeOf((lost) =>
  openStore<Shape>(
    'haven drafts',
    1,
    (db) => void db.createObjectStore('draft', { keyPath: 'id' }).createIndex('userId', 'userId'),
    lost,
  ),
);

/** Whosever they are. @throws DOMException where storage is refused */
export const dropDrafts = async (): Promise<void> => (await draftStore()).clear('draft');
