import { clockTime, dayAndTime, dayWords, type Instant } from '../time.ts';

/** '07:14', and its day where that is not the day of `now`. */
export const lastLive = (at: Instant, now: Instant): string =>
  dayWords(at) === dayWords(now) ? clockTime(at) : dayAndTime(at);
