/** Today's client in a browser that holds what the client of 0.2.0 wrote: see test/fixtures/release-0.2.0/README.md. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { type IDBPDatabase, openDB } from 'idb';
import { vi } from 'vitest';
import type { PushAnswer } from '../../shared/push.ts';
import type { Loose } from './app.ts';
import { haveIndexedDb } from './indexedDb.ts';
import { olderFolder } from './olderRelease.ts';

haveIndexedDb();

interface Shape {
  keyPath?: string;
  autoIncrement?: boolean;
  indexes?: string[];
}
interface Held {
  /** Ids of the commands that wait, in their order. */
  waiting: string[];
  /** Rows, or values by key where the store has no key of its own. */
  stores: Record<string, Loose[] | Record<string, Loose>>;
}
interface Browsers extends Record<'tablet' | 'manager' | 'planner', Held> {
  version: number;
  shape: Record<string, Shape>;
}
const browsers = JSON.parse(readFileSync(path.join(olderFolder, 'browsers.json'), 'utf8')) as Browsers;

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'base64'));

/** As it was before it was written down as JSON. */
const revived = async (it: Loose): Promise<Loose> => {
  if (it === null || typeof it !== 'object') return it;
  if (Array.isArray(it)) return Promise.all(it.map(revived));
  if ('$bytes' in it) return bytes(it.$bytes);
  if ('$buffer' in it) return bytes(it.$buffer).buffer;
  if ('$hmac' in it) {
    return crypto.subtle.importKey('raw', bytes(it.$hmac), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  }
  const fields = Object.entries(it).map(async ([name, value]) => [name, await revived(value)] as const);
  return Object.fromEntries(await Promise.all(fields));
};

const makeStores = (db: IDBPDatabase): void => {
  for (const [name, { keyPath, autoIncrement = false, indexes = [] }] of Object.entries(browsers.shape)) {
    const store = db.createObjectStore(name, keyPath === undefined ? {} : { keyPath, autoIncrement });
    for (const it of indexes) store.createIndex(it, it);
  }
};

/** Writes what it held into the browser's own store, which is empty. */
const layOutStores = async ({ stores }: Held): Promise<void> => {
  const db = await openDB('haven', browsers.version, { upgrade: makeStores });
  for (const [name, held] of Object.entries(stores)) {
    const values = await revived(held);
    if (Array.isArray(values)) for (const it of values) await db.put(name, it);
    else for (const [key, it] of Object.entries(values)) await db.put(name, it, key);
  }
  db.close();
};

const ignored = (): void => undefined;
const quietChannel = class {
  postMessage = ignored;
  addEventListener = ignored;
};

export class OlderBrowser {
  readonly waiting: readonly string[];
  /** Nothing gets through. */
  silent = true;
  /** How many answers to what is handed in get lost on their way back. */
  losing = 0;
  /** Each answer to each command, also where it was lost. */
  readonly answers: PushAnswer[] = [];
  readonly #held: Held;
  readonly #jar = new Map<string, string>();
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(
    which: 'tablet' | 'manager' | 'planner',
    readonly url: string,
    cookies = '',
  ) {
    this.#held = browsers[which];
    this.waiting = this.#held.waiting;
    for (const it of cookies.split('; ')) this.#keep(it);
  }

  #keep(cookie: string): void {
    const [name = '', ...value] = cookie.split('=');
    if (value.join('=') === '') this.#jar.delete(name);
    else this.#jar.set(name, value.join('='));
  }

  async #fetch(ask: typeof fetch, where: string, init: RequestInit = {}): Promise<Response> {
    if (this.silent) throw new TypeError('Failed to fetch');
    const cookie = [...this.#jar].map((it) => it.join('=')).join('; ');
    const headers = { ...(init.headers as Record<string, string>), cookie };
    const answer = await ask(`${this.url}${where}`, { ...init, headers });
    for (const it of answer.headers.getSetCookie()) this.#keep(it.split(';')[0] ?? '');
    if (where === '/api/push' && answer.ok) await this.#hear(answer.clone());
    return answer;
  }

  /** @throws TypeError, as a line does that breaks before the answer is through */
  async #hear(answer: Response): Promise<void> {
    const { answers } = (await answer.json()) as { answers: PushAnswer[] };
    this.answers.push(...answers);
    if (this.losing > 0) {
      this.losing -= 1;
      throw new TypeError('Failed to fetch');
    }
  }

  /** Lays its store out and opens a page of today's client in it. */
  async open() {
    const [ask, every] = [globalThis.fetch, globalThis.setInterval];
    vi.resetModules();
    vi.stubGlobal('indexedDB', new IDBFactory());
    await layOutStores(this.#held);
    vi.stubGlobal('addEventListener', ignored);
    vi.stubGlobal('location', new URL(this.url));
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: ignored, removeItem: ignored });
    vi.stubGlobal('document', { addEventListener: ignored, visibilityState: 'visible' });
    vi.stubGlobal('navigator', { locks: { request: (...asked: unknown[]) => (asked.at(-1) as () => unknown)() } });
    vi.stubGlobal('isSecureContext', true);
    vi.stubGlobal('BroadcastChannel', quietChannel);
    vi.stubGlobal('setInterval', (run: () => void, ms: number) => this.#timers[this.#timers.push(every(run, ms)) - 1]);
    vi.stubGlobal('fetch', (where: string, init?: RequestInit) =>
      where.startsWith('/') ? this.#fetch(ask, where, init) : ask(where, init),
    );
    const [data, device, outbox, session, store, outboxState, startTablet, unlocking, vault] = await Promise.all([
      import('../../client/data/database.ts'),
      import('../../client/data/device.ts'),
      import('../../client/data/outbox.ts'),
      import('../../client/session/session.ts'),
      import('../../client/data/store.ts'),
      import('../../client/data/outboxState.ts'),
      import('../../client/session/startTablet.ts'),
      import('../../client/session/unlock.ts'),
      import('../../client/data/vault.ts'),
    ]);
    return { ...data, ...device, ...outbox, session, ...store, ...outboxState, ...startTablet, ...unlocking, ...vault };
  }

  /** The window is shut: nothing of it runs on. */
  close(): void {
    this.silent = true;
    for (const it of this.#timers) clearInterval(it);
    vi.unstubAllGlobals();
  }
}
