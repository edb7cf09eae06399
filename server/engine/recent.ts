import { inOrder, type StoredVersion } from './changes.ts';

/** The latest changes of a stream, kept in memory. */
const KEPT = 64;

/** What this server has just committed, so that it need not be read again. Anything else is in the database. */
export class Recent {
  readonly #bySeq = new Map<number, readonly StoredVersion[]>();

  keep(seq: number, versions: readonly StoredVersion[]): void {
    this.#bySeq.set(seq, versions);
    for (const oldest of this.#bySeq.keys()) {
      if (this.#bySeq.size <= KEPT) break;
      this.#bySeq.delete(oldest);
    }
  }

  /** The newest version of each row that changed in `(from, to]`, or `null` where one of them is not at hand. */
  between(from: number, to: number): StoredVersion[] | null {
    const newest = new Map<string, StoredVersion>();
    for (let seq = from + 1; seq <= to; seq += 1) {
      const versions = this.#bySeq.get(seq);
      if (!versions) return null;
      for (const it of versions) newest.set(`${it.kind} ${it.id}`, it);
    }
    return inOrder([...newest.values()]);
  }
}
