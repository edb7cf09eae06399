import { signal } from '@preact/signals';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';

const MINUTE = 60_000;
/** What this page hears, in the order it is told. */
const heard: [type: string, run: (event: object) => void][] = [];
const now = vi.hoisted(() => ({ ran: 0, clock: 0 }));
const did = vi.hoisted(() => ({ left: 0, handedOver: 0, asked: 0 }));
const me = signal<{ userId: string } | null>(null);
const device = signal<{ view: { idleMinutes: number } } | null>(null);
const deviceState = signal('unpaired');
const stored = new Map<string, string>();
let refuses = false;

vi.mock('../../client/data/elapsed.ts', () => ({ elapsed: () => now.ran }));
vi.mock('../../client/data/api.ts', () => ({ ApiProblem: class extends Error {}, ask: async () => (did.asked += 1) }));
vi.mock('../../client/data/device.ts', () => ({ device, deviceState }));
vi.mock('../../client/session/handOver.ts', () => ({ handOver: async () => void (did.handedOver += 1) }));
vi.mock('../../client/session/session.ts', () => ({ me, leaveUnattended: async () => void (did.left += 1) }));

let stillHere: { value: boolean };
const tell = (type: string, event: object = { timeStamp: now.ran }): void => {
  for (const [name, run] of heard) if (name === type) run(event);
};
/** Time goes by, and timers with it. */
const pass = async (minutes: number): Promise<void> => {
  for (let ms = Math.round(minutes * MINUTE); ms > 0; ms -= 500) {
    const step = Math.min(500, ms);
    now.ran += step;
    now.clock += step;
    await vi.advanceTimersByTimeAsync(step);
  }
};
/** It sleeps: the time goes by and no timer runs. */
const sleep = (minutes: number): void => {
  now.ran += minutes * MINUTE;
  now.clock += minutes * MINUTE;
};
/** Another window of this browser is touched. */
const touchedBeside = (): void => {
  stored.set('haven touched', String(now.clock));
  tell('storage', { key: 'haven touched' });
};

beforeAll(async () => {
  now.clock = Date.parse('2026-11-19T07:42:00Z');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  vi.spyOn(Date, 'now').mockImplementation(() => now.clock);
  const listen = (type: string, run: (event: object) => void) => void heard.push([type, run]);
  vi.stubGlobal('addEventListener', listen);
  vi.stubGlobal('document', { addEventListener: listen, visibilityState: 'visible' });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => {
      if (refuses) throw new DOMException('No', 'SecurityError');
      return stored.get(key) ?? null;
    },
    setItem: (key: string, value: string) => {
      if (refuses) throw new DOMException('No', 'SecurityError');
      stored.set(key, value);
    },
  });
  const idle = await import('../../client/session/idle.ts');
  stillHere = idle.stillHere;
  idle.startIdleWatch();
});

/** Somebody signs in at a desk. */
beforeEach(async () => {
  me.value = null;
  await pass(1);
  refuses = false;
  stored.clear();
  device.value = null;
  deviceState.value = 'unpaired';
  me.value = { userId: 'meera' };
  Object.assign(did, { left: 0, handedOver: 0, asked: 0 });
});

test('a desk nobody touches asks after thirteen minutes and is left after fifteen', async () => {
  await pass(12.9);
  expect(stillHere.value).toBe(false);
  await pass(0.1);
  expect([stillHere.value, did.left]).toEqual([true, 0]);
  await pass(1.9);
  expect(did.left).toBe(0);
  await pass(0.1);
  expect([did.left, did.handedOver]).toEqual([1, 0]);
});

test('any touch begins anew, and the question goes a moment after it, not under the finger', async () => {
  for (const type of ['pointerdown', 'keydown']) {
    await pass(13.5);
    expect(stillHere.value).toBe(true);
    tell(type);
    expect(stillHere.value).toBe(true);
    await pass(0.5 / 60);
    expect(stillHere.value).toBe(false);
  }
  await pass(12.9);
  expect([stillHere.value, did.left]).toEqual([false, 0]);
});

test('a touch of another window counts for this one, and answers its question', async () => {
  await pass(13.5);
  touchedBeside();
  await pass(1);
  expect([stillHere.value, did.left]).toEqual([false, 0]);
  await pass(11.9);
  expect(stillHere.value).toBe(false);
  await pass(2.2);
  expect(did.left).toBe(1);
});

test('what else is stored beside it is no touch', async () => {
  await pass(13.5);
  tell('storage', { key: 'something else' });
  await pass(1.6);
  expect(did.left).toBe(1);
});

test('this window tells the others when it is touched, once a second at most', async () => {
  tell('pointerdown');
  const first = stored.get('haven touched');
  expect(first).toBe(String(now.clock));
  await pass(0.5 / 60);
  tell('pointerdown');
  expect(stored.get('haven touched')).toBe(first);
  await pass(1 / 60);
  tell('pointerdown');
  expect(stored.get('haven touched')).toBe(String(now.clock));
});

test('where the browser keeps nothing each window knows its own touches', async () => {
  refuses = true;
  await pass(10);
  tell('keydown');
  await pass(14.9);
  expect(did.left).toBe(0);
  await pass(0.1);
  expect(did.left).toBe(1);
});

test('a touch that lies well ahead, as the clock was put back, keeps nobody signed in', async () => {
  tell('pointerdown');
  now.clock -= 60 * MINUTE;
  await pass(14);
  tell('pointerdown');
  expect(stored.get('haven touched')).toBe(String(now.clock));
  now.clock -= 60 * MINUTE;
  await pass(15);
  expect(did.left).toBe(1);
});

test('whoever wakes it after it slept too long finds it left, and cannot go on by a touch', async () => {
  sleep(16);
  tell('pointerdown');
  expect(did.left).toBe(1);
  me.value = { userId: 'again' };
  sleep(16);
  tell('visibilitychange');
  expect(did.left).toBe(2);
});

test('a tablet is handed over after as long as its centre says, without a question', async () => {
  deviceState.value = 'open';
  device.value = { view: { idleMinutes: 5 } };
  await pass(4.9);
  expect([stillHere.value, did.handedOver]).toEqual([false, 0]);
  await pass(0.1);
  expect([did.handedOver, did.left]).toEqual([1, 0]);
});

test('a tablet of which that is not known is handed over after two minutes', async () => {
  deviceState.value = 'open';
  me.value = { userId: 'joan' };
  await pass(1.9);
  expect(did.handedOver).toBe(0);
  await pass(0.1);
  expect(did.handedOver).toBe(1);
});

test('a wall is nobody’s, and is not watched', async () => {
  me.value = { userId: '' };
  await pass(20);
  tell('pointerdown');
  expect([did.left, did.asked, stillHere.value]).toEqual([0, 0, false]);
});

test('who comes next begins their own time', async () => {
  await pass(14);
  me.value = { userId: 'leon' };
  await pass(0.1);
  expect(stillHere.value).toBe(false);
  await pass(12);
  expect(did.left).toBe(0);
});

test('touches keep the session at Haven, once in two minutes', async () => {
  for (let times = 0; times < 5; times += 1) {
    tell('pointerdown');
    await pass(1);
  }
  expect(did.asked).toBe(3);
});
