import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { STANDSTILL_MS } from '../support/patience.ts';
import { progressNeed } from '../../shared/needs.ts';
import { archivePartner } from '../../shared/partners/contract.ts';
import type { PushAnswer, pushBody } from '../../shared/push.ts';
import type { z } from 'zod';
import { type SealedCommand, unseal } from '../../shared/sealing.ts';
import { haveIndexedDb } from '../support/indexedDb.ts';

haveIndexedDb();

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const needId = '0193e0a0-0000-7000-8000-000000000004';
const meera = { id: 'meera', name: 'Meera S.', device: null };

type Pushed = z.infer<typeof pushBody>;
interface Opened {
  id: string;
  said: SealedCommand;
}
let pair: CryptoKeyPair;
let publicKey: JsonWebKey;
let pushes: Pushed[];
/** Each command as Haven could open it. */
let sent: Opened[];
/** What Haven says to each try, in order; the last goes on for ever. */
let answers: ((items: Opened[]) => Response | Promise<Response>)[];
/** Which keys it tells. */
let told: string[];

const ignored = (): void => undefined;
const json = (body: unknown): Response => Response.json(body);
const as =
  (make: (id: string, at: number) => PushAnswer) =>
  (items: Opened[]): Response =>
    json({ answers: items.map((it, at) => make(it.id, at)) });
const accepts = (seq = 1) =>
  as((id, at) => ({ id, as: 'accepted', seq: seq + at, result: { needId, rowVersion: 2 }, replay: false }));
