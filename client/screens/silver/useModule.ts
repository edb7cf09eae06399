import { useEffect, useState } from 'preact/hooks';

/** Loads a part of the program when it is first needed; a lost connection can be tried again. */
export const useModule = <T>(load: () => Promise<T>): { loaded: T | null; failed: boolean; again: () => void } => {
  const [loaded, setLoaded] = useState<T | null>(null);
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  useEffect(() => {
    setFailed(false);
    load().then(
      (it) => setLoaded(() => it),
      () => setFailed(true),
    );
  }, [round]);
  return { loaded, failed, again: () => setRound(round + 1) };
};
