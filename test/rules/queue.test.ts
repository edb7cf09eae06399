import { expect, test } from 'vitest';
import type { SealedItem } from '../../shared/sealing.ts';
import type { QueueParts, Reply } from '../../client/data/queue.ts';
import { makeOutboxStore } from '../../client/data/outboxStore.ts';
import { seeded } from '../support/random.ts';
import { browser, empty, ids, kept, say, several, Haven, ID, item, openTab } from './support/line.ts';
import { some } from '../support/some.ts';

const portal: Reply = { body: '<html>Welcome to the hall. Accept our terms</html>' };
const noSignal: Reply = { status: 0 };

test('what was said goes out in the order it was said, at most a hundred at once', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const said = several(250);
  await say(tab, said);
  expect(tab.counts).toEqual({ all: 250, own: 250, others: 0 });
  tab.queue.start();
  await empty(tab);
  expect(haven.done).toEqual(ids(said));
  expect(haven.batches.map((it) => it.length)).toEqual([100, 100, 50]);
  expect(haven.waiting).toEqual([150, 50, 0]);
  await expect.poll(() => tab.counts.all).toBe(0);
});

test('what is kept is said to be kept once it is on disk, with the count that has it in', async () => {
  const tab = openTab(await browser(), new Haven());
  const seen: [onDisk: Promise<number>, counted: number][] = [];
  await tab.queue.add({ item: item(), operationId: ID(1) }, null, () => seen.push([kept(tab), tab.counts.all]));
  expect(seen).toHaveLength(1);
  for (const [onDisk, counted] of some(seen)) expect([await onDisk, counted]).toEqual([1, 1]);
});

test('what the store refused is not said to be kept, nor counted', async () => {
  const full = new DOMException('no room', 'QuotaExceededError');
  const db = await browser();
  const store = { ...makeOutboxStore(() => Promise.resolve(db)), add: () => Promise.reject(full) };
  const tab = openTab(db, new Haven(), { store });
  let said = 0;
  await expect(tab.queue.add({ item: item(), operationId: ID(1) }, null, () => (said += 1))).rejects.toBe(full);
  expect([said, tab.counts.all]).toEqual([0, 0]);
});

test('a batch stays small enough to be read, and one that is large goes alone', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const said = [...several(7, { box: 'x'.repeat(60_000) }), item({ box: 'x'.repeat(230_000) })];
  await say(tab, said);
  tab.queue.start();
  await empty(tab);
  expect(haven.batches.map((it) => it.length)).toEqual([3, 3, 1, 1]);
  expect(haven.done).toEqual(ids(said));
});

test('where only some were answered, just those are forgotten and the rest goes again', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const said = several(5);
  await say(tab, said);
  haven.replies = [
    (items) => ({ body: { answers: haven.accept(items.slice(0, 2)), retryAfter: 3 } }),
    () => new Promise(() => undefined),
  ];
  tab.queue.start();
  await expect.poll(() => haven.batches.length).toBe(2);
  expect(await kept(tab)).toBe(3);
  expect(tab.heard.map((it) => it.id)).toEqual(ids(said.slice(0, 2)));
  expect(haven.batches[1]?.[0]?.id).toBe(said[2]?.id);
  expect(tab.pauses[0]).toBe(3000);
});

test('refused and quarantined commands are kept by Haven, so they leave the tablet too', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const [first, second, third] = several(3);
  if (!first || !second || !third) throw new Error('three were made');
  await say(tab, [first, second, third]);
  const problem = { type: '/problems/stale-version', title: 'Someone changed this first', status: 409 };
  haven.replies = [
    (items) => ({
      body: {
        answers: [
          { id: first.id, as: 'refused', problem, replay: false },
          { id: second.id, as: 'quarantined', somethingNew: 'from a later release' },
          ...haven.accept(items.slice(2)),
        ],
      },
    }),
  ];
  tab.queue.start();
  await empty(tab);
  expect(tab.heard.map((it) => it.as)).toEqual(['refused', 'quarantined', 'accepted']);
});

test.each<[string, Reply]>([
  ['a captive portal that says 200 with a page', portal],
  ['a portal that says 200 with JSON of its own', { body: { ok: true, answers: 'none' } }],
  ['an empty answer', { body: null }],
  ['answers to nothing that was asked', { body: { answers: [{ id: ID(999_999), as: 'quarantined' }] } }],
  ['no signal', noSignal],
  ['a server that fails', { status: 500 }],
  ['a server that restarts', { status: 503, retryAfter: 1 }],
  ['too many tries at once', { status: 429, retryAfter: 2 }],
  ['a proxy that forbids', { status: 403 }],
])('%s removes nothing, and it all goes out later', async (_what, reply) => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const said = several(3);
  await say(tab, said);
  const left: number[] = [];
  const then: QueueParts['push'] = async () => {
    left.push(await kept(tab));
    return reply;
  };
  haven.replies = [() => then([], 0), () => then([], 0), () => then([], 0)];
  tab.queue.start();
  await empty(tab);
  expect(left).toEqual([3, 3, 3]);
  expect(haven.done).toEqual(ids(said));
  expect(tab.heard).toHaveLength(3);
});

