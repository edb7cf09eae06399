import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem, ask } from '../../data/api.ts';
import { timeNow } from '../../data/time.ts';
import type { Question } from './draft.ts';
import type { Shortlist } from '../../../shared/routes/centres.ts';

const WAIT_MS = 500;
/** Ready times move with the clock. */
const AGAIN_MS = 60_000;

export interface RankingNow {
  list: Shortlist | null;
  /** When this ranking was made. */
  at: Date | null;
  failed: ApiProblem | null;
  /** Said to screen readers when the order changed. */
  news: string;
  again: () => void;
}

const orderOf = (list: Shortlist): string => list.fit.map((it) => it.code).join(' ');

const useAsked = (operationId: string, question: Question | null, tries: number) => {
  const query = question && JSON.stringify(question);
  const [now, setNow] = useState<Omit<RankingNow, 'again'>>({ list: null, at: null, failed: null, news: '' });
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (question === null) return;
    let wanted = true;
    const rank = async (): Promise<void> => {
      try {
        const list = await ask('/api/operations/:id/shortlist', { id: operationId, ...question });
        if (wanted) setNow((was) => taken(was, list));
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        if (wanted) setNow((was) => ({ ...was, failed: error }));
      }
    };
    const soon = setTimeout(() => void rank(), asked.current === null || asked.current === query ? 0 : WAIT_MS);
    const often = setInterval(() => void rank(), AGAIN_MS);
    asked.current = query;
    return () => {
      wanted = false;
      clearTimeout(soon);
      clearInterval(often);
    };
  }, [operationId, query, tries]);
  return now;
};

const taken = (was: Omit<RankingNow, 'again'>, list: Shortlist): Omit<RankingNow, 'again'> => {
  const moved = was.list !== null && orderOf(was.list) !== orderOf(list);
  const news = moved ? `Ranking changed, ${list.fit.length} fit` : was.news;
  return { list, at: timeNow(), failed: null, news };
};

/** The ranking for a question, asked half a second after it last changed; the last answer stays meanwhile. */
export const useShortlist = (operationId: string, question: Question | null): RankingNow => {
  const [tries, setTries] = useState(0);
  const now = useAsked(operationId, question, tries);
  return { ...now, again: () => setTries((n) => n + 1) };
};
