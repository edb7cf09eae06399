import { signal } from '@preact/signals';

export interface Author {
  id: string;
  name: string;
  /** The tablet they use, and the key that proves who made a command; `null` in an account's own browser. */
  device: { id: string; key: CryptoKey } | null;
}

/** Whoever is using this device: commands are made in their name. */
export const author = signal<Author | null>(null);
