import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Stopping } from '../../server/engine/background.ts';
import type { Deps } from '../../server/engine/deps.ts';
import type { Audience } from '../../server/engine/project.ts';
import { Snapshot, snapshotAt, snapshotsDone } from '../../server/engine/snapshots.ts';
import { read, type Written } from '../../server/engine/written.ts';
import type { Change } from '../../shared/sync.ts';

/** How many rows each reading of a stream gives, and what was read so far. */
let rows = 0;
let fails = false;
const readings: object[] = [];
vi.mock('../../server/engine/pages.ts', () => ({
  pagesOf: async function* (_reader: unknown, range: object) {
    readings.push(range);
    if (fails) throw new Error('the database does not answer');
    for (let n = 0; n < rows; n += 100) yield guests(n, Math.min(rows, n + 100));
  },
}));
const guests = (from: number, to: number): Change[] =>
  Array.from({ length: to - from }, (_, n) => ({
    kind: 'person',
    id: `guest ${from + n}`,
    row: { id: `${from + n}` },
  }));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  [rows, fails, readings.length] = [0, false, 0];
});
afterEach(() => void vi.useRealTimers());

const audience = (view: string): Audience => ({ grants: [], view });
const everything = async (pages: AsyncIterable<Written>): Promise<Change[]> => {
  const all: Change[] = [];
  for await (const page of pages) all.push(...read(page));
  return all;
};
const asking = () => {
  const deps = { reads: {} } as unknown as Deps;
  const ask = async (to: number, view = 'manager', streamId = 'one') => {
    const snapshot = snapshotAt(deps, streamId, to, audience(view));
    await everything(snapshot.pages()).catch(() => undefined);
    return snapshot;
  };
  return { deps, ask };
};

test('whoever asks for the same is given what was read once; another view or operation is read for itself', async () => {
  const { ask } = asking();
  rows = 3;
  const first = await ask(7);
  expect(await ask(7)).toBe(first);
  for (const other of [await ask(7, 'volunteer'), await ask(7, 'manager', 'two')]) expect(other).not.toBe(first);
  expect(readings).toEqual(['one', 'one', 'two'].map((streamId) => ({ streamId, from: 0, to: 7 })));
});

test('a large one serves until three hundred changes later, a smaller one until the next, and none before its own', async () => {
  for (const [size, later, serves] of [
    [999, 0, true],
    [999, 1, false],
    [1000, 1, true],
    [1000, 300, true],
    [1000, 301, false],
    [1000, -1, false],
  ] as const) {
    const { ask } = asking();
    rows = size;
    const first = await ask(1000);
    expect([size, later, (await ask(1000 + later)) === first]).toEqual([size, later, serves]);
  }
});

test('one that nobody has asked for in half a minute is forgotten, and each asking keeps it', async () => {
  const { ask } = asking();
  rows = 1;
  const first = await ask(7);
  for (let n = 0; n < 3; n += 1) {
    vi.advanceTimersByTime(30_000);
    expect(await ask(7)).toBe(first);
  }
  vi.advanceTimersByTime(30_001);
  expect(await ask(7)).not.toBe(first);
});

test('of more than can be kept those asked for last are', async () => {
  const { ask } = asking();
  rows = 1;
  const made: Snapshot[] = [];
  for (const view of ['a', 'b', 'c']) {
    vi.advanceTimersByTime(10);
    made.push(await ask(7, view));
  }
  const [first, second, third] = made;
  // Two of them are just as much as is kept.
  for (const it of made) it.bytes = 48 * 1024 * 1024;
  expect([await ask(7, 'c'), await ask(7, 'b')]).toEqual([third, second]);
  expect(await ask(7, 'a')).not.toBe(first);
});

test('one that could not be read is read anew for whoever asks next', async () => {
  const { deps } = asking();
  fails = true;
  const failed = snapshotAt(deps, 'one', 7, audience('manager'));
  await expect(everything(failed.pages())).rejects.toThrow('the database does not answer');
  [fails, rows] = [false, 2];
  const again = snapshotAt(deps, 'one', 7, audience('manager'));
  expect(await everything(again.pages())).toEqual(guests(0, 2));
});

test('whoever asks while it is read is given every page once, in order; it counts its rows and bytes', async () => {
  const next = Array.from({ length: 20 }, () => Promise.withResolvers<void>());
  const snapshot = new Snapshot('one manager', 7);
  const done = snapshot.read(
    (async function* () {
      for (let n = 0; n < 20; n += 1) {
        await next[n]?.promise;
        yield guests(n * 2, n * 2 + 2);
      }
    })(),
    () => false,
  );
  const early = everything(snapshot.pages());
  for (const it of next) it.resolve();
  await done;
  expect(await early).toEqual(guests(0, 40));
  expect(await everything(snapshot.pages())).toEqual(guests(0, 40));
  const sizes = Array.from({ length: 20 }, (_, n) => JSON.stringify(guests(n * 2, n * 2 + 2)).length - 2);
  expect([snapshot.rows, snapshot.bytes]).toEqual([40, sizes.reduce((sum, it) => sum + it)]);
});

test('what is still being read when the server stops ends, and whoever waits for it is told', async () => {
  const { deps } = asking();
  rows = 1000;
  const waits = everything(snapshotAt(deps, 'one', 7, audience('manager')).pages());
  const told = waits.catch((error: unknown) => error);
  await snapshotsDone(deps);
  expect(await told).toBeInstanceOf(Stopping);
});
