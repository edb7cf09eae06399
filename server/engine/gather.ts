import { setImmediate } from 'node:timers/promises';
import { isUnavailable } from './databaseErrors.ts';
import type { Reader } from './deps.ts';

/** Rows for each of some keys, in one question. */
type Load<Row> = (reader: Reader, keys: string[]) => Promise<ReadonlyMap<string, Row[]>>;
type Found = Promise<ReadonlyMap<string, unknown[]>>;

/** What several ask in one moment, or while an answer is waited for, is asked together; and nothing twice. */
class Gathering {
  readonly #asked = new Map<unknown, Map<string, Promise<unknown[]>>>();
  readonly #next = new Map<Load<unknown>, Set<string>>();
  #round: Promise<Map<Load<unknown>, Found>> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly reader: Reader) {}

  find<Row>(load: Load<Row>, key: string): Promise<Row[]> {
    const asked = this.#asked.get(load) ?? new Map<string, Promise<unknown[]>>();
    this.#asked.set(load, asked);
    const found = asked.get(key) ?? this.#ask(load, key);
    asked.set(key, found);
    return found as Promise<Row[]>;
  }

  async #ask(load: Load<unknown>, key: string): Promise<unknown[]> {
    this.#next.set(load, (this.#next.get(load) ?? new Set()).add(key));
    const round = (this.#round ??= this.#begin());
    const found = (await round).get(load);
    const own = await found?.catch((error: unknown) => {
      if (isUnavailable(error)) throw error;
      // Alone again: what cannot be found for one is not kept from the others.
      return load(this.reader, [key]);
    });
    return own?.get(key) ?? [];
  }

  async #begin(): Promise<Map<Load<unknown>, Found>> {
    await this.#last;
    // Whoever has just had an answer asks the next question first.
    await setImmediate();
    const asking = new Map([...this.#next].map(([load, keys]) => [load, load(this.reader, [...keys])] as const));
    this.#next.clear();
    this.#round = null;
    this.#last = Promise.allSettled(asking.values());
    return asking;
  }
}

const all = new WeakMap<Reader, Gathering>();

/** The same reader for one answer only: what is found by key is found together, and remembered. */
export const gathering = <R extends Reader>(reader: R): R => {
  const made = Object.create(reader) as R;
  all.set(made, new Gathering(reader));
  return made;
};

/** Another reader, whose questions are asked together with those of this one. */
export const sameGathering = <R extends Reader>(reader: R): R => {
  const made = Object.create(reader) as R;
  const gathered = all.get(reader);
  if (gathered) all.set(made, gathered);
  return made;
};

/** A way to find rows by a key: one by one, or together where the reader gathers. */
export const finder = <Row>(
  rowsOf: (reader: Reader, keys: string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
) => {
  const load: Load<Row> = async (reader, keys) => {
    const found = new Map<string, Row[]>();
    for (const row of await rowsOf(reader, keys)) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
    return found;
  };
  return async (reader: Reader, key: string): Promise<Row[]> => {
    const gathered = all.get(reader);
    return gathered ? gathered.find(load, key) : ((await load(reader, [key])).get(key) ?? []);
  };
};
