import { useEffect, useRef, useState } from 'preact/hooks';
import type { z } from 'zod';
import type { Contract, ResultOf } from '../../shared/contract.ts';
import type { Answer } from '../data/answers.ts';
import { NotSaved } from '../data/notSaved.ts';
import { faultsIn, isRight, submit, type Submitted } from '../data/outbox.ts';
import { online } from '../data/connection.ts';
import type { Refused } from './faults.ts';

export interface Sending {
  busy: boolean;
  refused: Refused | null;
  /**
   * `null` when refused: `refused` then says why, and what was typed should stay. `saved` without signal: it is
   * kept on this device and goes out by itself.
   */
  send<C extends Contract>(contract: C, args: z.input<C['args']>): Promise<ResultOf<C> | 'saved' | null>;
  clear(): void;
  /** The last command that was kept, by its id. */
  last(): string | null;
}

/** Resolves when the signal is gone; `stop` ends the wait. */
const signalLost = (): { lost: Promise<null>; stop: () => void } => {
  let stop = (): void => undefined;
  const lost = new Promise<null>((resolve) => {
    stop = online.subscribe((on) => {
      if (!on) resolve(null);
    });
  });
  return { lost, stop };
};

/** `null` where the signal went before the answer came: the command is kept, and goes out by itself. */
const answerOf = async <R>({ answer, leave }: Submitted<R>, waits: boolean): Promise<Answer<R> | null> => {
  if (waits) return answer;
  const { lost, stop } = signalLost();
  const got = await Promise.race([answer, lost]);
  stop();
  if (got === null) leave();
  return got;
};

/**
 * Sends one command at a time and keeps its refusal, or that it could not be saved, for whoever shows it.
 * @param waits for the server's answer, through lost signal
 */
export const useSend = ({ waits = false }: { waits?: boolean } = {}): Sending => {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const gone = useRef(false);
  const last = useRef<string | null>(null);
  const leave = useRef<(() => void) | null>(null);
  useEffect(
    () => () => {
      gone.current = true;
      leave.current?.();
    },
    [],
  );

  const refuse = (reason: Refused): null => {
    setBusy(false);
    setRefused(reason);
    return null;
  };

  const send: Sending['send'] = async (contract, args) => {
    if (!isRight(contract, args)) return refuse({ problem: null, errors: await faultsIn(contract, args) });
    setBusy(true);
    setRefused(null);
    try {
      const kept = await submit(contract, args, { attended: true });
      leave.current = kept.leave;
      last.current = kept.id;
      if (gone.current) kept.leave();
      const got = await answerOf(kept, waits);
      setBusy(false);
      if (got === null) return 'saved';
      return got.ok ? got.result : refuse({ problem: got.problem, errors: got.problem.errors ?? [] });
    } catch (error) {
      if (error instanceof NotSaved) return refuse({ problem: error.problem, errors: [] });
      throw error;
    }
  };

  return { busy, refused, send, clear: () => setRefused(null), last: () => last.current };
};
