import { expect } from 'vitest';
import type { PushAnswer } from '../../../shared/push.ts';
import { PUSH_ITEMS } from '../../../shared/push.ts';
import type { SealedItem } from '../../../shared/sealing.ts';
import { type Database, openDatabase } from '../../../client/data/database.ts';
import { makeQueue, type Queue, type QueueParts, type Reply } from '../../../client/data/queue.ts';
import { type Counts, makeOutboxStore, type OutboxStore } from '../../../client/data/outboxStore.ts';
import { haveIndexedDb } from '../../support/indexedDb.ts';

haveIndexedDb();

let made = 0;
export const ID = (n: number): string => `0193e0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** A sealed command as the line sees it: nothing of it can be read. */
export const item = (over: Partial<SealedItem> = {}): SealedItem => ({
  v: 1,
  id: ID((made += 1)),
  keyId: ID(1),
  authorId: 'meera',
  deviceId: null,
  box: 'sealed',
  proof: null,
  ...over,
});

/** Haven, as far as a line knows it: it does a thing once, whatever is sent again. */
export class Haven {
  readonly done: string[] = [];
  readonly batches: SealedItem[][] = [];
  readonly waiting: number[] = [];
  /** What to say instead, try by try; once empty, it answers all. */
  replies: (Reply | ((items: SealedItem[]) => Reply | Promise<Reply>))[] = [];

  accept(items: readonly SealedItem[]): PushAnswer[] {
    return items.map(({ id }) => {
      const replay = this.done.includes(id);
      if (!replay) this.done.push(id);
      return { id, as: 'accepted', seq: this.done.indexOf(id) + 1, result: { id }, replay };
    });
  }

  push = async (items: SealedItem[], waiting: number): Promise<Reply> => {
    if (items.length > PUSH_ITEMS) throw new Error('too many at once');
    this.batches.push(items);
    this.waiting.push(waiting);
    const said = this.replies.shift();
    if (typeof said === 'function') return said(items);
    return said ?? { body: { answers: this.accept(items) } };
  };
}

/** One lock for all tabs of a browser, first come first served. */
export const oneLock = (): QueueParts['lock'] => {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const mine = last.then(run);
    last = mine.catch(() => undefined);
    return mine;
  };
};

export interface Tab {
  queue: Queue;
  store: OutboxStore;
  heard: PushAnswer[];
  /** As last told. */
  counts: Counts;
  /** How long it wanted to wait before each further try. */
  pauses: number[];
  account: string | null;
}

let databases = 0;
/** A browser's own store, empty. */
export const browser = (): Promise<Database> => openDatabase(`browser ${(databases += 1)}`, () => undefined);

/** One open tab. Its pauses are over at once. */
export const openTab = (db: Database, haven: Haven, parts: Partial<QueueParts> = {}): Tab => {
  const store = parts.store ?? makeOutboxStore(() => Promise.resolve(db));
  const tab: Omit<Tab, 'queue'> & { queue?: Queue } = {
    store,
    heard: [],
    counts: { all: 0, own: 0, others: 0 },
    pauses: [],
    account: 'meera',
  };
  tab.queue = makeQueue({
    store,
    push: haven.push,
    lock: oneLock(),
    after: (ms, run) => {
      tab.pauses.push(ms);
      const timer = setImmediate(run);
      return () => clearImmediate(timer);
    },
    random: () => 0.5,
    account: () => tab.account,
    onAnswers: (answers) => tab.heard.push(...answers),
    onState: (counts) => (tab.counts = counts),
    ...parts,
  });
  return tab as Tab;
};

export const say = async (tab: Tab, items: readonly SealedItem[]): Promise<void> => {
  for (const it of items) {
    await tab.queue.add({ item: it, operationId: ID(1), ...(it.deviceId ? {} : { owner: it.authorId }) });
  }
};
export const several = (count: number, over: Partial<SealedItem> = {}): SealedItem[] =>
  Array.from({ length: count }, () => item(over));
export const ids = (items: readonly SealedItem[]): string[] => items.map((it) => it.id);
export const kept = async (tab: Tab): Promise<number> => (await tab.store.count(null)).all;
export const empty = async (tab: Tab): Promise<void> => {
  await expect.poll(() => kept(tab)).toBe(0);
};
