import { IDBObjectStore } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { progressNeed } from '../../shared/needs.ts';
import { eachWithABrowser, haven, load, noSignal, operationId, take, until } from './support/outboxPage.ts';

eachWithABrowser();

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
  expect(haven.sent.map((it) => it.said.args['note'])).toEqual(['second']);
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
  haven.told = [];
  const { submit } = await load();
  await expect(submit(progressNeed, take('first'))).rejects.toMatchObject({ why: 'key' });
});

test('a key heard once serves without signal after the next start', async () => {
  haven.answers = [noSignal];
  const { store } = await load();
  store.holding.value = operationId;
  const { database } = await import('../../client/data/database.ts');
  const db = await database();
  let known = 0;
  await until(() => {
    void db.count('keys').then((count) => (known = count));
    return known === 2;
  });
  haven.told = [];
  const { submit, state } = await load();
  await submit(progressNeed, take('first'));
  expect(state.waiting.value).toBe(1);
});

test('an operation that does not exist yet is sealed to the registers', async () => {
  haven.told = ['00000000-0000-7000-8000-000000000001'];
  const { submit } = await load();
  await submit(progressNeed, take('first'));
  await until(() => haven.pushes.length > 0);
  expect(haven.pushes[0]?.items[0]?.keyId).toBe(haven.told[0]);
});

test.each([
  ['words of a portal’s own', { ok: true }],
  ['a key that is none', { keyId: operationId, publicKey: { kty: 'EC', crv: 'P-256', x: 'no', y: 'no' } }],
])('%s in place of a key are no key, and the key that comes after serves', async (_what, told) => {
  const well = fetch;
  let isPortal = true;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    isPortal && path.startsWith('/api/keys/') ? Promise.resolve(Response.json(told)) : well(path, init),
  );
  const { submit } = await load();
  await expect(submit(progressNeed, take('first'))).rejects.toMatchObject({ why: 'key' });
  isPortal = false;
  await (
    await submit(progressNeed, take('second'))
  ).answer;
  expect(haven.sent.map((it) => it.said.args['note'])).toEqual(['second']);
});
