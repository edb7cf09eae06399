import { IDBFactory } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Pending } from '../../client/data/pending.ts';
import { haveIndexedDb } from '../support/indexedDb.ts';
import { settle } from './support/badLine.ts';

haveIndexedDb();

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const other = '0193e0a0-0000-7000-8000-000000000002';
const person = { kind: 'person', id: 'ana', row: { id: 'ana' } };
const whole = (to: number, of = operationId) => ({
  operationId: of,
  from: 0,
  to,
  view: 'v',
  snapshot: true,
  changes: [person],
});
const problem = (status: number, type: string) => () =>
  new Response(JSON.stringify({ type: `/problems/${type}`, title: 'No', status }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });

let asked: string[];
let answer: () => Response;
let said: [name: string, payload: unknown][];
const heard = new Map<string, (payload?: unknown) => void>();
const socket = {
  on: (name: string, run: (payload?: unknown) => void) => void heard.set(name, run),
  emit: (name: string, payload: unknown) => void said.push([name, payload]),
  connect: () => void said.push(['connect', undefined]),
  disconnect: () => undefined,
};
const load = async () => ({
  sync: await import('../../client/data/sync.ts'),
  store: await import('../../client/data/store.ts'),
  api: await import('../../client/data/api.ts'),
  connection: await import('../../client/data/connection.ts'),
  pending: (await import('../../client/data/pending.ts')).pending,
});
let client: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('document', { addEventListener: () => undefined, visibilityState: 'visible' });
  vi.stubGlobal('navigator', { locks: { request: (_name: string, run: () => unknown) => run() } });
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return answer();
  });
  vi.doMock('socket.io-client', () => ({ io: () => socket }));
  asked = [];
  said = [];
  answer = () => Response.json(whole(7));
  client = await load();
  client.sync.connect();
  await settle();
  heard.get('connect')?.();
  await settle();
});
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.doUnmock('socket.io-client');
});
/** It follows an operation, and holds Ana, as of 7. */
beforeEach(async () => {
  answer = () => Response.json(whole(7));
  client.sync.follow(operationId);
  await settle();
  asked = [];
  said = [];
});
afterEach(async () => {
  client.pending.value = [];
  client.sync.follow(null);
  await settle();
});
const shown = (): string[] => [...client.store.served.person.peek().keys()];

test('what is held is gone once Haven knows of no such place for this person, and stays for any other refusal', async () => {
  for (const [status, type] of [
    [403, 'forbidden'],
    [503, 'database-unavailable'],
  ] as const) {
    answer = problem(status, type);
    await client.sync.pull();
    expect([shown(), client.store.holding.peek()]).toEqual([['ana'], operationId]);
  }
  answer = problem(404, 'not-found');
  await client.sync.pull();
  expect([shown(), client.store.holding.peek(), client.store.loaded.peek()]).toEqual([[], null, false]);
});

test('an answer that came without its rows stops none after it', async () => {
  const { changes: _, ...broken } = whole(9);
  answer = () => Response.json(broken);
  await expect(client.sync.pull()).rejects.toThrow(TypeError);
  answer = () => Response.json(whole(10));
  await client.sync.pull();
  expect(client.store.cursor.peek()).toBe(10);
});

test('it asks from where it stands and by the view it holds, and for less at a wall', async () => {
  await client.sync.pull();
  expect(asked).toEqual([`/api/operations/${operationId}/pull?since=7&view=v`]);
  answer = () => Response.json(whole(3, other));
  client.sync.follow(other, true);
  await settle();
  expect(asked.at(-1)).toBe(`/api/operations/${other}/pull?since=0&wall=1`);
  expect(said.at(-1)).toEqual(['subscribe', { operationId: other, since: 3, wall: true }]);
  client.sync.follow(other);
  await settle();
  expect(said.at(-1)).toEqual(['subscribe', { operationId: other, since: 3, wall: false }]);
});

test('to follow what is followed already asks nothing, and to follow nothing ends the watch and empties the screen', async () => {
  client.sync.follow(operationId);
  await settle();
  expect([asked, said, shown()]).toEqual([[], [], ['ana']]);
  client.sync.follow(null);
  expect([said, shown()]).toEqual([[['unsubscribe', undefined]], []]);
  await client.sync.pull();
  expect(asked).toEqual([]);
});

test('every twenty seconds it asks, whatever the line says', async () => {
  await vi.advanceTimersByTimeAsync(20_000);
  const first = asked.length;
  expect(first).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked.length).toBe(2 * first);
});

const accepted = (seq: number | null, state: Pending['state'] = 'accepted'): Pending => ({
  id: 'said',
  name: 'people.move',
  args: {},
  operationId,
  occurredAt: '',
  author: null,
  state,
  seq,
  problem: null,
  settles: null,
  entersLog: false,
});

test.each([
  ['is further on than what is shown', accepted(8), 1],
  ['is shown already', accepted(7), 0],
  ['waits to be sent', accepted(null, 'waiting'), 0],
  ['was refused', accepted(9, 'refused'), 0],
])('a command that %s is looked for soon', async (_what, it, times) => {
  client.pending.value = [it];
  await vi.advanceTimersByTimeAsync(1_499);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked.length).toBe(times);
});

test('that access has changed, and that a session is over, is told on', async () => {
  const [changed, over] = [vi.fn<() => void>(), vi.fn<() => void>()];
  client.sync.accessChanged.tell = changed;
  client.api.signedOut.tell = over;
  heard.get('access')?.();
  expect([changed.mock.calls.length, over.mock.calls.length]).toEqual([1, 0]);
  heard.get('signedOut')?.();
  expect([changed.mock.calls.length, over.mock.calls.length]).toEqual([1, 1]);
});

test('a lost line signs nobody out and is tried again; every fourth refusal is asked why over HTTP', async () => {
  const over = vi.fn<() => void>();
  client.api.signedOut.tell = over;
  heard.get('disconnect')?.();
  expect([client.connection.online.peek(), over.mock.calls.length]).toEqual([false, 0]);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(said.filter(([name]) => name === 'connect')).toHaveLength(1);
  const why = (): number => asked.filter((it) => it === '/api/me').length;
  answer = problem(503, 'starting');
  const counts: number[] = [];
  for (let tried = 0; tried < 8; tried += 1) {
    await vi.advanceTimersByTimeAsync(4_000);
    heard.get('connect_error')?.();
    await settle();
    counts.push(why());
  }
  expect(said.filter(([name]) => name === 'connect').length).toBeGreaterThan(6);
  expect(counts.at(-1)).toBe(2);
  answer = () => Response.json(whole(7));
  heard.get('connect')?.();
  await settle();
  expect(client.connection.online.peek()).toBe(true);
});

test('what comes by itself is shown, and tells that Haven is there', async () => {
  client.connection.disconnected();
  const minh = { kind: 'person', id: 'minh', row: { id: 'minh' } };
  heard.get('changes')?.({ operationId, from: 7, to: 8, view: 'v', changes: [minh] });
  expect([shown(), client.connection.online.peek()]).toEqual([['ana', 'minh'], true]);
});
