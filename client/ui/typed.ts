import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';

/** What stands in a box that may be closed: whether much is typed in it, and the way to close it that asks first. */
export interface Box {
  holds: Set<() => boolean>;
  /** Did it? */
  close: () => boolean;
}
export const Around = createContext<Box | null>(null);

const ANSWERS = 3;
const LETTERS = 30;

/** More than anybody types again in a moment: three answers, or a sentence. */
export const isMuch = (before: object, now: object): boolean => {
  const was = before as Record<string, unknown>;
  const changed = Object.entries(now).filter(([key, it]) => JSON.stringify(it) !== JSON.stringify(was[key]));
  const letters = changed.reduce((sum, [, it]) => sum + (typeof it === 'string' ? it.trim().length : 0), 0);
  return changed.length >= ANSWERS || letters >= LETTERS;
};

/** Tells the box around it that it may not be closed without asking. */
export const useHolds = (much: boolean): void => {
  const box = useContext(Around);
  const now = useRef(much);
  now.current = much;
  useEffect(() => {
    const holds = () => now.current;
    box?.holds.add(holds);
    return () => void box?.holds.delete(holds);
  }, [box]);
};
