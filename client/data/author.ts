import { signal } from '@preact/signals';

/** Whoever is using this device; what is said here is said in their name. */
export const author = signal<{ id: string; name: string } | null>(null);
