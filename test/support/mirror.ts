import type { Changes } from '../../shared/sync.ts';

type Row = Record<string, unknown>;

/** What a client holds: a snapshot, and every delta since that begins where it stands. */
export class Mirror {
  cursor: number;
  view: string;
  readonly #rows = new Map<string, Row>();

  constructor(
    snapshot: Changes,
    /** To ask for more with: `&wall=1` or nothing. */
    readonly query = '',
  ) {
    if (!snapshot.snapshot) throw new Error('A mirror begins with a snapshot');
    this.cursor = snapshot.to;
    this.view = snapshot.view;
    this.#take(snapshot);
  }

  /** False where it does not fit: then a client pulls. */
  apply(changes: Changes): boolean {
    if (changes.snapshot) this.#rows.clear();
    else if (changes.from !== this.cursor || changes.view !== this.view) return false;
    this.view = changes.view;
    this.#take(changes);
    return true;
  }

  #take(changes: Changes): void {
    this.cursor = changes.to;
    for (const { kind, id, row } of changes.changes) {
      if (row) this.#rows.set(`${kind} ${id}`, row);
      else this.#rows.delete(`${kind} ${id}`);
    }
  }

  /** Rows by `kind id`, in order, to compare with another. */
  get all(): Record<string, Row> {
    return Object.fromEntries([...this.#rows].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  rows(kind: string): Row[] {
    return [...this.#rows].filter(([key]) => key.startsWith(`${kind} `)).map(([, row]) => row);
  }

  row(kind: string, id: string): Row | undefined {
    return this.#rows.get(`${kind} ${id}`);
  }

  get kinds(): string[] {
    return [...new Set([...this.#rows.keys()].map((key) => key.split(' ')[0] ?? ''))].toSorted();
  }
}
