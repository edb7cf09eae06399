import { lazy } from '../../ui/lazy.ts';

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
