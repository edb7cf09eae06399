import { useEffect, useState } from 'preact/hooks';
import type { MadeOf } from '../../../shared/contract.ts';
import type { Exchanges } from '../../../shared/routes/all.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { ApiProblem, ask, order, send } from '../../data/api.ts';
import type { Answer } from '../../data/useQuery.ts';
import { place } from './useTablets.ts';

const ASK_MS = 1000;
const HERE = '/api/operations/:operationId/centres/:centreId/pairings';
type Made = MadeOf<Exchanges[typeof HERE]>;
type State = Answer<`${typeof HERE}/:id`>;

export interface Pairing {
  made: Made | null;
  state: State | null;
  problem: ProblemBody | null;
  answer: (match: boolean) => void;
  again: () => void;
}

/** A code, from the moment it is made until a tablet has been let in or refused. */
export const usePairing = (): Pairing => {
  const [made, setMade] = useState<Made | null>(null);
  const [state, setState] = useState<State | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const failed = (error: unknown): void => {
    if (!(error instanceof ApiProblem)) throw error;
    setProblem(error.body);
  };
  const begin = async (): Promise<void> => {
    setState(null);
    setProblem(null);
    try {
      setMade(await send(HERE, place(), null));
    } catch (error) {
      failed(error);
    }
  };
  const answer = async (match: boolean): Promise<void> => {
    if (!made) return;
    try {
      await order(`${HERE}/:id/answer`, { ...place(), id: made.pairingId }, { match });
    } catch (error) {
      failed(error);
    }
  };
  useEffect(() => void begin(), []);
  useEffect(() => {
    if (!made) return;
    let over = false;
    const look = (): void => {
      if (over) return;
      ask(`${HERE}/:id`, { ...place(), id: made.pairingId }).then(
        (it) => {
          setProblem(null);
          if (it.state !== 'waiting' && it.state !== 'asking') over = true;
          setState(it);
        },
        (error: unknown) => failed(error),
      );
    };
    const timer = setInterval(look, ASK_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [made]);
  return { made, state, problem, answer: (match) => void answer(match), again: () => void begin() };
};
