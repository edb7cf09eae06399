import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSweeping, SWEEP_MINUTES } from '../../server/access/sweep.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const started = () => {
  const log = { info: vi.fn<() => void>(), error: vi.fn<(event: string, fields?: object) => void>() };
  /** Walls that have fallen are ended by the first, what is over is deleted by the second. */
  const part = () => vi.fn<() => Promise<void>>(async () => undefined);
  const [sql, execute, also] = [part(), part(), part()];
  const clock = { now: () => new Date('2026-11-19T05:00:00Z') };
  const start = () => startSweeping({ sql, db: { execute }, clock, log } as never, also);
  return { log, sql, execute, also, start };
};
const away = new TypeError('away');
const toNext = () => vi.advanceTimersByTimeAsync(SWEEP_MINUTES * 60_000);

test('a sweep that failed whole is logged, and the next does all of it', async () => {
  const { log, sql, execute, also, start } = started();
  for (const it of [sql, execute, also]) it.mockRejectedValueOnce(away);
  const sweeping = start();
  await vi.advanceTimersByTimeAsync(0);
  expect(log.error.mock.calls).toEqual(Array.from({ length: 3 }, () => ['sweep-failed', { error: 'TypeError' }]));
  const before = execute.mock.calls.length;
  await toNext();
  expect([sql.mock.calls.length, also.mock.calls.length]).toEqual([2, 2]);
  expect(execute.mock.calls.length).toBeGreaterThan(before);
  expect(log.error).toHaveBeenCalledTimes(3);
  await sweeping.stop();
  await toNext();
  expect(sql).toHaveBeenCalledTimes(2);
});

test('what fails of a sweep every time leaves nothing undone of the rest', async () => {
  const { sql, execute, also, start } = started();
  sql.mockRejectedValue(away);
  const sweeping = start();
  await toNext();
  expect(execute).toHaveBeenCalled();
  expect(also).toHaveBeenCalledTimes(2);
  await sweeping.stop();
});
