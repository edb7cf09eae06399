import { signal } from '@preact/signals';
import { timeNow } from '../data/time.ts';

/** The time to show: the server's clock, an exercise's own pace included. Ticks each second. */
export const now = signal(timeNow());

export const tick = (): void => {
  now.value = timeNow();
};
setInterval(tick, 1000);
