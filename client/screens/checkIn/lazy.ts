import { type ReadonlySignal, signal } from '@preact/signals';

export interface Lazy<T> {
  /** `null` until it is loaded. */
  part: ReadonlySignal<T | null>;
  /** It was wanted and could not be had. */
  failed: ReadonlySignal<boolean>;
  fetch(): void;
}

const lazy = <T>(load: () => Promise<T>): Lazy<T> => {
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

/** Parts of the screen that the first check-in does not wait for. */
export const bands = lazy(() => import('./bands.tsx'));
export const welcome = lazy(() => import('./WelcomeCard.tsx'));
export const extras = lazy(() => import('./extras.tsx'));
export const scanning = lazy(() => import('../../parts/scan/Scanner.tsx'));

/** Loads them all ahead of need, while there is signal. */
export const preload = (): void => {
  bands.fetch();
  welcome.fetch();
  extras.fetch();
  scanning.fetch();
};
