import { computed, signal } from '@preact/signals';
import { timeNow } from '../data/time.ts';
import { clockTime, dateAndTime, dateWords, dayAndTime, type Instant, yearOf } from '../ui/time.ts';

/** The time to show: the server's clock, an exercise's own pace included. Ticks each second. */
export const now = signal(timeNow());

export const tick = (): void => {
  now.value = timeNow();
};
setInterval(tick, 1000);

// What is shown by it is drawn again when a day ends, not each second.
const today = computed(() => dateWords(now.value));
const thisYear = computed(() => yearOf(now.value));

/** '07:42' for today, 'Thu 19 Nov 07:42' for any other day, '1 Jan 2010 00:05' for another year's. */
export const whenWords = (at: Instant): string => {
  if (yearOf(at) !== thisYear.value) return dateAndTime(at);
  return dateWords(at) === today.value ? clockTime(at) : dayAndTime(at);
};
