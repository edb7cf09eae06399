import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Audience } from '../../server/engine/project.ts';
import { seeded } from '../../shared/random.ts';
import { haveIndexedDb } from '../support/indexedDb.ts';
import { BadLine, settle } from './support/badLine.ts';
import { centres, guestId, managerOf, operationId, ServedOperation } from './support/servedOperation.ts';

haveIndexedDb();

const [wren, heron, crane] = centres;
const ignored = (): void => undefined;
let line: BadLine;
let client: Awaited<ReturnType<typeof load>>;

const load = async () => ({
  store: await import('../../client/data/store.ts'),
  sync: await import('../../client/data/sync.ts'),
});

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('addEventListener', ignored);
  vi.stubGlobal('document', { addEventListener: ignored, visibilityState: 'visible' });
  vi.stubGlobal('navigator', { locks: { request: (_name: string, run: () => unknown) => run() } });
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => line.fetch(path, init));
  vi.doMock('socket.io-client', () => ({ io: () => line.socket }));
  client = await load();
});
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.doUnmock('socket.io-client');
});

type Rows = Record<string, unknown>;
const held = (): Rows => Object.fromEntries(client.store.served.person.peek());
const anew = (at: number, audience: Audience): Rows =>
  Object.fromEntries(line.operation.snapshot(at, audience).changes.map(({ id, row }) => [id, row]));

/** Opens the operation on a line of its own, and ends it after. */
const opened = async (audience: Audience, run: () => Promise<void>): Promise<void> => {
  line = new BadLine(new ServedOperation(), audience);
  line.operation.write(0, wren);
  client.sync.connect();
  await settle();
  line.connect();
  client.sync.follow(operationId);
  await settle();
  try {
    await run();
  } finally {
    client.sync.disconnect();
    while (line.underWay.length > 0) line.deliver(0);
    await settle();
  }
};

const GUESTS = 4;
const audiences = [managerOf(wren), managerOf(wren, heron), managerOf(heron)];

/** What happens next: mostly guests who come and go, and a line that is slow, loses, doubles and reorders. */
const step = async (random: () => number): Promise<void> => {
  const any = (below: number) => Math.floor(random() * below);
  const chance = random();
  if (chance < 0.3) {
    const where = random() < 0.1 ? null : (centres[any(centres.length)] ?? crane);
    line.operation.write(any(GUESTS), where, `Hall ${any(3)}`, random() < 0.3);
  } else if (chance < 0.5) await line.wake();
  else if (chance < 0.86) line.deliver(any(line.underWay.length), random() < 0.2);
  else if (chance < 0.9) line.underWay.splice(any(line.underWay.length), 1);
  else if (chance < 0.93) line.cut();
  else if (chance < 0.95) await line.allow(audiences[any(audiences.length)] ?? managerOf(wren));
  else await vi.advanceTimersByTimeAsync(any(8) * 1000);
  await settle();
};

const expectTrue = (seed: number, at: number): void => {
  const { cursor, view } = client.store;
  const audience = audiences.find((it) => it.view === view.peek());
  if (!audience) return expect(held()).toEqual({});
  expect({ seed, at, rows: held() }).toEqual({ seed, at, rows: anew(cursor.peek(), audience) });
};

test('whatever a line loses, doubles, delays or turns round, what is shown is at every moment what a reader is sent anew', async () => {
  let moved = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seeded(seed);
    await opened(managerOf(wren), async () => {
      for (let at = 0; at < 90; at += 1) {
        const before = client.store.cursor.peek();
        await step(random);
        expectTrue(seed, at);
        expect(client.store.cursor.peek()).toBeGreaterThanOrEqual(before);
      }
      await line.mend();
      const { cursor, view } = client.store;
      expect({ seed, at: cursor.peek(), view: view.peek() }).toEqual({
        seed,
        at: line.operation.head,
        view: line.audience.view,
      });
      expectTrue(seed, -1);
      moved += cursor.peek();
    });
  }
  expect(moved).toBeGreaterThan(1000);
});

