import { expect, test } from 'vitest';
import { tabsOn } from '../../client/data/tabs.ts';
import { makeOutboxStore } from '../../client/data/outboxStore.ts';
import { browser, empty, ids, kept, say, several, Haven, ID, item, oneLock, openTab } from './support/line.ts';

test('what another tab has sent is not counted for ever, also where it could not say so', async () => {
  const haven = new Haven();
  const db = await browser();
  const [one, other] = [openTab(db, haven), openTab(db, haven)];
  await say(one, several(2));
  await other.queue.count();
  expect(other.counts.all).toBe(2);
  one.queue.start();
  await empty(one);
  other.queue.start();
  await expect.poll(() => other.counts.all).toBe(0);
});

test('what somebody else said in a session of their own waits for them; a tablet’s own goes out under any hand', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const leons = several(2, { authorId: 'leon' });
  const tablets = item({ authorId: 'joan', deviceId: ID(7) });
  const own = item();
  await say(tab, [...leons, tablets, own]);
  expect(tab.counts).toEqual({ all: 4, own: 1, others: 2 });
  tab.queue.start();
  await expect.poll(() => haven.done).toEqual([tablets.id, own.id]);
  tab.account = null;
  tab.queue.flush();
  expect(await kept(tab)).toBe(2);
  tab.account = 'leon';
  tab.queue.flush();
  await empty(tab);
  expect(haven.done).toEqual([tablets.id, own.id, ...ids(leons)]);
});

test('two tabs send one after the other: nothing goes twice, and both know what is left', async () => {
  const haven = new Haven();
  const db = await browser();
  const lock = oneLock();
  const tabs = ['a', 'b'].map(() => new BroadcastChannel('two tabs'));
  const [one, two] = tabs.map((it) => openTab(db, haven, { lock, tabs: tabsOn(it) }));
  if (!one || !two) throw new Error('two tabs were opened');
  const said = several(150);
  await say(one, said.slice(0, 80));
  await say(two, said.slice(80));
  await expect.poll(() => one.counts.all).toBe(150);
  one.queue.start();
  two.queue.start();
  await expect.poll(() => [one.counts.all, two.counts.all]).toEqual([0, 0]);
  expect(haven.done).toEqual(ids(said));
  expect(haven.batches.flat()).toHaveLength(150);
  await expect.poll(() => [one.heard.length, two.heard.length]).toEqual([150, 150]);
  for (const it of tabs) it.close();
});

test('however much waits for somebody else, what may go out goes in one', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const leons = several(3, { authorId: 'leon', box: 'x'.repeat(90_000) });
  const own = several(2, { box: 'x'.repeat(90_000) });
  await say(tab, [...leons, ...own]);
  tab.queue.start();
  await expect.poll(() => haven.done).toEqual(ids(own));
  expect(haven.batches.map(ids)).toEqual([ids(own)]);
});

test('where storage cannot forget what was sent, a form in another tab hears its answer all the same', async () => {
  const haven = new Haven();
  const db = await browser();
  const channels = ['a', 'b'].map(() => new BroadcastChannel('one forgets nothing'));
  const remove = () => Promise.reject(new DOMException('no', 'UnknownError'));
  const store = { ...makeOutboxStore(() => Promise.resolve(db)), remove };
  const [one, other] = channels.map((it) => openTab(db, haven, { store, tabs: tabsOn(it) }));
  if (!one || !other) throw new Error('two tabs were opened');
  await say(other, several(2));
  haven.replies = [(items) => ({ body: { answers: haven.accept(items) } }), () => new Promise(() => undefined)];
  one.queue.start();
  await expect.poll(() => other.heard).toHaveLength(2);
  expect(other.heard.map((it) => it.id)).toEqual(haven.done);
  for (const it of channels) it.close();
});
