/**
 * Sends what waits: in the order it was made, from one tab at a time, and each is forgotten only once its answer has
 * come. Knows neither page nor browser, so that the fault tests drive this very code.
 */
import { PUSH_ITEMS, type PushAnswer, type PushAnswers, pushAnswers } from '../../shared/push.ts';
import type { SealedItem } from '../../shared/sealing.ts';
import type { Alert } from './alert.ts';
import type { Placed, Waiting } from './database.ts';
import type { Counts, OutboxStore } from './outboxStore.ts';
import type { Tabs } from './tabs.ts';

/** What came back: the body of a 2xx, or the status of a refusal of the whole batch; 0 where there was no answer. */
export type Reply = { body: unknown } | { status: number; retryAfter?: number | undefined };

export interface QueueParts {
  store: OutboxStore;
  /** Must give up by itself after a while. Never throws for lack of signal. */
  push(items: SealedItem[], waitingAfter: number): Promise<Reply>;
  /** Runs it while no other tab runs theirs. */
  lock<T>(run: () => Promise<T>): Promise<T>;
  /** Runs it after so many milliseconds; answers how to call that off. */
  after(ms: number, run: () => void): () => void;
  /** From 0 up to 1. */
  random(): number;
  /** Other tabs of this browser; they are told the answers, so that forms there hear theirs. */
  tabs?: Tabs<readonly PushAnswer[]>;
  /** The account signed in here, if any: what other accounts made waits for them. */
  account(): string | null;
  onAnswers(answers: readonly PushAnswer[]): void;
  onState(counts: Counts): void;
  /** The store has been read anew: what is kept beside it may have changed too. */
  onRead?(): void;
  /** How many commands Haven will not take at all, whenever that changes. */
  onStuck?(count: number): void;
}

export interface Queue {
  /**
   * Resolves when it is committed; `start` sends it. `kept` is called the moment that is known, together with the new
   * count, so that a screen is drawn once. @throws DOMException where it could not be kept
   */
  add(it: Waiting, alert?: Alert | null, kept?: () => void): Promise<void>;
  /** Sends what waits, unless it is at it already. */
  start(): void;
  /** Tries at once, whatever the wait was. */
  flush(): void;
  /** Counts again: somebody else is signed in now. */
  count(): Promise<Counts>;
}

/** What to do next: go on, try again after at least `ms`, or wait until something has changed. */
type Next = { go: 'on' | 'stop' } | { go: 'retry'; ms: number };

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;
const BATCH_SIZE = 200_000;
/** Haven read it and will not take it in this shape; fewer at once it may. */
const indigestible = new Set([400, 413, 422]);

export const makeQueue = (parts: QueueParts): Queue => {
  const { store, tabs } = parts;
  /** Haven will not read these even one at a time. They stay, and are tried again when somebody comes back to the page. */
  const stuck = new Set<number>();
  let most = PUSH_ITEMS;
  let wait = FIRST_WAIT;
  let asked = false;
  let running = false;
  let wake: (() => void) | null = null;

  const stick = (place: number): void => {
    stuck.add(place);
    parts.onStuck?.(stuck.size);
  };
  const unstick = (): void => {
    if (stuck.size === 0) return;
    stuck.clear();
    parts.onStuck?.(0);
  };

  let known: Counts = { all: 0, own: 0, others: 0 };
  const tell = (counts: Counts): Counts => {
    known = counts;
    parts.onState(counts);
    return counts;
  };
  const count = async (): Promise<Counts> => {
    const counts = tell(await store.count(parts.account()));
    parts.onRead?.();
    return counts;
  };
  /** Without asking the store: the next try to send does, and other tabs say what they change. */
  const countOneMore = ({ owner }: Waiting): void => {
    const { all, own, others } = known;
    const mine = owner !== undefined && owner === parts.account();
    tell({ all: all + 1, own: own + Number(mine), others: others + Number(owner !== undefined && !mine) });
  };

  const may = ({ owner, place }: Waiting): boolean =>
    (owner === undefined || owner === parts.account()) && !stuck.has(place ?? 0);

  /** Fewer at once next time: on a bad line a small batch gets through where a large one never does. */
  const retry = (tried: number, seconds = 0): Next => {
    most = Math.ceil(tried / 2);
    return { go: 'retry', ms: seconds * 1000 };
  };

  const take = async (batch: Placed[], { answers, retryAfter = 0 }: PushAnswers): Promise<Next> => {
    const by = new Map(answers.map((it) => [it.id, it]));
    const done = batch.filter((it) => by.has(it.item.id));
    const heard = done.flatMap((it) => by.get(it.item.id) ?? []);
    if (done.length > 0) {
      // Told first, removed second: otherwise a form could miss its answer. If removing fails it is sent again, and
      // Haven knows it.
      parts.onAnswers(heard);
      const places = done.map((it) => it.place);
      await store.remove(places, heard).finally(() => tabs?.tell(heard));
      wait = FIRST_WAIT;
      await count();
    }
    if (done.length < batch.length || retryAfter > 0) return retry(batch.length, retryAfter);
    most = Math.min(most * 2, PUSH_ITEMS);
    return { go: 'on' };
  };

  const refused = (batch: Placed[], status: number, retryAfter?: number): Next => {
    // Signing in, or unlocking, tries again.
    if (status === 401) return { go: 'stop' };
    if (!indigestible.has(status)) return retry(batch.length, retryAfter);
    if (batch.length === 1) for (const it of batch) stick(it.place);
    most = Math.ceil(batch.length / 2);
    return { go: 'on' };
  };

  const attempt = async (): Promise<Next> => {
    const batch = await store.first({ items: most, size: BATCH_SIZE, may });
    // Counted even so: another tab may have sent what this one still shows as waiting.
    const { all } = await count();
    if (batch.length === 0) return { go: 'stop' };
    const reply = await parts.push(
      batch.map((it) => it.item),
      all - batch.length,
    );
    if ('status' in reply) return refused(batch, reply.status, reply.retryAfter);
    // A captive portal answers too, but not with this.
    const parsed = pushAnswers.safeParse(reply.body);
    return parsed.success ? take(batch, parsed.data) : retry(batch.length);
  };

  const tryOnce = (): Promise<Next> =>
    parts.lock(attempt).catch((error: unknown) => {
      if (!(error instanceof DOMException)) throw error;
      // Storage that cannot be read now may be readable in a moment.
      return retry(1);
    });

  const pause = (least: number): Promise<void> =>
    new Promise((resolve) => {
      const off = parts.after(Math.max(least, wait * (0.5 + parts.random() / 2)), () => wake?.());
      wait = Math.min(wait * 2, LONGEST_WAIT);
      wake = () => {
        wake = null;
        off();
        resolve();
      };
    });

  const drain = async (): Promise<void> => {
    running = true;
    try {
      do {
        asked = false;
        const next = await tryOnce();
        if (next.go === 'stop') continue;
        asked = true;
        if (next.go === 'retry') await pause(next.ms);
      } while (asked);
    } finally {
      running = false;
    }
  };

  const start = (): void => {
    asked = true;
    if (!running) void drain();
  };

  tabs?.hear((answers) => {
    parts.onAnswers(answers);
    count().catch(() => undefined);
  });

  return {
    add: async (it, alert, kept) => {
      await store.add(it, alert);
      countOneMore(it);
      kept?.();
      tabs?.tell([]);
    },
    start,
    flush: () => {
      wait = FIRST_WAIT;
      unstick();
      start();
      wake?.();
    },
    count,
  };
};
