import { useEffect, useRef } from 'preact/hooks';
import type { Refused } from './useSend.ts';

/** For a form without a summary of its faults: focus goes to the first field that has one. */
export const useFirstError = <E extends HTMLElement>(refused: Refused | null) => {
  const box = useRef<E>(null);
  useEffect(() => {
    if (refused?.problem === null) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);
  return box;
};
