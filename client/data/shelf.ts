import type { Database, Placed, Waiting } from './database.ts';

export interface Counts {
  /** Everything that waits in this browser. */
  all: number;
  /** Of those, what only the given account's own session may send. */
  own: number;
  /** And what waits for some other account to sign in. */
  others: number;
}

export interface Limit {
  items: number;
  /** Characters of sealed text; the first item comes however long it is. */
  size: number;
  /** May this one go out now? */
  may: (it: Waiting) => boolean;
}

/** Where sealed commands wait, in the order of their places. Every method @throws DOMException where storage fails. */
export interface Shelf {
  /** Resolves with its place once it is committed. */
  add(it: Waiting): Promise<number>;
  first(limit: Limit): Promise<Placed[]>;
  remove(places: readonly number[]): Promise<void>;
  count(owner: string | null): Promise<Counts>;
}

const PAGE = 100;

const within = (found: readonly Placed[], { items, size, may }: Limit): Placed[] => {
  let room = size;
  const chosen: Placed[] = [];
  for (const it of found) {
    if (!may(it)) continue;
    room -= it.item.box.length;
    if (chosen.length === items || (room < 0 && chosen.length > 0)) break;
    chosen.push(it);
  }
  return chosen;
};

/** The waiting line in IndexedDB. */
export const makeShelf = (database: () => Promise<Database>): Shelf => ({
  add: async (it) => {
    const tx = (await database()).transaction('outbox', 'readwrite', { durability: 'strict' });
    const [place] = await Promise.all([tx.store.add(it), tx.done]);
    return place;
  },
  first: async (limit) => {
    const db = await database();
    for (let after = 0; ;) {
      const page = (await db.getAll('outbox', IDBKeyRange.lowerBound(after, true), PAGE)) as Placed[];
      const chosen = within(page, limit);
      if (chosen.length > 0 || page.length < PAGE) return chosen;
      after = page.at(-1)?.place ?? after;
    }
  },
  remove: async (places) => {
    const tx = (await database()).transaction('outbox', 'readwrite', { durability: 'strict' });
    await Promise.all([...places.map((place) => tx.store.delete(place)), tx.done]);
  },
  count: async (owner) => {
    const { store } = (await database()).transaction('outbox');
    const owners = store.index('owner');
    const [all, owned, own] = await Promise.all([store.count(), owners.count(), owner ? owners.count(owner) : 0]);
    return { all, own, others: owned - own };
  },
});
