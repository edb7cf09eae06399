import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { STANDSTILL_MS, untilNoneIsLeft } from '../support/patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a slow machine is waited for as long as it gets on', async () => {
  let [left, looks] = [40, 0];
  const empty = untilNoneIsLeft('guests wait', () => {
    looks += 1;
    return Promise.resolve(looks % 1000 === 0 ? (left -= 1) : left);
  });
  await vi.advanceTimersByTimeAsync(40 * 1000 * 50);
  await empty;
  expect([left, looks]).toEqual([0, 40_000]);
});

test('what stands still is given up, and says how much is left', async () => {
  const told = untilNoneIsLeft('guests wait', () => Promise.resolve(62)).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(STANDSTILL_MS + 1000);
  expect(await told).toEqual(new Error('62 guests wait, and nothing moves'));
});
