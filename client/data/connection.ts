import { computed, signal } from '@preact/signals';
import { elapsed } from './elapsed.ts';
import { timeAt } from './time.ts';

/** Whether Haven answers, and how old what is shown is. */
export const online = signal(true);
/** When it stopped answering, by `elapsed()`. */
const lostAt = signal<number | null>(null);
/** When Haven was last heard before this start, by its own clock; `null` once it has been heard since. */
export const lastHeardAt = signal<Date | null>(null);
export const offlineSince = computed(() =>
  lostAt.value === null ? null : (lastHeardAt.value ?? timeAt(lostAt.value)),
);

const confirmedAt = signal(elapsed());
const tick = signal(elapsed());
/** Milliseconds since the server last confirmed what is shown. */
export const dataAge = computed(() => Math.max(0, tick.value - confirmedAt.value));

export const connected = (): void => {
  lastHeardAt.value = null;
  if (online.peek()) return;
  online.value = true;
  lostAt.value = null;
};

export const disconnected = (): void => {
  if (!online.peek()) return;
  online.value = false;
  lostAt.value = elapsed();
};

/** What is shown is what the server now holds. */
export const confirmed = (): void => {
  confirmedAt.value = elapsed();
  connected();
};

setInterval(() => (tick.value = elapsed()), 1000);
addEventListener('offline', disconnected);
