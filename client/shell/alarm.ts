import { useEffect } from 'preact/hooks';

const REPEAT_MS = 20_000;

// Fetched when it is first to sound: at the door nobody hears it. The banner shows in any case.
const sound = (): void =>
  void import('./chime.ts').then(
    ({ chime }) => chime(),
    () => undefined,
  );

/** Sounds when something new is in the list, and again while anything is. */
export const useAlarm = (ids: readonly string[]): void => {
  const key = ids.toSorted().join(' ');
  useEffect(() => {
    if (key === '') return;
    sound();
    const timer = setInterval(sound, REPEAT_MS);
    return () => clearInterval(timer);
  }, [key]);
};