test('on a bad line fewer go at once, and more again when it is well', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  await say(tab, several(100));
  haven.replies = [noSignal, noSignal];
  tab.queue.start();
  await empty(tab);
  expect(haven.batches.map((it) => it.length)).toEqual([100, 50, 25, 50, 25]);
});

test('it waits longer after every try in vain, never beyond fifteen seconds, and no two tablets in step', async () => {
  const pausesOf = async (seed: number): Promise<number[]> => {
    const haven = new Haven();
    haven.replies = Array.from({ length: 9 }, () => noSignal);
    const tab = openTab(await browser(), haven, { random: seeded(seed) });
    await say(tab, several(1));
    tab.queue.start();
    await empty(tab);
    return tab.pauses;
  };
  const [one, same, other] = [await pausesOf(1), await pausesOf(1), await pausesOf(2)];
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
  for (const [at, ms] of some(one.entries())) {
    const most = Math.min(1000 * 2 ** at, 15_000);
    expect(ms).toBeGreaterThanOrEqual(most / 2);
    expect(ms).toBeLessThanOrEqual(most);
  }
});

test('without a session it asks once and waits until somebody signs in', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const said = several(2);
  await say(tab, said);
  haven.replies = [{ status: 401 }];
  tab.queue.start();
  await expect.poll(() => haven.batches.length).toBe(1);
  await new Promise((resolve) => setImmediate(resolve));
  expect(tab.pauses).toEqual([]);
  expect(await kept(tab)).toBe(2);
  tab.queue.flush();
  await empty(tab);
  expect(haven.done).toEqual(ids(said));
});

test('a tablet that dies between the answer and forgetting sends again, and nothing is done twice', async () => {
  const haven = new Haven();
  const db = await browser();
  const dying = makeOutboxStore(() => Promise.resolve(db));
  let died = false;
  const tab = openTab(db, haven, {
    store: { ...dying, remove: () => ((died = true), new Promise<void>(() => undefined)) },
  });
  const said = several(3);
  await say(tab, said);
  tab.queue.start();
  await expect.poll(() => died).toBe(true);
  const again = openTab(db, haven);
  again.queue.start();
  await empty(again);
  expect(haven.done).toEqual(ids(said));
  expect(haven.batches).toHaveLength(2);
  expect(again.heard.every((it) => it.as === 'accepted' && it.replay)).toBe(true);
});

test('storage that cannot forget for a moment loses nothing, and the form hears its answer all the same', async () => {
  const haven = new Haven();
  const db = await browser();
  const well = makeOutboxStore(() => Promise.resolve(db));
  let fails = 1;
  const remove = (places: readonly number[]): Promise<void> =>
    (fails -= 1) < 0 ? well.remove(places) : Promise.reject(new DOMException('no', 'UnknownError'));
  const tab = openTab(db, haven, { store: { ...well, remove } });
  const said = several(2);
  await say(tab, said);
  tab.queue.start();
  await empty(tab);
  expect(haven.done).toEqual(ids(said));
  expect(tab.heard).toMatchObject([{ replay: false }, { replay: false }, { replay: true }, { replay: true }]);
});

test('what Haven cannot even read holds up nothing behind it, and stays', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const said = several(6);
  await say(tab, said);
  const bad = said[2]?.id;
  const pick = (items: SealedItem[]): Reply =>
    items.some((it) => it.id === bad) ? { status: 422 } : { body: { answers: haven.accept(items) } };
  haven.replies = Array.from({ length: 20 }, () => pick);
  tab.queue.start();
  await expect.poll(() => kept(tab)).toBe(1);
  expect(haven.done).toEqual(ids(said).filter((id) => id !== bad));
});

test('what Haven cannot even read is told, and tried again when somebody comes back to it', async () => {
  const haven = new Haven();
  const told: number[] = [];
  const tab = openTab(await browser(), haven, { onStuck: (count) => told.push(count) });
  await say(tab, several(1));
  haven.replies = [{ status: 422 }];
  tab.queue.start();
  await expect.poll(() => told.at(-1)).toBe(1);
  tab.queue.flush();
  await empty(tab);
  expect(told.at(-1)).toBe(0);
});

test('a form hears its answer before the line forgets, so that a refusal is never in neither place', async () => {
  const haven = new Haven();
  const db = await browser();
  const well = makeOutboxStore(() => Promise.resolve(db));
  const order: string[] = [];
  const remove = (places: readonly number[]): Promise<void> => {
    order.push('forgotten');
    return well.remove(places);
  };
  const onAnswers = () => void order.push('heard');
  const tab = openTab(db, haven, { store: { ...well, remove }, onAnswers });
  await say(tab, several(1));
  tab.queue.start();
  await empty(tab);
  expect(order).toEqual(['heard', 'forgotten']);
});

test('nothing is called saved that storage did not take', async () => {
  const haven = new Haven();
  const db = await browser();
  const full = makeOutboxStore(() => Promise.resolve(db));
  const add = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
  const tab = openTab(db, haven, { store: { ...full, add } });
  await expect(say(tab, several(1))).rejects.toMatchObject({ name: 'QuotaExceededError' });
  expect(await kept(tab)).toBe(0);
});
