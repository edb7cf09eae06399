import { signal } from '@preact/signals';

/** Keeps what one person types, by name. The app puts it in place; this folder knows no storage. */
export interface Keeper {
  read(name: string): unknown;
  keep(name: string, value: unknown): void;
  drop(name: string): void;
}
/** `null` while nobody is there, or what they left has not been read yet. */
export const keeper = signal<Keeper | null>(null);
