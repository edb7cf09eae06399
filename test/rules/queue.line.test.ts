import { expect, test } from 'vitest';
import type { Reply } from '../../client/data/queue.ts';
import { browser, empty, ids, kept, say, several, Haven, openTab } from './support/line.ts';
import { some } from '../support/some.ts';

const noSignal: Reply = { status: 0 };
/** A pause as it is before anything has been tried in vain. */
const SHORT = 750;

test('however much of somebody else waits in front, what may go out goes out', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const leons = several(230, { authorId: 'leon' });
  const own = several(3);
  await say(tab, [...leons.slice(0, 150), ...own, ...leons.slice(150)]);
  tab.queue.start();
  await expect.poll(() => haven.done).toEqual(ids(own));
  expect(await kept(tab)).toBe(leons.length);
});

test.each([400, 413, 422])('what Haven answers with %i goes again in smaller batches, at once', async (status) => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const said = several(8);
  await say(tab, said);
  haven.replies = [{ status }, { status }];
  tab.queue.start();
  await empty(tab);
  expect(haven.batches.map((it) => it.length)).toEqual([8, 4, 2, 4, 2]);
  expect([haven.done, tab.pauses]).toEqual([ids(said), []]);
});

test('once something has gone out the next wait is a short one again', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  await say(tab, several(20));
  haven.replies = [noSignal, noSignal, noSignal, (items) => ({ body: { answers: haven.accept(items) } }), noSignal];
  tab.queue.start();
  await empty(tab);
  expect(tab.pauses).toEqual([SHORT, 2 * SHORT, 4 * SHORT, SHORT]);
});

test('Haven is left alone for as long as it asks for, also where it has answered everything', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  await say(tab, several(2));
  haven.replies = [(items) => ({ body: { answers: haven.accept(items), retryAfter: 2 } })];
  tab.queue.start();
  await empty(tab);
  await expect.poll(() => tab.pauses).toEqual([2000]);
});

test('when signal is back it tries at once, and begins with a short wait again', async () => {
  const haven = new Haven();
  const pauses: number[] = [];
  const after = (ms: number) => {
    pauses.push(ms);
    return () => undefined;
  };
  const tab = openTab(await browser(), haven, { after });
  await say(tab, several(1));
  haven.replies = [noSignal, noSignal, noSignal];
  tab.queue.start();
  for (let tried = 1; tried <= 3; tried += 1) {
    await expect.poll(() => pauses.length).toBe(tried);
    tab.queue.flush();
  }
  await empty(tab);
  expect(some(pauses)).toEqual([SHORT, SHORT, SHORT]);
});

test('who signs in while it is being told that nobody is has it tried again', async () => {
  const haven = new Haven();
  const tab = openTab(await browser(), haven);
  const said = several(1);
  await say(tab, said);
  haven.replies = [
    () => {
      tab.queue.start();
      return { status: 401 };
    },
  ];
  tab.queue.start();
  await empty(tab);
  expect(haven.done).toEqual(ids(said));
});
