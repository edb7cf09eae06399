import { pause } from './random.ts';

/** Nothing moves on a machine for so long unless nothing will: with each step it is counted anew. */
export const STANDSTILL_MS = 5 * 60_000;

/**
 * Looks until nothing is left, however long that takes, as long as it grows less.
 * @param look answers how much is left, and does what helps it on
 * @throws once it has not grown less for STANDSTILL_MS
 */
export const untilNoneIsLeft = async (what: string, look: () => Promise<number>): Promise<void> => {
  let [least, since] = [Infinity, performance.now()];
  for (let left = await look(); left > 0; left = await look()) {
    if (left < least) [least, since] = [left, performance.now()];
    if (performance.now() - since > STANDSTILL_MS) throw new Error(`${left} ${what}, and nothing moves`);
    await pause(50);
  }
};
