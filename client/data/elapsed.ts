/** The device's clock runs on while it sleeps; by more than this ahead, in ms, it has slept or the clock was set. */
const NAP_MS = 1000;

/**
 * How long has passed, in ms. `performance.now()` may stand still while a tablet sleeps, and the clock may be put back;
 * whichever says that more has passed is believed. A clock set forward is too, until Haven next says the time.
 */
export const makeElapsed = (steady: () => number, clock: () => number): (() => number) => {
  let [total, wasSteady, wasClock] = [0, steady(), clock()];
  return () => {
    const [isSteady, isClock] = [steady(), clock()];
    const ran = isSteady - wasSteady;
    const slept = isClock - wasClock - ran;
    total += ran + (slept > NAP_MS ? slept : 0);
    [wasSteady, wasClock] = [isSteady, isClock];
    return total;
  };
};

/** Since this page was opened, sleep counted in. */
export const elapsed = makeElapsed(
  () => performance.now(),
  () => Date.now(),
);
