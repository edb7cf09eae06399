import { useEffect, useState } from 'preact/hooks';

const STILL_MS = 4000;

/** True while somebody moves the pointer, touches the screen or presses a key. */
export const useStirred = (): boolean => {
  const [stirred, set] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stir = () => {
      set(true);
      clearTimeout(timer);
      timer = setTimeout(() => set(false), STILL_MS);
    };
    const kinds = ['pointermove', 'pointerdown', 'keydown'] as const;
    for (const kind of kinds) addEventListener(kind, stir, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const kind of kinds) removeEventListener(kind, stir);
    };
  }, []);
  return stirred;
};