const problem = (status: number, type: string) => ({ type: `/problems/${type}`, title: type, status });
const refuses = (type: string) => as((id) => ({ id, as: 'refused', problem: problem(409, type), replay: false }));
const fails = (status: number, type: string) => () =>
  new Response(JSON.stringify(problem(status, type)), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
const noSignal = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

const receive = async (init: RequestInit): Promise<Response> => {
  const body = JSON.parse(String(init.body)) as Pushed;
  pushes.push(body);
  const said = sent;
  const say = answers.length > 1 ? answers.shift() : answers[0];
  const opened = await Promise.all(
    body.items.map(async (it) => ({ id: it.id, said: (await unseal(pair.privateKey, it)) as SealedCommand })),
  );
  said.push(...opened);
  return say?.(opened) ?? Response.error();
};
const tellKey = (keyId: string): Promise<Response> =>
  Promise.resolve(told.includes(keyId) ? json({ keyId, publicKey }) : fails(404, 'not-found')());

/** Pages opened in this test, which go on until nobody is signed in at them. */
let pages: { value: unknown }[] = [];

const load = async () => {
  vi.resetModules();
  const { author } = await import('../../client/data/author.ts');
  author.value = meera;
  pages.push(author);
  const outbox = await import('../../client/data/outbox.ts');
  const { pending } = await import('../../client/data/pending.ts');
  const { connection, state, store } = {
    connection: await import('../../client/data/connection.ts'),
    state: await import('../../client/data/outboxState.ts'),
    store: await import('../../client/data/store.ts'),
  };
  return { ...outbox, author, pending, connection, state, store };
};

const take = (note: string) => ({ operationId, needId, to: 'accepted' as const, note, baseVersion: 1 });
const archive = { partnerId: operationId, baseVersion: 1, reason: 'Ended' };

/** Lets every pause run out until it is so. */
const until = async (ready: () => boolean): Promise<void> => {
  const began = performance.now();
  while (performance.now() - began < STANDSTILL_MS) {
    if (ready()) return;
    await vi.advanceTimersByTimeAsync(250);
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('it never came to that');
};

beforeAll(async () => {
  pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  publicKey = await crypto.subtle.exportKey('jwk', pair.publicKey);
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  [pushes, sent, answers] = [[], [], [accepts()]];
  told = [operationId, '00000000-0000-7000-8000-000000000001'];
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('addEventListener', ignored);
  vi.stubGlobal('document', { addEventListener: ignored, visibilityState: 'visible' });
  vi.stubGlobal('navigator', { locks: { request: (_name: string, run: () => unknown) => run() } });
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

test('what was said is kept before anything is sent, and the answer comes later', async () => {
  const { submit, pending } = await load();
  const { id, answer } = await submit(progressNeed, take('first'));
  expect(pending.value.map((it) => it.id)).toEqual([id]);
  expect(await answer).toMatchObject({ ok: true, result: { needId, rowVersion: 2 } });
  expect(sent).toMatchObject([{ id, said: { name: 'needs.progress', args: { note: 'first' } } }]);
});

test('what is kept cannot be read on the device', async () => {
  answers = [noSignal];
  const { submit } = await load();
  await submit(progressNeed, take('a name told in confidence'));
  const { database } = await import('../../client/data/database.ts');
  const kept = await (await database()).getAll('outbox');
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain('confidence');
});

test('arguments the server would refuse are named before they are kept', async () => {
  const { submit, pending } = await load();
  const wrong = submit(progressNeed, { ...take('x'), baseVersion: 0 });
  await expect(wrong).rejects.toMatchObject({ errors: [{ pointer: '/args/baseVersion' }] });
  expect(pending.value).toEqual([]);
  expect(pushes).toEqual([]);
});

test('without signal it waits and says how many wait; the same command goes out when signal is back', async () => {
  const { submit, connection, state } = await load();
  answers = [noSignal];
  const { id, answer } = await submit(progressNeed, take('first'));
  await until(() => pushes.length > 2 && !connection.online.value);
  expect(state.waiting.value).toBe(1);
  answers = [accepts()];
  await until(() => state.waiting.value === 0);
  expect(await answer).toMatchObject({ ok: true });
  expect(new Set(sent.map((it) => it.id))).toEqual(new Set([id]));
});

test.each([
  ['a server that fails', fails(500, 'internal-error')],
  ['a database that does not answer', fails(503, 'database-unavailable')],
  ['too many tries at once', fails(429, 'too-many-requests')],
  ['a session that has ended', fails(401, 'not-signed-in')],
  ['a hotel’s sign-in page', () => new Response('<html>Welcome</html>', { status: 403 })],
  ['a portal that says 200 with a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['an answer that breaks off', () => new Response('{"answ', { headers: { 'content-type': 'application/json' } })],
])('%s is tried again, and nothing is dropped', async (_what, failure) => {
  const { submit, state } = await load();
  answers = [failure, failure, accepts()];
  const { answer } = await submit(progressNeed, take('first'));
  await until(() => pushes.length === 3);
  expect(await answer).toMatchObject({ ok: true });
  await until(() => state.waiting.value === 0);
});

test('commands go out in the order they were made, whichever was sealed first', async () => {
  const { submit } = await load();
  answers = [noSignal, accepts()];
  const notes = ['first', 'second', 'third', 'fourth'];
  const all = await Promise.all(notes.map((note) => submit(progressNeed, take(note))));
  await until(() => new Set(sent.map((it) => it.id)).size === 4);
  await Promise.all(all.map((it) => it.answer));
  const accepted = [...new Map(sent.map((it) => [it.id, it.said.args['note']])).values()];
  expect(accepted).toEqual(notes);
});

test('a page that was closed and opened again sends what it left, and counts it at once', async () => {
  answers = [noSignal];
  const before = await load();
  const { id } = await before.submit(progressNeed, take('first'));
  before.author.value = null;
  const { state, pending } = await load();
  await until(() => state.waiting.value === 1);
  expect(pending.value).toEqual([]);
  answers = [accepts()];
  await until(() => state.waiting.value === 0);
  expect(sent.at(-1)?.id).toBe(id);
});

test('a refusal is told to the form and leaves the device, as Haven keeps it', async () => {
  const { submit, pending, state } = await load();
  answers = [refuses('stale-version'), accepts()];
  const first = await submit(progressNeed, take('first'));
  expect(await first.answer).toMatchObject({ ok: false, problem: { type: '/problems/stale-version' } });
  const second = await submit(progressNeed, take('second'));
  expect(await second.answer).toMatchObject({ ok: true });
  await until(() => state.waiting.value === 0);
  expect(pending.value).toEqual([]);
});

test('Haven hears which refusals an open form shows, and which nobody would see', async () => {
  const { submit } = await load();
  answers = [noSignal, refuses('stale-version')];
  const shown = await submit(progressNeed, take('first'), { attended: true });
  await submit(progressNeed, take('second'));
  await until(() => pushes.some((it) => it.items.length === 2 || it.items[0]?.id !== shown.id));
  expect(pushes[0]?.attended).toEqual([shown.id]);
  for (const it of pushes.filter((one) => one.items.some(({ id }) => id === shown.id)))
    expect(it.attended).toEqual([shown.id]);
});

test('a form left while its command was on the way has the refusal raised instead', async () => {
  const { submit, state } = await load();
  const form: { leave?: () => void } = {};
  const leaving = (items: Opened[]): Response => {
    form.leave?.();
    return refuses('stale-version')(items);
  };
  answers = [noSignal, leaving, refuses('stale-version')];
  form.leave = (await submit(progressNeed, take('first'), { attended: true })).leave;
  await until(() => state.waiting.value === 0);
  expect(pushes.map((it) => it.attended?.length ?? 0)).toEqual([1, 1, 0]);
});

test('a refusal of no operation is listed on the device: tried again it is a new command, discarded it is gone', async () => {
  const { submit, retry, discard, pending } = await load();
  answers = [refuses('stale-version')];
  const { id } = await submit(archivePartner, archive);
  await until(() => pending.value[0]?.state === 'refused');
  retry(id);
  await until(() => pending.value[0]?.state === 'refused' && pending.value[0].id !== id);
  discard(pending.value[0]?.id ?? '');
  expect(pending.value).toEqual([]);
});

test('tried again with two presses it is one new command', async () => {
  const { submit, retry, pending, state } = await load();
  answers = [refuses('stale-version'), accepts()];
  const { id } = await submit(archivePartner, archive);
  await until(() => pending.value[0]?.state === 'refused');
  retry(id);
  retry(id);
  await until(() => pending.value.length === 0 && state.saving.value === 0 && state.waiting.value === 0);
  expect(new Set(sent.map((it) => it.id)).size).toBe(2);
});

test('what no list of Haven shows is shown here, also after the page was closed', async () => {
  answers = [noSignal];
  const before = await load();
  const { id } = await before.submit(archivePartner, archive);
  before.author.value = null;
  const unlisted = problem(409, 'already-exists');
  answers = [as((it) => ({ id: it, as: 'refused', problem: unlisted, replay: true, listed: false }))];
  const { pending, state, retry, discard } = await load();
  await until(() => pending.value.length > 0 && state.waiting.value === 0);
  expect(pending.value).toMatchObject([{ id, state: 'refused', problem: unlisted }]);
  expect(pending.value[0]?.occurredAt.slice(0, 10)).toBe(new Date().toISOString().slice(0, 10));
  // What it said is sealed, so it cannot be said again from here.
  retry(id);
  expect(pending.value).toMatchObject([{ id, state: 'refused' }]);
  discard(id);
  expect(pending.value).toEqual([]);
});

test('an operation that could not be made is shown here, though it has an id', async () => {
  const { submit, pending } = await load();
  const unlisted = problem(409, 'already-exists');
  answers = [as((id) => ({ id, as: 'refused', problem: unlisted, replay: false, listed: false }))];
  const { id } = await submit(progressNeed, take('first'));
  await until(() => pending.value[0]?.state === 'refused');
  expect(pending.value).toMatchObject([{ id, problem: unlisted }]);
});

test('an accepted command stays in sight until the rows shown include it', async () => {
  const { submit, pending, store } = await load();
  store.holding.value = operationId;
  answers = [accepts(7)];
  const { answer } = await submit(progressNeed, take('first'));
  await answer;
  expect(pending.value).toMatchObject([{ state: 'accepted', seq: 7 }]);
  store.apply({ operationId, from: 0, to: 7, view: 'v', changes: [], snapshot: true });
  expect(pending.value).toEqual([]);
});

test('storage that is full is said aloud, nothing is shown as kept, and the next save clears it', async () => {
  const { submit, pending, state } = await load();
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(submit(progressNeed, take('first'))).rejects.toMatchObject({ name: 'NotSaved', why: 'full' });
  expect(state.notSaved.value).toMatch(/no room/);
  expect(pending.value).toEqual([]);
  add.mockRestore();
  const { answer } = await submit(progressNeed, take('second'));
  await answer;
  expect(state.notSaved.value).toBeNull();
  expect(sent.map((it) => it.said.args['note'])).toEqual(['second']);
});

test('a browser that keeps nothing is told apart from a full one', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  const { submit, ask } = await load();
  await expect(submit(progressNeed, take('first'))).rejects.toMatchObject({ why: 'storage' });
  expect(await ask(progressNeed, take('first'))).toMatchObject({ ok: false, problem: { title: /NOT saved/ } });
});

test('without a key to lock it away with, it is not kept at all', async () => {
  told = [];
  const { submit } = await load();
  await expect(submit(progressNeed, take('first'))).rejects.toMatchObject({ why: 'key' });
});

test('a key heard once serves without signal after the next start', async () => {
  answers = [noSignal];
  const { store } = await load();
  store.holding.value = operationId;
  const { database } = await import('../../client/data/database.ts');
  const db = await database();
  let known = 0;
  await until(() => {
    void db.count('keys').then((count) => (known = count));
    return known === 2;
  });
  told = [];
  const { submit, state } = await load();
  await submit(progressNeed, take('first'));
  expect(state.waiting.value).toBe(1);
});

test('an operation that does not exist yet is sealed to the registers', async () => {
  told = ['00000000-0000-7000-8000-000000000001'];
  const { submit } = await load();
  await submit(progressNeed, take('first'));
  await until(() => pushes.length > 0);
  expect(pushes[0]?.items[0]?.keyId).toBe(told[0]);
});

test('after a lock nothing said before is known, but it still waits to go out', async () => {
  answers = [noSignal];
  const { submit, author, pending, state, ownUnsent } = await load();
  await submit(progressNeed, take('first'));
  expect(await ownUnsent()).toBe(1);
  author.value = null;
  expect(pending.value).toEqual([]);
  await until(() => state.othersWaiting.value === 1);
  expect(state.waiting.value).toBe(1);
  answers = [accepts()];
  author.value = { ...meera };
  await until(() => state.waiting.value === 0);
});
