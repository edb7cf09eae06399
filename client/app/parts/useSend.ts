import { useEffect, useRef, useState } from 'preact/hooks';
import type { z } from 'zod';
import type { Contract, ResultOf } from '../../../shared/contract.ts';
import type { FieldError, ProblemBody } from '../../../shared/problems.ts';
import { check, discard, submit } from '../../data/outbox.ts';
import { online } from '../../data/truths.ts';

export interface Refused {
  /** Absent where the form itself found the fault. */
  problem: ProblemBody | null;
  errors: readonly FieldError[];
}

export interface Sending {
  busy: boolean;
  refused: Refused | null;
  /**
   * `null` when refused: `refused` then says why, and what was typed should stay. `saved` without signal: it is
   * kept on this device and goes out by itself.
   */
  send<C extends Contract>(contract: C, args: z.input<C['args']>): Promise<ResultOf<C> | 'saved' | null>;
  clear(): void;
}

/** Sends one thing at a time and keeps its refusal beside the form it came from. */
export const useSend = (): Sending => {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const shown = useRef(true);
  useEffect(() => () => void (shown.current = false), []);

  const refuse = (reason: Refused): null => {
    setBusy(false);
    setRefused(reason);
    return null;
  };

  const send: Sending['send'] = async (contract, args) => {
    const errors = check(contract, args);
    if (errors.length > 0) return refuse({ problem: null, errors });
    setBusy(true);
    setRefused(null);
    const { id, answer } = await submit(contract, args);
    if (!online.peek()) {
      setBusy(false);
      return 'saved';
    }
    const got = await answer;
    if (!shown.current) return got.ok ? got.result : null;
    setBusy(false);
    if (got.ok) return got.result;
    // Shown here, so it need not wait among what needs attention too.
    discard(id);
    return refuse({ problem: got.problem, errors: got.problem.errors ?? [] });
  };

  return { busy, refused, send, clear: () => setRefused(null) };
};

/** The words for one field, by the end of its pointer (`expected`, `zones/0/name`). */
export const errorAt = (refused: Refused | null, field: string): string | undefined =>
  refused?.errors.find((it) => it.pointer === `/args/${field}` || it.pointer.endsWith(`/${field}`))?.detail;
