import type { Clock } from './deps.ts';

export const realClock: Clock = { now: () => new Date(), rate: 1 };

/** A clock that starts at `startsAt` now and runs `rate` times as fast as the day. */
export const exerciseClock = (startsAt: Date, rate: number): Clock => {
  const began = Date.now();
  return { now: () => new Date(startsAt.getTime() + (Date.now() - began) * rate), rate };
};
