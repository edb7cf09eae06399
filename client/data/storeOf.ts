import { type DBSchema, type IDBPDatabase, openDB, type OpenDBCallbacks } from 'idb';

const isNewer = (error: unknown): boolean => error instanceof DOMException && error.name === 'VersionError';

/**
 * Opens a store of this browser.
 *
 * A newer build that waits to change the store is let in at once, and this window opens it anew as it is then: what a
 * newer build changes it only adds, so that what an older one keeps has its place still.
 * @param lost it is open no more: whoever needs it opens it again
 * @throws DOMException where storage is refused
 */
export const openStore = async <Shape extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<Shape>['upgrade']>,
  lost: () => void,
): Promise<IDBPDatabase<Shape>> => {
  const leaving = {
    blocking: (_mine: number, _theirs: number | null, { target }: IDBVersionChangeEvent) => {
      (target as IDBDatabase).close();
      lost();
    },
    terminated: lost,
  };
  try {
    return await openDB<Shape>(name, version, { upgrade, ...leaving });
  } catch (error) {
    if (!isNewer(error)) throw error;
    return openDB<Shape>(name, undefined, leaving);
  }
};

/** Keeps it open once it is, and opens it again when it was lost. */
export const storeOf = <Store>(open: (lost: () => void) => Promise<Store>): (() => Promise<Store>) => {
  let opened: Promise<Store> | null = null;
  const lost = (): void => void (opened = null);
  return () => {
    opened ??= open(lost).catch((error: unknown) => {
      lost();
      throw error;
    });
    return opened;
  };
};
