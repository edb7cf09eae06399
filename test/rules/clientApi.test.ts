import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { urlOf } from '../../client/data/url.ts';

const problem = (status: number, type: string, more: object = {}) =>
  new Response(JSON.stringify({ type: `/problems/${type}`, title: 'No', status, ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
const page = (status: number) =>
  new Response('<html>Welcome</html>', { status, headers: { 'content-type': 'text/html' } });
const json = (status: number, body = '{}') =>
  new Response(body, { status, headers: { 'content-type': 'application/json; charset=utf-8' } });

let answer: () => Promise<Response>;
const asked = vi.fn<(path: string, init: RequestInit) => void>();
const load = async () => {
  vi.resetModules();
  const api = await import('../../client/data/api.ts');
  const connection = await import('../../client/data/connection.ts');
  const signedOut = vi.fn<() => void>();
  api.signedOut.tell = signedOut;
  return { ...api, connection, told: signedOut };
};

beforeEach(() => {
  asked.mockClear();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked(path, init);
    return answer();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Whether Haven is there, whether the error says that it was not reached, and whether anybody is signed out by it. */
const become = async (said: () => Promise<Response> | Response, before: boolean) => {
  answer = async () => said();
  const { ask, ApiProblem, connection, told } = await load();
  connection.online.value = before;
  const error = await ask('/api/me', {}).then(
    () => null,
    (it: unknown) => it,
  );
  if (error !== null && !(error instanceof ApiProblem)) throw error;
  return { online: connection.online.value, offline: error?.offline ?? null, signsOut: told.mock.calls.length > 0 };
};

test.each<[string, () => Promise<Response> | Response, Awaited<ReturnType<typeof become>>]>([
  ['an answer', () => json(200), { online: true, offline: null, signsOut: false }],
  ['a portal’s page', () => page(200), { online: false, offline: true, signsOut: false }],
  ['an answer that breaks off', () => json(200, '{"na'), { online: false, offline: true, signsOut: false }],
  ['a portal that forbids', () => page(403), { online: false, offline: true, signsOut: false }],
  ['a proxy that asks who it is', () => page(401), { online: false, offline: true, signsOut: false }],
  ['nothing', () => Promise.reject(new TypeError('lost')), { online: false, offline: true, signsOut: false }],
  ['a refusal', () => problem(409, 'stale-version'), { online: true, offline: false, signsOut: false }],
  ['what is not there', () => problem(404, 'not-found'), { online: true, offline: false, signsOut: false }],
  ['a session that is over', () => problem(401, 'not-signed-in'), { online: true, offline: false, signsOut: true }],
  ['a password that is none', () => problem(401, 'sign-in-refused'), { online: true, offline: false, signsOut: false }],
  [
    'a database that is away',
    () => problem(503, 'database-unavailable'),
    { online: false, offline: false, signsOut: false },
  ],
  ['a defect', () => problem(500, 'internal-error'), { online: false, offline: false, signsOut: false }],
])(
  '%s says whether Haven is there, and whether a session is over, whatever was thought before',
  async (_what, said, due) => {
    expect(await become(said, true)).toEqual(due);
    expect(await become(said, false)).toEqual(due);
  },
);

test('where nothing is answered there is nothing to read, and a page is no answer to it either', async () => {
  const { order, connection } = await load();
  connection.online.value = false;
  answer = async () => new Response(null, { status: 204 });
  await order('/api/sign-out', {}, null);
  expect(connection.online.value).toBe(true);
  answer = async () => page(200);
  await expect(order('/api/sign-out', {}, null)).rejects.toMatchObject({ offline: true });
});

test('a question is put to this site alone, with its session, and its answer kept by no browser', async () => {
  answer = async () => json(200);
  const { ask, send } = await load();
  await ask('/api/me', {});
  await send('/api/device/claim', {}, { code: 'MQR7' }, { headers: { 'x-one': '1' } });
  const [[, question], [, said]] = asked.mock.calls as [[string, RequestInit], [string, RequestInit]];
  for (const it of [question, said]) expect(it).toMatchObject({ credentials: 'same-origin', cache: 'no-store' });
  expect(said).toMatchObject({
    method: 'POST',
    body: '{"code":"MQR7"}',
    headers: { 'content-type': 'application/json', 'x-one': '1' },
  });
});

test('a line that is dead without saying so is given up after a while, and not before', async () => {
  const { ask, connection } = await load();
  let signal: AbortSignal | null | undefined;
  answer = () =>
    new Promise((_resolve, reject) => {
      signal = asked.mock.calls[0]?.[1].signal;
      signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    });
  const lost = ask('/api/me', {}).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(14_999);
  expect([signal?.aborted, connection.online.value]).toEqual([false, true]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await lost).toMatchObject({ offline: true });
  expect(connection.online.value).toBe(false);
});

test('the rest of an answer is waited for a minute from when it began, and no longer', async () => {
  const { ask, connection } = await load();
  answer = async () => {
    const cut = asked.mock.calls[0]?.[1].signal;
    const body = new ReadableStream({
      start: (rest) => cut?.addEventListener('abort', () => rest.error(new DOMException('', 'AbortError'))),
    });
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  };
  let lost: unknown = null;
  void ask('/api/me', {}).catch((error: unknown) => (lost = error));
  await vi.advanceTimersByTimeAsync(59_999);
  expect([lost, connection.online.value]).toEqual([null, true]);
  await vi.advanceTimersByTimeAsync(1);
  await vi.waitFor(() => expect(lost).toMatchObject({ offline: true }));
  expect(connection.online.value).toBe(false);
});

test('an answer that has begun has a minute for the rest of it, however late it began', async () => {
  const { ask } = await load();
  let begin = (): void => undefined;
  const isGivenUp = () => asked.mock.calls[0]?.[1].signal?.aborted;
  answer = () =>
    new Promise((resolve) => {
      begin = () => resolve(Response.json({}));
    });
  const told = ask('/api/me', {});
  await vi.advanceTimersByTimeAsync(14_000);
  begin();
  await told;
  await vi.advanceTimersByTimeAsync(59_999);
  expect(isGivenUp()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isGivenUp()).toBe(true);
});

test('since when Haven has not been heard is kept through tries in vain, and told by its own clock', async () => {
  const { connection } = await load();
  expect(connection.offlineSince.value).toBeNull();
  connection.disconnected();
  const since = connection.offlineSince.value;
  expect(since).toBeInstanceOf(Date);
  connection.disconnected();
  expect(connection.offlineSince.value).toEqual(since);
  const before = new Date('2026-11-19T05:30:00Z');
  connection.lastHeardAt.value = before;
  expect(connection.offlineSince.value).toEqual(before);
  connection.connected();
  expect([connection.online.value, connection.offlineSince.value, connection.lastHeardAt.value]).toEqual([
    true,
    null,
    null,
  ]);
});

test('what an address names is written into it, and whatever else is asked stands behind', () => {
  expect(urlOf('/api/keys/:id', { id: 'a b/ü?' })).toBe('/api/keys/a%20b%2F%C3%BC%3F');
  expect(urlOf('/api/operations/:id/pull', { id: 'x', since: 0 })).toBe('/api/operations/x/pull?since=0');
  expect(urlOf('/api/operations/:id/pull', { id: 'x', since: 7, view: 'v&w' })).toBe(
    '/api/operations/x/pull?since=7&view=v%26w',
  );
});
