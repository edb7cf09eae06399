import { signal } from '@preact/signals';

export interface Author {
  id: string;
  name: string;
  /** The tablet it is said on, and the key that proves who said it; neither in an account's own browser. */
  device: { id: string; key: CryptoKey } | null;
}

/** Whoever is using this device; what is said here is said in their name. */
export const author = signal<Author | null>(null);
