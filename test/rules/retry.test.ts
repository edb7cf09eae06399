import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LONGEST_MS, makeRetry, waitAfter } from '../../client/data/retry.ts';
import { some } from '../support/some.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const tries = Array.from({ length: 200 }, (_, at) => at);

test('however long Haven was away, the next try is less than five seconds off', () => {
  expect(LONGEST_MS).toBeLessThan(5000);
  for (const tried of some(tries)) expect(waitAfter(tried, 0.999_999)).toBeLessThanOrEqual(LONGEST_MS);
});

test('the tablets of a hall do not all come back in one moment, however long they have tried', () => {
  for (const tried of some(tries)) {
    expect(waitAfter(tried, 0)).toBeGreaterThanOrEqual(500);
    expect(waitAfter(tried, 0.999_999) / waitAfter(tried, 0)).toBeGreaterThan(1.9);
  }
});

test('it tries until it goes well, one try at a time, and then begins with a short wait again', () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.999_999);
  let tried = 0;
  const retry = makeRetry(() => {
    tried += 1;
    retry.soon();
    retry.soon();
  });
  retry.soon();
  for (let seconds = 0; seconds < 60; seconds += 5) {
    const before = tried;
    vi.advanceTimersByTime(5000);
    expect(tried).toBeGreaterThan(before);
    expect(tried - before).toBeLessThan(6);
  }
  retry.stop();
  const before = tried;
  vi.advanceTimersByTime(60_000);
  expect(tried).toBe(before);
  retry.soon();
  vi.advanceTimersByTime(1000);
  expect(tried).toBe(before + 1);
});

test('when the network comes back it tries at once, and not beside a line that is there', () => {
  const run = vi.fn<() => void>();
  const retry = makeRetry(run);
  retry.now();
  expect(run).not.toHaveBeenCalled();
  retry.soon();
  retry.now();
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(run).toHaveBeenCalledTimes(1);
});
