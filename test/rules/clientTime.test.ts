import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const SERVER = '2026-11-19T05:30:00.000Z';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date', 'setInterval', 'clearInterval'] });
  vi.resetModules();
});
afterEach(() => void vi.useRealTimers());

test('the time is Haven’s, at its own pace, however wrong this device’s clock is', async () => {
  vi.setSystemTime(new Date('2010-01-01T00:00:00Z'));
  const { elapsed } = await import('../../client/data/elapsed.ts');
  const { setClock, timeAt, timeNow } = await import('../../client/data/time.ts');
  const before = elapsed();
  vi.advanceTimersByTime(60_000);
  setClock(SERVER, 6);
  expect(timeNow().toISOString()).toBe(SERVER);
  vi.advanceTimersByTime(10_000);
  expect(timeNow().toISOString()).toBe('2026-11-19T05:31:00.000Z');
  // What happened before Haven told the time is told by it too.
  expect(timeAt(before).toISOString()).toBe('2026-11-19T05:24:00.000Z');
  setClock('2026-11-19T07:00:00.000Z', 1);
  vi.advanceTimersByTime(10_000);
  expect(timeNow().toISOString()).toBe('2026-11-19T07:00:10.000Z');
});

test('before Haven has told it, it is this device’s', async () => {
  vi.setSystemTime(new Date('2026-11-19T08:00:00Z'));
  const { elapsed } = await import('../../client/data/elapsed.ts');
  const { timeAt, timeNow } = await import('../../client/data/time.ts');
  const before = elapsed();
  vi.advanceTimersByTime(90_000);
  expect(timeNow().toISOString()).toBe('2026-11-19T08:01:30.000Z');
  expect(timeAt(before).toISOString()).toBe('2026-11-19T08:00:00.000Z');
});
