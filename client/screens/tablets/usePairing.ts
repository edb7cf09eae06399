import { useEffect, useState } from 'preact/hooks';
import type { z } from 'zod';
import type { pairingMade, pairingState } from '../../../shared/tablets.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { ApiProblem, ask, postJson } from '../../data/api.ts';
import { place, placePath } from './useTablets.ts';

const ASK_MS = 1000;
type Made = z.infer<typeof pairingMade>;
type State = z.infer<typeof pairingState>;

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
      setMade((await (await postJson(`${placePath()}/pairings`, {})).json()) as Made);
    } catch (error) {
      failed(error);
    }
  };
  const answer = async (match: boolean): Promise<void> => {
    if (!made) return;
    try {
      await postJson(`${placePath()}/pairings/${made.pairingId}/answer`, { match });
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
      ask('/api/operations/:operationId/centres/:centreId/pairings/:id', { ...place(), id: made.pairingId }).then(
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
