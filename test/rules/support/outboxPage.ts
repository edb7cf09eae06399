import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { STANDSTILL_MS } from '../../support/patience.ts';
import { type PushAnswer, type pushBody, REGISTERS_KEY } from '../../../shared/push.ts';
import type { z } from 'zod';
import { type SealedCommand, unseal } from '../../../shared/sealing.ts';
import { haveIndexedDb } from '../../support/indexedDb.ts';

haveIndexedDb();

export const operationId = '0193e0a0-0000-7000-8000-000000000001';
export const needId = '0193e0a0-0000-7000-8000-000000000004';
export const meera = { id: 'meera', name: 'Meera S.', device: null };

type Pushed = z.infer<typeof pushBody>;
export interface Opened {
  id: string;
  said: SealedCommand;
}
interface Haven {
  pushes: Pushed[];
  /** Each command as Haven could open it. */
  sent: Opened[];
  /** What Haven says to each try, in order; the last goes on for ever. */
  answers: ((items: Opened[]) => Response | Promise<Response>)[];
  /** Which keys it tells. */
  told: string[];
}
/** Haven at the other end of the line, as it is in the test that runs. */
export const haven: Haven = { pushes: [], sent: [], answers: [], told: [] };
let pair: CryptoKeyPair;
let publicKey: JsonWebKey;

const ignored = (): void => undefined;
const json = (body: unknown): Response => Response.json(body);
export const as =
  (make: (id: string, at: number) => PushAnswer) =>
  (items: Opened[]): Response =>
    json({ answers: items.map((it, at) => make(it.id, at)) });
export const accepts = (seq = 1) =>
  as((id, at) => ({ id, as: 'accepted', seq: seq + at, result: { needId, rowVersion: 2 }, replay: false }));
export const problem = (status: number, type: string) => ({ type: `/problems/${type}`, title: type, status });
export const refuses = (type: string) =>
  as((id) => ({ id, as: 'refused', problem: problem(409, type), replay: false }));
export const fails = (status: number, type: string) => () =>
  new Response(JSON.stringify(problem(status, type)), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
export const noSignal = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

const receive = async (init: RequestInit): Promise<Response> => {
  const body = JSON.parse(String(init.body)) as Pushed;
  haven.pushes.push(body);
  const { sent: said, answers } = haven;
  const say = answers.length > 1 ? answers.shift() : answers[0];
  const opened = await Promise.all(
    body.items.map(async (it) => ({ id: it.id, said: (await unseal(pair.privateKey, it)) as SealedCommand })),
  );
  said.push(...opened);
  return say?.(opened) ?? Response.error();
};
const tellKey = (keyId: string): Promise<Response> =>
  Promise.resolve(haven.told.includes(keyId) ? json({ keyId, publicKey }) : fails(404, 'not-found')());

/** Pages opened in this test, which go on until nobody is signed in at them. */
let pages: { value: unknown }[] = [];

export const load = async () => {
  vi.resetModules();
  const { author } = await import('../../../client/data/author.ts');
  author.value = meera;
  pages.push(author);
  const outbox = await import('../../../client/data/outbox.ts');
  const { pending } = await import('../../../client/data/pending.ts');
  const { connection, state, store } = {
    connection: await import('../../../client/data/connection.ts'),
    state: await import('../../../client/data/outboxState.ts'),
    store: await import('../../../client/data/store.ts'),
  };
  return { ...outbox, author, pending, connection, state, store };
};

export const take = (note: string) => ({ operationId, needId, to: 'accepted' as const, note, baseVersion: 1 });
export const archive = { partnerId: operationId, baseVersion: 1, reason: 'Ended' };

/** Lets every pause run out until it is so. */
export const until = async (ready: () => boolean): Promise<void> => {
  const began = performance.now();
  while (performance.now() - began < STANDSTILL_MS) {
    if (ready()) return;
    await vi.advanceTimersByTimeAsync(250);
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('it never came to that');
};

/** Each test gets a browser that holds nothing, and a Haven that takes everything. */
export const eachWithABrowser = (): void => {
  beforeAll(async () => {
    pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
    publicKey = await crypto.subtle.exportKey('jwk', pair.publicKey);
  });

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const told = [operationId, REGISTERS_KEY];
    Object.assign(haven, { pushes: [], sent: [], answers: [accepts()], told });
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('addEventListener', ignored);
    vi.stubGlobal('document', { addEventListener: ignored, visibilityState: 'visible' });
    vi.stubGlobal('navigator', { locks: { request: (...asked: unknown[]) => (asked.at(-1) as () => unknown)() } });
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        postMessage = ignored;
        addEventListener = ignored;
      },
    );
    vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
      path === '/api/push' ? receive(init) : tellKey(path.replace('/api/keys/', '')),
    );
  });

  afterEach(async () => {
    for (const it of pages) it.value = null;
    pages = [];
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
};
