import * as fake from 'fake-indexeddb';

const { default: _default, ...named } = fake as typeof fake & { default?: unknown };

/** Gives Node the browser's own store, kept in memory. */
export const haveIndexedDb = (): void => void Object.assign(globalThis, named);
