import { useRef } from 'preact/hooks';
import type { Refused } from './useSend.ts';

export interface Base {
  /** Call when someone begins to type: from then on the version they saw counts. */
  touch(): void;
  version(): number;
  /** After it was saved. */
  reset(): void;
}

/** Which version of a row an edit starts from. Told that it is stale, the next try starts from what is shown now. */
export const useBase = (current: number, refused: Refused | null): Base => {
  const seen = useRef<number | null>(null);
  return {
    touch: () => void (seen.current ??= current),
    version: () => {
      if (refused?.problem?.type === '/problems/stale-version') seen.current = current;
      return seen.current ?? current;
    },
    reset: () => void (seen.current = null),
  };
};
