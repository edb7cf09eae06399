import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem, getJson } from './api.ts';

export interface Loaded<T> {
  /** The last answer, kept while the next is on its way. */
  data: T | null;
  /** Is it the answer to what is asked now? */
  current: boolean;
  failed: ApiProblem | null;
  reload: () => void;
}

/** Asks the server for what a page shows, again when the path changes. A null path asks for nothing. */
export const useLoad = <T>(path: string | null): Loaded<T> => {
  const [told, setTold] = useState<{ path: string; data: T } | null>(null);
  const [failed, setFailed] = useState<ApiProblem | null>(null);
  const [round, setRound] = useState(0);
  const asked = useRef(0);
  useEffect(() => {
    const mine = (asked.current += 1);
    if (path === null) return;
    getJson<T>(path).then(
      (answer) => {
        if (mine !== asked.current) return;
        setTold({ path, data: answer });
        setFailed(null);
      },
      (error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        if (mine === asked.current) setFailed(error);
      },
    );
  }, [path, round]);
  const current = told !== null && told.path === path;
  return { data: told?.data ?? null, current, failed, reload: useCallback(() => setRound((it) => it + 1), []) };
};
