import { computed, signal } from '@preact/signals';
import { elapsed } from './elapsed.ts';
import { timeAt } from './time.ts';

/** The three truths, and how old what is shown is. */
export const online = signal(true);
/** When the signal went, by `elapsed()`. */
const lostAt = signal<number | null>(null);
/** When Haven was last heard before this start, by its own clock; `null` once it has been heard since. */
export const heardBefore = signal<Date | null>(null);
export const offlineSince = computed(() =>
  lostAt.value === null ? null : (heardBefore.value ?? timeAt(lostAt.value)),
);
/** Commands kept here and not yet acknowledged; those among them that wait for somebody else to sign in again. */
export const waiting = signal(0);
/** They have been counted: until then nobody can say that nothing waits. */
export const counted = signal(false);
export const othersWaiting = signal(0);
/** Of those that wait, how many Haven will not take as they are. */
export const unsendable = signal(0);
/** Saves under way. */
export const saving = signal(0);
/** Why the last thing said could not be kept; `null` once one has been, or somebody has read it. */
export const notSaved = signal<string | null>(null);

const confirmedAt = signal(elapsed());
const tick = signal(elapsed());
/** Milliseconds since the server last confirmed what is shown. */
export const dataAge = computed(() => Math.max(0, tick.value - confirmedAt.value));

export const heard = (): void => {
  heardBefore.value = null;
  if (online.peek()) return;
  online.value = true;
  lostAt.value = null;
};

export const unheard = (): void => {
  if (!online.peek()) return;
  online.value = false;
  lostAt.value = elapsed();
};

/** What is shown is what the server now holds. */
export const confirmed = (): void => {
  confirmedAt.value = elapsed();
  heard();
};

setInterval(() => (tick.value = elapsed()), 1000);
addEventListener('offline', unheard);
