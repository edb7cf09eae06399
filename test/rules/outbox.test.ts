import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { progressNeed } from '../../shared/needs.ts';

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const needId = '0193e0a0-0000-7000-8000-000000000004';

interface Sent {
  id: string;
  args: { note?: string };
}
let sent: Sent[];
/** What the server says to each try, in order; the last goes on for ever. */
let answers: (() => Response | Promise<Response>)[];
/** Lets every pause run out. */
const later = (): Promise<unknown> => vi.advanceTimersByTimeAsync(60_000);

const accepts =
  (seq = 1) =>
  () =>
    Response.json({ seq, result: { needId, rowVersion: 2 } });
const problem = (status: number, type: string) => () =>
  new Response(JSON.stringify({ type: `/problems/${type}`, title: type, status }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
const noSignal = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

const load = async () => {
  vi.resetModules();
  const outbox = await import('../../client/data/outbox.ts');
  const { pending } = await import('../../client/data/pending.ts');
  const truths = await import('../../client/data/truths.ts');
  const store = await import('../../client/data/store.ts');
  return { ...outbox, pending, truths, store };
};

const take = (note: string) => ({ operationId, needId, to: 'accepted' as const, note, baseVersion: 1 });

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  answers = [accepts()];
  const ignored = (): void => undefined;
  vi.stubGlobal('addEventListener', ignored);
  vi.stubGlobal('document', { addEventListener: ignored, visibilityState: 'visible' });
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)) as Sent);
    const say = answers.length > 1 ? answers.shift() : answers[0];
    return Promise.resolve(say?.() ?? Response.error());
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what was said is kept before anything is sent, and the answer comes later', async () => {
  const { submit, pending } = await load();
  const { id, answer } = await submit(progressNeed, take('first'));
  expect(pending.value.map((it) => it.id)).toEqual([id]);
  await later();
  expect(await answer).toMatchObject({ ok: true, result: { needId, rowVersion: 2 } });
  expect(sent).toHaveLength(1);
});

test('arguments the server would refuse are named before they are kept', async () => {
  const { submit, pending } = await load();
  const wrong = submit(progressNeed, { ...take('x'), baseVersion: 0 });
  await expect(wrong).rejects.toMatchObject({ errors: [{ pointer: '/args/baseVersion' }] });
  expect(pending.value).toEqual([]);
  expect(sent).toEqual([]);
});

test('without signal it waits and says how many wait; the same command goes out when signal is back', async () => {
  const { submit, truths } = await load();
  answers = [noSignal];
  const { id, answer } = await submit(progressNeed, take('first'));
  await later();
  expect(truths.online.value).toBe(false);
  expect(truths.waiting.value).toBe(1);
  answers = [accepts()];
  await later();
  expect(await answer).toMatchObject({ ok: true });
  expect(new Set(sent.map((it) => it.id))).toEqual(new Set([id]));
  expect(truths.waiting.value).toBe(0);
});

test.each([
  ['a server that fails', 500, 'internal-error'],
  ['a database that does not answer', 503, 'database-unavailable'],
  ['too many tries at once', 429, 'too-many-requests'],
  ['a session that has ended', 401, 'not-signed-in'],
])('%s is tried again, never dropped', async (_what, status, type) => {
  const { submit, truths } = await load();
  answers = [problem(status, type), problem(status, type), accepts()];
  const { answer } = await submit(progressNeed, take('first'));
  await later();
  expect(await answer).toMatchObject({ ok: true });
  expect(sent).toHaveLength(3);
  expect(truths.attention.value).toBe(0);
});

test('a page that is not Haven, such as a hotel’s sign-in, is no answer', async () => {
  const { submit } = await load();
  answers = [() => new Response('<html>Welcome to the hall</html>', { status: 403 }), accepts()];
  const { answer } = await submit(progressNeed, take('first'));
  await later();
  expect(await answer).toMatchObject({ ok: true });
  expect(sent).toHaveLength(2);
});

test('commands go out one by one in the order they were made', async () => {
  const { submit } = await load();
  answers = [problem(503, 'database-unavailable'), accepts()];
  const all = await Promise.all(['first', 'second', 'third'].map((note) => submit(progressNeed, take(note))));
  await later();
  await Promise.all(all.map((it) => it.answer));
  expect(sent.map((it) => it.args.note)).toEqual(['first', 'first', 'second', 'third']);
});

test('a refusal waits for a person with its reason, and does not hold up the next', async () => {
  const { submit, pending, truths } = await load();
  answers = [problem(409, 'stale-version'), accepts()];
  const first = await submit(progressNeed, take('first'));
  const second = await submit(progressNeed, take('second'));
  await later();
  expect(await first.answer).toMatchObject({ ok: false, problem: { type: '/problems/stale-version' } });
  expect(await second.answer).toMatchObject({ ok: true });
  expect(truths.attention.value).toBe(1);
  expect(pending.value).toMatchObject([{ id: first.id, state: 'refused', args: { note: 'first' } }]);
});

test('a refusal that the screen shows itself is not parked as well', async () => {
  const { submit, truths } = await load();
  answers = [problem(409, 'stale-version')];
  const { answer } = await submit(progressNeed, take('first'), { attended: true });
  await later();
  expect(await answer).toMatchObject({ ok: false });
  expect(truths.attention.value).toBe(0);
});

test('tried again, it is a new command; discarded, it is gone', async () => {
  const { submit, retry, discard, pending, truths } = await load();
  answers = [problem(409, 'not-in-this-state'), problem(409, 'not-in-this-state'), accepts()];
  const { id } = await submit(progressNeed, take('first'));
  await later();
  retry(id);
  await later();
  const [again] = pending.value;
  expect(again).toMatchObject({ state: 'refused' });
  expect(again?.id).not.toBe(id);
  discard(again?.id ?? '');
  expect(pending.value).toEqual([]);
  expect(truths.attention.value).toBe(0);
});

test('an accepted command stays in sight until the rows shown include it', async () => {
  const { submit, pending, store } = await load();
  store.holding.value = operationId;
  answers = [accepts(7)];
  await submit(progressNeed, take('first'));
  await later();
  expect(pending.value).toMatchObject([{ state: 'accepted', seq: 7 }]);
  store.apply({ operationId, from: 0, to: 7, view: 'v', changes: [], snapshot: true });
  expect(pending.value).toEqual([]);
});
