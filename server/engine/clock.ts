import { isMoment } from '../../shared/primitives.ts';
import type { Clock } from './deps.ts';

export const realClock: Clock = { now: () => new Date(), rate: 1 };

/** A clock that starts at `startsAt` now and runs `rate` times as fast as the day. */
export const exerciseClock = (startsAt: Date, rate: number): Clock => {
  const began = Date.now();
  return { now: () => new Date(startsAt.getTime() + (Date.now() - began) * rate), rate };
};

/** Someone's claim of when it happened, by a clock that may be ahead. */
export const notAfter = (claimed: Date, now: Date): Date => (claimed < now ? claimed : now);

/** The given moment, or `otherwise` where it is none that anybody can mean. */
export const momentOf = (given: Date | string, otherwise: Date): Date => {
  const at = new Date(given);
  return isMoment(at.getTime()) ? at : otherwise;
};
