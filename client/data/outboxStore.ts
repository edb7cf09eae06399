import type { IDBPObjectStore } from 'idb';
import type { PushAnswer } from '../../shared/push.ts';
import { type Alert, alertAfter, alertKey } from './alert.ts';
import type { Database, Haven, Placed, Waiting } from './database.ts';

export interface Counts {
  /** Everything that waits in this browser. */
  all: number;
  /** Those that only the given account's own session may send. */
  own: number;
  /** Those that wait for some other account to sign in. */
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
export interface OutboxStore {
  /** Resolves with its place once it and its alert are committed. */
  add(it: Waiting, alert?: Alert | null): Promise<number>;
  first(limit: Limit): Promise<Placed[]>;
  /** With the answers: the alert of an accepted command goes, that of a refused or held one stays and says so. */
  remove(places: readonly number[], answers?: readonly PushAnswer[]): Promise<void>;
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

type Notes = IDBPObjectStore<Haven, ('outbox' | 'device')[], 'device', 'readwrite'>;

const note = async (notes: Notes, answer: PushAnswer): Promise<void> => {
  const state = alertAfter(answer);
  const alert = (await notes.get(alertKey(answer.id))) as Alert | undefined;
  if (!alert) return;
  // Listed, or told in person: there is nothing left to say.
  if (state === 'listed' || alert.told) await notes.delete(alertKey(answer.id));
  else await notes.put({ ...alert, state }, alertKey(answer.id));
};

/** The waiting line in IndexedDB. */
export const makeOutboxStore = (database: () => Promise<Database>): OutboxStore => ({
  add: async (it, alert = null) => {
    const tx = (await database()).transaction(['outbox', 'device'], 'readwrite', { durability: 'strict' });
    const noted = alert && tx.objectStore('device').put(alert, alertKey(alert.id));
    const added = tx.objectStore('outbox').add(it);
    // Nothing more is asked of it: the browser need not come back to this page before it commits.
    tx.commit();
    const [place] = await Promise.all([added, noted, tx.done]);
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
  remove: async (places, answers = []) => {
    const tx = (await database()).transaction(['outbox', 'device'], 'readwrite', { durability: 'strict' });
    const gone = places.map((place) => tx.objectStore('outbox').delete(place));
    const noted = answers.map((it) => note(tx.objectStore('device'), it));
    await Promise.all([...gone, ...noted, tx.done]);
  },
  count: async (owner) => {
    const { store } = (await database()).transaction('outbox');
    const owners = store.index('owner');
    const [all, owned, own] = await Promise.all([store.count(), owners.count(), owner ? owners.count(owner) : 0]);
    return { all, own, others: owned - own };
  },
});
