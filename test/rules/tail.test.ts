import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Deps } from '../../server/engine/deps.ts';
import { audienceOf } from '../../server/engine/project.ts';
import { roomOf, startTail, type Tail } from '../../server/engine/tail.ts';
import type { Grant, RoleName } from '../../shared/roles.ts';
import type { Changes } from '../../shared/sync.ts';
import { guestRow } from './support/rows.ts';

const id = (last: number): string => `0193e0a0-0000-7000-8000-${String(last).padStart(12, '0')}`;

const guestAt = { id: id(1), operationId: id(2), centreId: id(3), reference: 'K-001' };

let tail: Tail;
beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date'] }),
);
afterEach(async () => {
  await tail.stop();
  vi.useRealTimers();
});

const seen = (role: RoleName) => {
  const grant: Grant = {
    role,
    operationId: 'op',
    centreId: role === 'silver' ? null : guestAt.centreId,
    address: true,
  };
  const audience = audienceOf([grant], 'op', false);
  if (!audience) throw new Error(`${role} has no place in the operation`);
  return audience;
};

/** A tail before a database that has come so far, and what it has asked of it and sent. */
const watching = async () => {
  const there = { head: 0, heads: 0, reads: 0, counted: 0, slow: Promise.resolve() };
  const sent: { room: string; changes: Changes; at: number }[] = [];
  const heard: ((payload: string) => void)[] = [];
  const select = () => ({
    from: () => ({ where: async () => (there.heads++, [{ seq: there.head }]) }),
  });
  const guest = () => ({
    kind: 'person',
    id: id(there.head),
    seq: there.head,
    row: { ...guestRow, ...guestAt, flags: [] },
  });
  const reader = { select, execute: async () => (there.reads++, [guest()]) };
  const deps = {
    db: reader,
    reads: { ...reader, execute: async () => [], transaction: async (work: (tx: unknown) => unknown) => work(reader) },
    countsFor: async () => (
      there.counted++,
      await there.slow,
      [{ kind: 'counts', id: 'op', row: { n: there.counted } }]
    ),
    log: { info: () => undefined, error: (event: string) => expect.unreachable(event) },
    sql: {
      listen: async (_channel: string, hear: (payload: string) => void) => (
        heard.push(hear),
        { unlisten: async () => undefined }
      ),
    },
  };
  const began = Date.now();
  tail = await startTail(
    deps as unknown as Deps,
    (room, changes) => void sent.push({ room, changes, at: Date.now() - began }),
  );
  return { there, sent, hear: (payload: string) => heard[0]?.(payload) };
};
/** So long later, and all done that was to be done by then. */
const after = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms);
  for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve));
};
const reach = (sent: { changes: Changes }[]) =>
  sent.map(({ changes: { from, to, changes } }) => [from, to, changes.length]);

test('what nobody was told of is found within a second', async () => {
  const { there, sent } = await watching();
  await tail.watch('op', seen('manager'));
  await after(1000);
  expect(reach(sent)).toEqual([[0, 0, 0]]);
  there.head = 3;
  await after(999);
  expect(sent).toHaveLength(1);
  await after(1);
  expect(reach(sent.slice(1))).toEqual([[0, 3, 1]]);
  expect(sent[1]?.room).toBe(roomOf('op', seen('manager').view));
});

test('where nothing happens that is said every five seconds, and no more often', async () => {
  const { sent } = await watching();
  await tail.watch('op', seen('manager'));
  for (let n = 0; n < 16; n += 1) await after(1000);
  expect(sent.map(({ at }) => at)).toEqual([1000, 6000, 11_000, 16_000]);
});

test('what another server has written is handed on as soon as it says so', async () => {
  const { there, sent, hear } = await watching();
  await tail.watch('op', seen('manager'));
  there.head = 2;
  hear('op 2,another 9');
  await after(0);
  expect(reach(sent)).toEqual([[0, 2, 1]]);
  // Said again, or of what was before: nothing new.
  for (const again of ['op 2', 'op 1', 'op 2,op 1']) {
    hear(again);
    await after(0);
  }
  expect(sent).toHaveLength(1);
  // Of several things heard at once, how far it has come is the furthest of them.
  there.head = 5;
  hear('op 5,op 3');
  await after(0);
  expect(reach(sent.slice(1))).toEqual([[2, 5, 1]]);
});

test('counts are made at most once a second, at once where that is over, and are never lost', async () => {
  const { there, sent } = await watching();
  await tail.watch('op', seen('silver'));
  for (let n = 1; n <= 10; n += 1) {
    there.head = n;
    tail.wake('op', n);
    await after(100);
  }
  expect(sent.map(({ at }) => at)).toEqual([0, 1000]);
  await after(1000);
  expect(reach(sent).at(-1)).toEqual([1, 10, 1]);
  expect(there.counted).toBe(2);
});

test('while counts are being made no others are begun, and what happened meanwhile is counted after', async () => {
  const { there, sent } = await watching();
  const ready = Promise.withResolvers<void>();
  there.slow = ready.promise;
  await tail.watch('op', seen('silver'));
  for (const seq of [1, 2, 3]) {
    there.head = seq;
    tail.wake('op', seq);
    await after(0);
  }
  expect(there.counted).toBe(1);
  ready.resolve();
  await after(0);
  expect(sent).toHaveLength(1);
  await after(1000);
  expect([there.counted, sent.at(-1)?.changes.to]).toEqual([2, 3]);
});

test('what is read is read once for all who watch from there', async () => {
  const { there, sent } = await watching();
  await tail.watch('op', seen('manager'));
  await tail.watch('op', seen('volunteer'));
  there.head = 1;
  tail.wake('op', 1);
  await after(0);
  expect(sent.map(({ room }) => room)).toEqual(
    ['manager', 'volunteer'].map((it) => roomOf('op', seen(it as RoleName).view)),
  );
  expect(there.reads).toBe(1);
});

test('whoever comes to those who watch already takes them nothing back', async () => {
  const { there, sent } = await watching();
  await tail.watch('op', seen('manager'));
  there.head = 4;
  await tail.watch('op', seen('manager'));
  tail.wake('op', 4);
  await after(0);
  expect(reach(sent)).toEqual([[0, 4, 1]]);
});

test('once the last of a view has left, nothing is sent to it, and once nobody watches, nothing is asked', async () => {
  const { there, sent } = await watching();
  await tail.watch('op', seen('manager'));
  await tail.watch('op', seen('volunteer'));
  tail.unwatch('op', seen('manager').view);
  there.head = 1;
  tail.wake('op', 1);
  await after(0);
  expect(sent.map(({ room }) => room)).toEqual([roomOf('op', seen('volunteer').view)]);
  tail.unwatch('op', seen('volunteer').view);
  const { heads } = there;
  await after(10_000);
  expect([sent.length, there.heads]).toEqual([1, heads]);
});
