import { openDatabase, type Database } from '../../client/data/database.ts';
import { makeQueue, type Queue, type Reply } from '../../client/data/queue.ts';
import { makeOutboxStore, type OutboxStore } from '../../client/data/outboxStore.ts';
import { uuidv7 } from '../../server/engine/ids.ts';
import { type PushAnswer, pushAnswers } from '../../shared/push.ts';
import { seal, type SealedCommand, type SealedItem } from '../../shared/sealing.ts';
import type { Changes } from '../../shared/sync.ts';
import type { FaultProxy } from './proxy.ts';
import { Mirror } from './mirror.ts';
import { haveIndexedDb } from './indexedDb.ts';
import type { Paired } from './pairing.ts';
import { untilNoneIsLeft } from './patience.ts';

haveIndexedDb();

/** Faults planted in the tablet's own code, to see that they are caught. */
export interface Planted {
  store?: (store: OutboxStore) => OutboxStore;
  /** What goes out again goes out under a new id, so that nobody can tell it was said before. */
  forgetsIds?: true;
}

/** One line through to the server, held by one page at a time as the browser's own lock is. */
const oneAtATime = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run, run);
    last = turn.catch(() => undefined);
    return turn;
  };
};

const never = (): Promise<never> => new Promise(() => undefined);

/** How long a request may take before the tablet gives it up, where the line may swallow it without a word. */
const PATIENCE_MS = 1000;
/** The same where it swallows nothing: an answer may take as long as a busy machine needs. */
const FAIR_PATIENCE_MS = 60_000;

/** A tablet with a queue as the browser runs it, on a store that survives reloads, behind a line of its own. */
export class Tablet {
  mirror: Mirror | null = null;
  /** Guests as last heard of; like the list a tablet keeps under its PIN, they outlive a reload. */
  guests: Record<string, unknown>[] = [];
  waiting = 0;
  #patience = PATIENCE_MS;
  readonly answers = new Map<string, PushAnswer>();
  /** Each time an answer came: more than one for one command would be a second effect. */
  readonly heard: PushAnswer[] = [];
  #queue!: Queue;
  #page = { alive: false };
  /** Only for the planted fault: what was said, and which went out before. */
  readonly #said = new Map<string, SealedCommand>();
  readonly #sent = new Set<string>();
  #database: Promise<Database>;

  constructor(
    readonly paired: Paired,
    readonly line: FaultProxy,
    readonly random: () => number,
    /** This tablet's own idea of the time. */
    readonly clock: () => Date,
    readonly planted: Planted = {},
  ) {
    this.#database = openDatabase(`haven ${paired.deviceId}`, () => undefined);
    this.reload();
  }

  /** The page is gone, whatever it was doing; another one begins from what was stored. */
  reload(): void {
    this.#page.alive = false;
    const page = { alive: true };
    this.#page = page;
    this.mirror = null;
    const stored = makeOutboxStore(() => this.#database);
    this.#queue = makeQueue({
      store: this.planted.store?.(stored) ?? stored,
      lock: oneAtATime(),
      after: (ms, run) => {
        // Ten times as fast as a real one: the suite waits for nothing but the order of things.
        const timer = setTimeout(() => page.alive && run(), ms / 10);
        return () => clearTimeout(timer);
      },
      random: this.random,
      account: () => null,
      push: async (items, waiting) => {
        const reply = await (this.planted.forgetsIds ? this.#pushAnew(items, waiting) : this.#push(items, waiting));
        return page.alive ? reply : never();
      },
      onAnswers: (answers) => {
        for (const it of answers) {
          this.heard.push(it);
          this.answers.set(it.id, it);
        }
      },
      onState: (counts) => {
        if (page.alive) this.waiting = counts.all;
      },
    });
    this.#queue.flush();
  }

  flush(): void {
    this.#queue.flush();
  }

  /** Resolves when it is stored; what was shown as saved is saved. */
  async say(id: string, name: string, args: Record<string, unknown>): Promise<void> {
    const command = { name, args, occurredAt: this.clock().toISOString() };
    if (this.planted.forgetsIds) this.#said.set(id, command);
    await this.#queue.add({ item: await this.#seal(id, command), operationId: this.paired.operationId });
    this.#queue.start();
  }

  #seal(id: string, command: SealedCommand): Promise<SealedItem> {
    const { operationId, userId, deviceId, to, authorKey } = this.paired;
    return seal(to, { v: 1, id, keyId: operationId, authorId: userId, deviceId }, command, authorKey);
  }

  async #pushAnew(items: SealedItem[], waiting: number): Promise<Reply> {
    const first = new Map<string, string>();
    const anew = items.map(async (it) => {
      const command = this.#said.get(it.id);
      const known = this.#sent.has(it.id);
      this.#sent.add(it.id);
      const id = known ? uuidv7() : it.id;
      first.set(id, it.id);
      return known && command ? this.#seal(id, command) : it;
    });
    const reply = await this.#push(await Promise.all(anew), waiting);
    const answered = 'body' in reply ? pushAnswers.safeParse(reply.body) : null;
    if (!answered?.success) return reply;
    return { body: { answers: answered.data.answers.map((it) => ({ ...it, id: first.get(it.id) ?? it.id })) } };
  }

  /** How many are really stored. */
  async stored(): Promise<number> {
    return (await makeOutboxStore(() => this.#database).count(null)).all;
  }

  /** Asks what changed, over the bad line. False where nothing came. */
  async pull(): Promise<boolean> {
    const page = this.#page;
    const held = this.mirror;
    const query = held ? `since=${held.cursor}&view=${held.view}` : 'since=0';
    try {
      const answer = await this.#fetch(`/api/operations/${this.paired.operationId}/pull?${query}`);
      if (!answer.ok) return false;
      const changes = (await answer.json()) as Changes;
      if (!page.alive) return false;
      if (held) held.apply(changes);
      else this.mirror = new Mirror(changes);
      this.guests = this.mirror?.rows('person') ?? [];
      return true;
    } catch (error) {
      return this.#lostSignal(error);
    }
  }

  /**
   * Until nothing waits. The line swallows nothing from here on, so whatever is on its way is waited for.
   * @throws where none of it has been answered for a long while
   */
  async drained(): Promise<void> {
    this.#patience = FAIR_PATIENCE_MS;
    await untilNoneIsLeft('commands still wait on a tablet', () => {
      this.flush();
      return this.stored();
    });
  }

  #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: this.paired.cookie, 'content-type': 'application/json' };
    return fetch(`${this.line.url}${path}`, { ...init, headers, signal: AbortSignal.timeout(this.#patience) });
  }

  async #push(items: SealedItem[], waiting: number): Promise<Reply> {
    try {
      const answer = await this.#fetch('/api/push', { method: 'POST', body: JSON.stringify({ items, waiting }) });
      if (!answer.ok) return { status: answer.status };
      return { body: (await answer.json()) as unknown };
    } catch (error) {
      this.#lostSignal(error);
      return { status: 0 };
    }
  }

  /** Node tells a cut line as TypeError, an end in the middle as SyntaxError, and patience as a DOMException. */
  #lostSignal(error: unknown): false {
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) return false;
    throw error;
  }
}
