import { type ReadonlySignal, signal } from '@preact/signals';

export interface Later<T> {
  /** `null` until it has come. */
  part: ReadonlySignal<T | null>;
  /** It was wanted and could not be had. */
  failed: ReadonlySignal<boolean>;
  fetch(): void;
}

const later = <T>(load: () => Promise<T>): Later<T> => {
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

/** What the first check-in does not wait for. */
export const bands = later(() => import('./bands.tsx'));
export const welcome = later(() => import('./WelcomeCard.tsx'));
export const extras = later(() => import('./extras.tsx'));
export const scanning = later(() => import('../../parts/scan/Scanner.tsx'));

/** Brings them in good time, so that they are here when the signal is not. */
export const fetchLater = (): void => {
  bands.fetch();
  welcome.fetch();
  extras.fetch();
  scanning.fetch();
};
