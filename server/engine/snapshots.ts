import type { Change } from '../../shared/sync.ts';
import { Background, Stopping } from './background.ts';
import type { Deps } from './deps.ts';
import { giveWay } from './giveWay.ts';
import { pagesOf } from './pages.ts';
import type { Audience } from './project.ts';
import { write, type Written } from './written.ts';

/** A smaller one is read again as soon as anything has changed. */
const LARGE = 1000;
/** For this long it is still served, together with what has changed since. */
const MOST_BEHIND = 300;
const KEPT_MS = 30_000;
/** Pages that go out in one moment. */
const TOGETHER = 8;
const MOST_BYTES = 96 * 1024 * 1024;

/** One snapshot, read once for everybody who asks for it meanwhile or soon after. */
export class Snapshot {
  readonly #pages: Written[] = [];
  #state: 'reading' | 'whole' | 'failed' = 'reading';
  #error: unknown;
  #waiting: (() => void)[] = [];
  rows = 0;
  bytes = 0;
  usedAt = performance.now();

  constructor(
    readonly key: string,
    readonly to: number,
  ) {}

  async read(source: AsyncIterable<readonly Change[]>, stopped: () => boolean): Promise<void> {
    try {
      for await (const changes of source) {
        if (stopped()) throw new Stopping();
        this.#add(write(changes));
        await giveWay.turn();
      }
      this.#state = 'whole';
    } catch (error) {
      this.#state = 'failed';
      this.#error = error;
    }
    this.#tell();
  }

  #add(page: Written): void {
    this.#pages.push(page);
    this.rows += page.keys.length;
    this.bytes += page.bytes.length;
    this.#tell();
  }

  #tell(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const it of waiting) it();
  }

  #more(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  get failed(): boolean {
    return this.#state === 'failed';
  }

  /** Pages in order, each as soon as it is there. @throws whatever reading it was refused with */
  async *pages(): AsyncGenerator<Written> {
    for (let n = 0; ; n += 1) {
      while (n >= this.#pages.length && this.#state === 'reading') await this.#more();
      const page = this.#pages[n];
      // Those at hand are many: everybody else is served between them.
      if (n % TOGETHER === TOGETHER - 1) await giveWay.turn();
      if (page) yield page;
      else if (this.failed) throw this.#error;
      else return;
    }
  }
}

class Snapshots {
  readonly #kept = new Map<string, Snapshot>();
  readonly #reading = new Background();
  #stopped = false;

  constructor(readonly deps: Deps) {}

  at(streamId: string, to: number, audience: Audience): Snapshot {
    this.#forget();
    const key = `${streamId} ${audience.view}`;
    const known = this.#kept.get(key);
    const snapshot = known && this.#serves(known, to) ? known : this.#begin(key, streamId, to, audience);
    snapshot.usedAt = performance.now();
    return snapshot;
  }

  #serves(it: Snapshot, to: number): boolean {
    const behind = to - it.to;
    return !it.failed && (behind === 0 || (it.rows >= LARGE && behind > 0 && behind <= MOST_BEHIND));
  }

  #begin(key: string, streamId: string, to: number, audience: Audience): Snapshot {
    const made = new Snapshot(key, to);
    this.#kept.set(key, made);
    const source = pagesOf(this.deps.reads, { streamId, from: 0, to }, audience);
    const drop = () => {
      if (made.failed && this.#kept.get(key) === made) this.#kept.delete(key);
    };
    this.#reading.add(made.read(source, () => this.#stopped).then(drop));
    return made;
  }

  /** Drops those nobody has asked for lately, and the oldest while there are too many. */
  #forget(): void {
    const newestFirst = [...this.#kept.values()].toSorted((a, b) => b.usedAt - a.usedAt);
    let bytes = 0;
    for (const it of newestFirst) {
      bytes += it.bytes;
      if (bytes > MOST_BYTES || performance.now() - it.usedAt > KEPT_MS) this.#kept.delete(it.key);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#reading.done();
  }
}

const all = new WeakMap<Deps, Snapshots>();

const of = (deps: Deps): Snapshots => {
  const known = all.get(deps) ?? new Snapshots(deps);
  all.set(deps, known);
  return known;
};

/** A snapshot for this audience as of `to`, or of a little before. */
export const snapshotAt = (deps: Deps, streamId: string, to: number, audience: Audience): Snapshot =>
  of(deps).at(streamId, to, audience);

/** What is still being read ends; whoever waits for it is to ask again. */
export const snapshotsDone = (deps: Deps): Promise<void> => of(deps).stop();
