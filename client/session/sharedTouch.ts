/** When any window of this browser was touched last: kept where a window that slept finds it, however late it wakes. */
const KEY = 'haven touched';
const TELL_MS = 1000;
const AHEAD_MS = 60_000;

let toldAt = 0;

/** Browsers may refuse the store altogether: then each window knows its own touches only. */
const orNothing = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
};

export const sharedTouch = {
  tell: (): void => {
    const now = Date.now();
    if (Math.abs(now - toldAt) < TELL_MS) return;
    toldAt = now;
    orNothing(() => localStorage.setItem(KEY, String(now)));
  },
  /** In ms; without end where none is known, or it lies well ahead: the clock was put back. */
  ago: (): number => {
    const at = Number(orNothing(() => localStorage.getItem(KEY)) ?? Number.NaN);
    const ago = Date.now() - at;
    return ago > -AHEAD_MS ? Math.max(0, ago) : Infinity;
  },
  /** Another window was touched. */
  hear: (take: () => void): void =>
    addEventListener('storage', (event) => {
      if ((event as StorageEvent).key === KEY) take();
    }),
};
