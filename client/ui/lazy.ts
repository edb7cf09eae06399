import { type ReadonlySignal, signal } from '@preact/signals';

export interface Lazy<T> {
  /** `null` until it is loaded. */
  part: ReadonlySignal<T | null>;
  /** It was wanted and could not be had. */
  failed: ReadonlySignal<boolean>;
  /** Asks for it, and again where it could not be had. */
  fetch(): void;
}

/** A part of a screen that is fetched apart from it. */
export const lazy = <T>(load: () => Promise<T>): Lazy<T> => {
  const part = signal<T | null>(null);
  const failed = signal(false);
  let asked = false;
  const fetch = () => {
    if (asked) return;
    asked = true;
    failed.value = false;
    load().then(
      (it) => (part.value = it),
      () => {
        asked = false;
        failed.value = true;
      },
    );
  };
  return { part, failed, fetch };
};
