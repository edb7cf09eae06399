import { computed, signal } from '@preact/signals';
import { timeNow } from './time.ts';

/** The three truths, and how old what is shown is. */
export const online = signal(true);
export const offlineSince = signal<Date | null>(null);
/** Commands not yet acknowledged, and commands the server refused. */
export const waiting = signal(0);
export const attention = signal(0);

const confirmedAt = signal(performance.now());
const tick = signal(performance.now());
/** Milliseconds since the server last confirmed what is shown. */
export const dataAge = computed(() => Math.max(0, tick.value - confirmedAt.value));

export const heard = (): void => {
  if (online.peek()) return;
  online.value = true;
  offlineSince.value = null;
};

export const unheard = (): void => {
  if (!online.peek()) return;
  online.value = false;
  offlineSince.value = timeNow();
};

/** What is shown is what the server now holds. */
export const confirmed = (): void => {
  confirmedAt.value = performance.now();
  heard();
};

setInterval(() => (tick.value = performance.now()), 1000);
addEventListener('offline', unheard);