/** Everything has come, nothing is under way. */
const quiet = async (): Promise<void> => {
  while (line.underWay.length > 0) {
    line.deliver(0);
    await settle();
  }
};
const shown = (): string[] => Object.keys(held()).toSorted();
const ids = (...guests: readonly number[]): string[] => guests.map(guestId);

test('what was missed is asked for at once, and no clock is waited for', async () => {
  await opened(managerOf(wren), async () => {
    await quiet();
    line.operation.write(1, wren);
    await line.wake();
    line.underWay.splice(0);
    line.operation.write(2, wren);
    await line.wake();
    await quiet();
    expect(shown()).toEqual(ids(0, 1, 2));
  });
});

test('what is missed while an answer is under way is asked for after it', async () => {
  await opened(managerOf(wren), async () => {
    await quiet();
    void client.sync.pull();
    line.deliver(0); // the question; its answer is made now, and takes its time
    await settle();
    line.operation.write(1, wren);
    await line.wake();
    line.underWay.splice(1);
    line.operation.write(2, wren);
    await line.wake();
    line.deliver(1);
    await settle();
    expect(shown()).toEqual(ids(0));
    await quiet();
    expect(shown()).toEqual(ids(0, 1, 2));
  });
});

test('a guest who came and went again meanwhile is on no screen: what leaves that out is asked for anew', async () => {
  await opened(managerOf(wren), async () => {
    await quiet();
    line.operation.write(1, heron);
    await line.wake();
    await quiet();
    void client.sync.pull();
    // Asked for before they came, and answered after they went.
    const asked = line.underWay.splice(0);
    line.operation.write(1, wren);
    await line.wake();
    await quiet();
    expect(shown()).toEqual(ids(0, 1));
    line.operation.write(1, heron);
    for (const ask of asked) ask();
    await settle();
    await quiet();
    expect(shown()).toEqual(ids(0));
  });
});

test('a line that comes back brings what was missed without it', async () => {
  await opened(managerOf(wren), async () => {
    await quiet();
    line.cut();
    line.operation.write(1, wren);
    line.connect();
    await settle();
    await quiet();
    expect(shown()).toEqual(ids(0, 1));
  });
});

test('an answer that was asked for by one person is not shown to the next', async () => {
  await opened(managerOf(wren, heron), async () => {
    line.operation.write(1, heron);
    await quiet();
    client.sync.follow(null);
    client.sync.follow(operationId);
    await settle();
    // The first has asked for everything, and Haven has answered; it takes its time.
    line.deliver(0);
    await settle();
    client.sync.follow(null);
    client.sync.follow(operationId);
    line.audience = managerOf(wren);
    await settle();
    expect(line.underWay).toHaveLength(1);
    line.deliver(0);
    await settle();
    expect(held()).toEqual({});
    await quiet();
    expect(shown()).toEqual(ids(0));
  });
});

test('a stream that was set back is followed from where it is', async () => {
  await opened(managerOf(wren), async () => {
    for (const guest of [1, 2, 3]) line.operation.write(guest, wren);
    await quiet();
    expect(shown()).toEqual(ids(0, 1, 2, 3));
    line.cut();
    line.operation = new ServedOperation();
    line.operation.write(7, wren);
    line.connect();
    await settle();
    await quiet();
    expect(shown()).toEqual(ids(7));
  });
});

test('an answer that does not fit where it was asked from is not asked for again and again', async () => {
  await opened(managerOf(wren), async () => {
    await quiet();
    const answers = vi.spyOn(line.operation, 'answer');
    answers.mockImplementation((since) => line.operation.delta(since + 1, since + 2, line.audience));
    void client.sync.pull();
    await quiet();
    expect(answers).toHaveBeenCalledTimes(1);
    answers.mockRestore();
    line.operation.write(1, wren);
    await vi.advanceTimersByTimeAsync(20_000);
    await quiet();
    expect(shown()).toEqual(ids(0, 1));
  });
});
