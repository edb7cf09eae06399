import { useEffect, useRef } from 'preact/hooks';
import { scanned, type Scanned } from '../../../shared/references.ts';

/** A scanner types faster than anybody. */
const LONGEST_GAP_MS = 300;
const SHORTEST_CODE = 5;

/** Hears a scanner that is plugged in: it types what it reads, then presses Enter. */
export const useScanner = (onRead: (it: Scanned) => void): void => {
  const latest = useRef(onRead);
  latest.current = onRead;
  useEffect(() => {
    let heard = '';
    let last = 0;
    const hear = (event: KeyboardEvent) => {
      if (event.timeStamp - last > LONGEST_GAP_MS) heard = '';
      last = event.timeStamp;
      if (event.key.length === 1) heard += event.key;
      if (event.key !== 'Enter') return;
      const it = heard.length < SHORTEST_CODE ? null : scanned(heard);
      heard = '';
      if (!it) return;
      event.preventDefault();
      latest.current(it);
    };
    addEventListener('keydown', hear, true);
    return () => removeEventListener('keydown', hear, true);
  }, []);
};
