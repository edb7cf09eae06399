import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, getJson } from '../../data/api.ts';

export interface Fetched<T> {
  data: T | null;
  failed: ApiProblem | null;
  retry: () => void;
}

/** Asks once for a path, and again when it changes; what came before stays until the answer is here. */
export const useJson = <T>(path: string | null): Fetched<T> => {
  const [data, setData] = useState<T | null>(null);
  const [failed, setFailed] = useState<ApiProblem | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (path === null) return;
    let wanted = true;
    getJson<T>(path).then(
      (found) => {
        if (!wanted) return;
        setData(found);
        setFailed(null);
      },
      (error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        if (wanted) setFailed(error);
      },
    );
    return () => void (wanted = false);
  }, [path, tries]);
  return { data: path === null ? null : data, failed, retry: () => setTries((n) => n + 1) };
};
