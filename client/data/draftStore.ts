import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

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

let opened: Promise<IDBPDatabase<Shape>> | null = null;
const close = (): void => void (opened = null);

/**
 * A store of its own: raising the version of the one where commands wait would shut out windows of an older build.
 * @throws DOMException where storage is refused
 */
export const draftStore = (): Promise<IDBPDatabase<Shape>> => {
  opened ??= openDB<Shape>('haven drafts', 1, {
    upgrade: (db) => db.createObjectStore('draft', { keyPath: 'id' }).createIndex('userId', 'userId'),
    terminated: close,
  }).catch((error: unknown) => {
    close();
    throw error;
  });
  return opened;
};

/** Whosever they are. @throws DOMException where storage is refused */
export const dropDrafts = async (): Promise<void> => (await draftStore()).clear('draft');
