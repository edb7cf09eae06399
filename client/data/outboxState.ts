import { signal } from '@preact/signals';

/** Commands kept here and not yet acknowledged; those among them that wait for somebody else to sign in again. */
export const waiting = signal(0);
/** They have been counted: until then nobody can say that nothing waits. */
export const counted = signal(false);
export const othersWaiting = signal(0);
/** How many of those that wait Haven will not take as they are. */
export const unsendable = signal(0);
/** Saves under way. */
export const saving = signal(0);
/** Why the last command could not be kept; `null` once one has been, or somebody has read this. */
export const notSaved = signal<string | null>(null);
