import { expect, test, vi } from 'vitest';
import { settleAttention } from '../../shared/attention.ts';
import { writeLog } from '../../shared/log.ts';
import { progressNeed } from '../../shared/needs.ts';
import { archivePartner } from '../../shared/partners/contract.ts';
import { CLOCK_HEADER } from '../../shared/push.ts';
import { BOX_MAX } from '../../shared/sealing.ts';
import { some } from '../support/some.ts';
import {
  accepts,
  archive,
  eachWithABrowser,
  haven,
  load,
  meera,
  needId,
  noSignal,
  operationId,
  refuses,
  take,
  until,
} from './support/outboxPage.ts';

eachWithABrowser();

const device = { id: '0193e0a0-0000-7000-8000-000000000031' };

test('a command knows by itself who made it, where, what it settles, and whether it is of the log', async () => {
  haven.answers = [noSignal];
  const { submit, pending } = await load();
  await submit(progressNeed, take('first'));
  const aside = { operationId, attentionId: needId, as: 'discarded' as const, reason: 'Done', baseVersion: 1 };
  await submit(settleAttention, aside);
  await submit(writeLog, { operationId, entryId: needId, text: 'Doors open' });
  await submit(archivePartner, archive);
  const author = { id: 'meera', name: 'Meera S.' };
  expect(pending.value).toMatchObject([
    { name: 'needs.progress', operationId, author, settles: null, entersLog: false, state: 'waiting', seq: null },
    { name: 'attention.settle', operationId, author, settles: needId, entersLog: false },
    { name: 'log.write', operationId, author, settles: null, entersLog: true },
    { name: 'partners.archive', operationId: null, author, settles: null, entersLog: false },
  ]);
});

test('what a tablet’s user said goes out by whoever holds it; an account’s own waits for that account', async () => {
  haven.answers = [noSignal];
  const { submit, author, ownUnsent, state } = await load();
  await submit(progressNeed, take('first'));
  expect([await ownUnsent(), state.othersWaiting.value]).toEqual([1, 0]);
  const pair = (await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])) as CryptoKey;
  author.value = { ...meera, device: { id: device.id, key: pair } };
  await submit(progressNeed, take('second'));
  expect(await ownUnsent()).toBe(0);
  await until(() => state.othersWaiting.value === 1);
  haven.answers = [accepts()];
  await until(() => state.waiting.value === 1);
  expect(haven.pushes.at(-1)?.items).toMatchObject([{ authorId: meera.id, deviceId: device.id }]);
});

test('no two commands are locked away under one key, however quickly they follow', async () => {
  haven.answers = [noSignal];
  const { submit } = await load();
  for (const note of ['first', 'second', 'third', 'fourth']) {
    await submit(progressNeed, take(note));
    // Long enough for the next one's to be made ahead.
    await vi.advanceTimersByTimeAsync(400);
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  const { database } = await import('../../client/data/database.ts');
  const kept = await (await database()).getAll('outbox');
  const points = kept.map(({ item }) => item.box.slice(0, 80));
  expect([kept.length, new Set(points).size]).toEqual([4, 4]);
});

test('with every try Haven is told what this device’s clock says then, also where it is set right in the middle', async () => {
  const DAY = 24 * 3_600_000;
  const wrong = Date.parse('2010-01-01T00:05:00Z');
  const right = Date.parse('2026-11-19T07:42:00Z');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  vi.setSystemTime(wrong);
  // Somebody sets it while the first try is on its way.
  const setRight = () => {
    vi.setSystemTime(right);
    return noSignal();
  };
  haven.answers = [setRight, noSignal, accepts()];
  const asked = vi.spyOn(globalThis, 'fetch');
  const told = (): number[] =>
    asked.mock.calls
      .filter(([path]) => path === '/api/push')
      .map(([, init]) => Date.parse(new Headers(init?.headers).get(CLOCK_HEADER) ?? ''));
  const { submit } = await load();
  const { answer } = await submit(progressNeed, take('first'));
  await until(() => told().length === 3);
  await answer;
  const [first, ...later] = told();
  expect(Math.abs((first ?? 0) - wrong)).toBeLessThan(DAY);
  for (const it of some(later)) expect(Math.abs(it - right)).toBeLessThan(DAY);
});

test('what is too much for one frame is not kept, and says so', async () => {
  const { submit, state, pending } = await load();
  const large = 'x'.repeat(BOX_MAX);
  const open = { ...progressNeed, args: { ...progressNeed.args, safeParse: () => ({ success: true }) } };
  const said = submit(open as unknown as typeof progressNeed, take(large));
  await expect(said).rejects.toMatchObject({ name: 'NotSaved', why: 'large' });
  expect([pending.value, state.saving.value, haven.pushes]).toEqual([[], 0, []]);
});

test('where nobody is signed in nothing is kept', async () => {
  const { submit, trySubmit, author, state } = await load();
  author.value = null;
  await expect(submit(progressNeed, take('first'))).rejects.toMatchObject({ why: 'nobody' });
  expect(await trySubmit(progressNeed, take('first'))).toBeNull();
  expect(state.notSaved.value).toMatch(/Nobody is signed in/);
});

test('only what was refused is tried again or taken off the list', async () => {
  haven.answers = [noSignal];
  const { submit, retry, discard, pending } = await load();
  const { id } = await submit(archivePartner, archive);
  retry(id);
  discard(id);
  expect(pending.value.map((it) => [it.id, it.state])).toEqual([[id, 'waiting']]);
  haven.answers = [refuses('stale-version')];
  await until(() => pending.value[0]?.state === 'refused');
  discard('another');
  expect(pending.value).toHaveLength(1);
  discard(id);
  expect(pending.value).toEqual([]);
});

test('what was accepted in another operation than is looked at is on no list here', async () => {
  const { submit, pending, store } = await load();
  store.holding.value = '0193e0a0-0000-7000-8000-000000000099';
  haven.answers = [accepts(7)];
  await (
    await submit(progressNeed, take('first'))
  ).answer;
  expect(pending.value).toEqual([]);
});
