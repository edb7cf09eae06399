import type { Clock } from '../engine/deps.ts';

/** So many real minutes on, as the clock that screens show will tell it: in an exercise it runs faster. */
export const inRealMinutes = (clock: Clock, minutes: number): Date =>
  new Date(clock.now().getTime() + minutes * 60_000 * clock.rate);
