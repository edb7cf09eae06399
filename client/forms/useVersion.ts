import { useRef } from 'preact/hooks';
import type { Refused } from './faults.ts';

/** Which version of a row an edit starts from. Told that it is stale, the next try starts from what is shown now. */
export const useVersion = (current: number | undefined, from: 'typing' | 'open', refused: Refused | null) => {
  const seen = useRef(from === 'open' ? current : undefined);
  return {
    touch: () => void (seen.current ??= current),
    version: () => {
      if (refused?.problem?.type === '/problems/stale-version') seen.current = current;
      return seen.current ?? current ?? 1;
    },
    reset: () => void (seen.current = undefined),
  };
};
