import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { AnswerOf, AskedOf } from '../../shared/contract.ts';
import type { Queries, QueryPath } from '../../shared/routes/all.ts';
import { ApiProblem, ask } from './api.ts';
import { urlOf } from './url.ts';

export interface Loaded<T> {
  /** The last answer, kept while the next is on its way. */
  data: T | null;
  /** Is it the answer to what is asked now? */
  current: boolean;
  failed: ApiProblem | null;
  reload: () => void;
}

export type Answer<P extends QueryPath> = AnswerOf<Queries[P]>;

/** Asks the server for what a page shows, again when what is asked for changes. `null` asks for nothing. */
export const useQuery = <P extends QueryPath>(path: P, params: AskedOf<Queries[P]> | null): Loaded<Answer<P>> => {
  const url = params && urlOf(path, params);
  const [answered, setAnswered] = useState<{ url: string; data: Answer<P> } | null>(null);
  const [failed, setFailed] = useState<{ url: string; error: ApiProblem } | null>(null);
  const [round, setRound] = useState(0);
  const asked = useRef(0);
  useEffect(() => {
    const mine = (asked.current += 1);
    if (params === null || url === null) return;
    ask(path, params).then(
      (answer) => {
        if (mine !== asked.current) return;
        setAnswered({ url, data: answer });
        setFailed(null);
      },
      (error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        if (mine === asked.current) setFailed({ url, error });
      },
    );
  }, [url, round]);
  const current = answered !== null && answered.url === url;
  // What is asked now did not fail because something else did.
  const error = failed !== null && failed.url === url ? failed.error : null;
  return {
    data: answered?.data ?? null,
    current,
    failed: error,
    reload: useCallback(() => setRound((it) => it + 1), []),
  };
};
