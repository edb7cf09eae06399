import { setImmediate as loopTurn } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { GiveWay } from '../../server/engine/giveWay.ts';

const write = (way: GiveWay) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { ended: way.write(() => promise), end: resolve };
};

/** Names of those whose turn has come, in order. */
const readers = (way: GiveWay, ...names: string[]) => {
  const read: string[] = [];
  const all = names.map((it) => way.turn().then(() => void read.push(it)));
  return { read, all: Promise.all(all) };
};

afterEach(() => void vi.useRealTimers());

test('readers go one after the other, and whoever else waits is served between them', async () => {
  const { read, all } = readers(new GiveWay(), 'first', 'second', 'third');
  await loopTurn();
  await loopTurn();
  expect(read.length).toBeLessThan(3);
  await all;
  expect(read).toEqual(['first', 'second', 'third']);
});

test('a reader waits for whoever writes, until the last of them is done', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const way = new GiveWay();
  const [guest, other] = [write(way), write(way)];
  const { read, all } = readers(way, 'list');
  guest.end();
  await guest.ended;
  await loopTurn();
  expect(read).toEqual([]);
  other.end();
  await all;
  expect(vi.getTimerCount()).toBe(0);
});

test('a reader is not held up for ever where somebody always writes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const way = new GiveWay();
  write(way);
  const { read, all } = readers(way, 'first', 'second');
  await vi.advanceTimersByTimeAsync(10);
  await loopTurn();
  await vi.advanceTimersByTimeAsync(10);
  await all;
  expect(read).toEqual(['first', 'second']);
});

test('what is refused holds nobody up', async () => {
  const way = new GiveWay();
  await expect(way.write(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await way.turn();
});
