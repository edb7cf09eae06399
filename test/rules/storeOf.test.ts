import { openDB, unwrap } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { haveIndexedDb } from '../support/indexedDb.ts';

haveIndexedDb();
beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('indexedDB', new IDBFactory());
});

const stores = async () => {
  const [{ database }, { draftStore }] = [
    await import('../../client/data/database.ts'),
    await import('../../client/data/draftStore.ts'),
  ];
  return {
    haven: {
      open: database,
      put: async () => void (await (await database()).put('device', 'Tablet 4', 'device')),
      get: async () => (await database()).get('device', 'device'),
    },
    'haven drafts': {
      open: draftStore,
      put: async () => {
        const sealed = { userId: 'joan', at: 1, iv: new Uint8Array(12), box: new ArrayBuffer(1) };
        await (await draftStore()).put('draft', { id: 'a', ...sealed });
      },
      get: async () => (await (await draftStore()).get('draft', 'a'))?.userId,
    },
  };
};

/** A newer build opens the store at its own version. */
const upgrade = async (name: string, version: number) => {
  const newer = await openDB(name, version, { upgrade: (db) => void db.createObjectStore(`new in ${version}`) });
  newer.close();
};

test.for(['haven', 'haven drafts'] as const)(
  'a newer build changes %s while an older window has it open, and the older goes on with what it had',
  async (name) => {
    const { put, get } = (await stores())[name];
    await put();
    const before = await get();
    await upgrade(name, 2);
    expect([before, await get()]).toEqual([before, before]);
    await upgrade(name, 3);
    await put();
    expect(await get()).toBe(before);
  },
);

test.for(['haven', 'haven drafts'] as const)('an older window opens %s as a newer build has left it', async (name) => {
  const first = (await stores())[name];
  await first.put();
  const before = await first.get();
  await upgrade(name, 2);
  vi.resetModules();
  expect(await (await stores())[name].get()).toBe(before);
});

test('a store that is refused is asked for again, not remembered as refused', async () => {
  const { haven } = await stores();
  const open = vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new DOMException('Storage is refused', 'SecurityError');
  });
  await expect(haven.open()).rejects.toThrow('Storage is refused');
  await haven.put();
  expect(open).toHaveBeenCalledTimes(2);
});

test('a store that the browser has closed by itself is opened again', async () => {
  const { haven } = await stores();
  await haven.put();
  forceCloseDatabase(unwrap(await haven.open()) as never);
  expect(await haven.get()).toBe('Tablet 4');
});
