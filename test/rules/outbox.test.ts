import { expect, test } from 'vitest';
import { progressNeed } from '../../shared/needs.ts';
import {
  accepts,
  eachWithABrowser,
  fails,
  haven,
  load,
  meera,
  needId,
  noSignal,
  operationId,
  take,
  until,
} from './support/outboxPage.ts';

eachWithABrowser();

test('what was said is kept before anything is sent, and the answer comes later', async () => {
  const { submit, pending } = await load();
  const { id, answer } = await submit(progressNeed, take('first'));
  expect(pending.value.map((it) => it.id)).toEqual([id]);
  expect(await answer).toMatchObject({ ok: true, result: { needId, rowVersion: 2 } });
  expect(haven.sent).toMatchObject([{ id, said: { name: 'needs.progress', args: { note: 'first' } } }]);
});

test('what is kept cannot be read on the device', async () => {
  haven.answers = [noSignal];
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
  expect(haven.pushes).toEqual([]);
});

test('without signal it waits and says how many wait; the same command goes out when signal is back', async () => {
  const { submit, connection, state } = await load();
  haven.answers = [noSignal];
  const { id, answer } = await submit(progressNeed, take('first'));
  await until(() => haven.pushes.length > 2 && !connection.online.value);
  expect(state.waiting.value).toBe(1);
  haven.answers = [accepts()];
  await until(() => state.waiting.value === 0);
  expect(await answer).toMatchObject({ ok: true });
  expect(new Set(haven.sent.map((it) => it.id))).toEqual(new Set([id]));
});

test.each([
  ['a server that fails', fails(500, 'internal-error')],
  ['a database that does not answer', fails(503, 'database-unavailable')],
  ['too many tries at once', fails(429, 'too-many-requests')],
  ['a session that has ended', fails(401, 'not-signed-in')],
  ['a hotel’s sign-in page', () => new Response('<html>Welcome</html>', { status: 403 })],
  ['a proxy that takes nothing and is no Haven', () => new Response('<html>No</html>', { status: 400 })],
  ['a portal that says 200 with a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['an answer that breaks off', () => new Response('{"answ', { headers: { 'content-type': 'application/json' } })],
])('%s is tried again, and nothing is dropped', async (_what, failure) => {
  const { submit, state } = await load();
  haven.answers = [failure, failure, accepts()];
  const { answer } = await submit(progressNeed, take('first'));
  await until(() => haven.pushes.length === 3);
  expect(await answer).toMatchObject({ ok: true });
  await until(() => state.waiting.value === 0);
});

test('commands go out in the order they were made, whichever was sealed first', async () => {
  const { submit } = await load();
  haven.answers = [noSignal, accepts()];
  const notes = ['first', 'second', 'third', 'fourth'];
  const all = await Promise.all(notes.map((note) => submit(progressNeed, take(note))));
  await until(() => new Set(haven.sent.map((it) => it.id)).size === 4);
  await Promise.all(all.map((it) => it.answer));
  const accepted = [...new Map(haven.sent.map((it) => [it.id, it.said.args['note']])).values()];
  expect(accepted).toEqual(notes);
});

test('a page that was closed and opened again sends what it left, and counts it at once', async () => {
  haven.answers = [noSignal];
  const before = await load();
  const { id } = await before.submit(progressNeed, take('first'));
  before.author.value = null;
  const { state, pending } = await load();
  await until(() => state.waiting.value === 1);
  expect(pending.value).toEqual([]);
  haven.answers = [accepts()];
  await until(() => state.waiting.value === 0);
  expect(haven.sent.at(-1)?.id).toBe(id);
});

test('an accepted command stays in sight until the rows shown include it', async () => {
  const { submit, pending, store } = await load();
  store.holding.value = operationId;
  haven.answers = [accepts(7)];
  const { answer } = await submit(progressNeed, take('first'));
  await answer;
  expect(pending.value).toMatchObject([{ state: 'accepted', seq: 7 }]);
  store.apply({ operationId, from: 0, to: 7, view: 'v', changes: [], snapshot: true });
  expect(pending.value).toEqual([]);
});

test('an accepted command whose rows have come before its answer goes at once', async () => {
  const { submit, pending, store } = await load();
  store.holding.value = operationId;
  store.apply({ operationId, from: 0, to: 7, view: 'v', changes: [], snapshot: true });
  haven.answers = [accepts(7)];
  await (
    await submit(progressNeed, take('first'))
  ).answer;
  expect(pending.value).toEqual([]);
});

test('after a lock nothing said before is known, but it still waits to go out', async () => {
  haven.answers = [noSignal];
  const { submit, author, pending, state, ownUnsent } = await load();
  await submit(progressNeed, take('first'));
  expect(await ownUnsent()).toBe(1);
  author.value = null;
  expect(pending.value).toEqual([]);
  await until(() => state.othersWaiting.value === 1);
  expect(state.waiting.value).toBe(1);
  haven.answers = [accepts()];
  author.value = { ...meera };
  await until(() => state.waiting.value === 0);
});
