import { effect } from '@preact/signals';
import type { z } from 'zod';
import type { Contract, ResultOf } from '../../shared/contract.ts';
import type { FieldError, ProblemBody } from '../../shared/problems.ts';
import { ApiProblem, postJson } from './api.ts';
import { author } from './author.ts';
import { newId } from './ids.ts';
import { drop, type Pending, pending, update } from './pending.ts';
import { cursor, holding } from './store.ts';
import { timeNow } from './time.ts';
import { attention, waiting } from './truths.ts';

export type Answer<R> = { ok: true; seq: number; result: R } | { ok: false; problem: ProblemBody };

export interface Submitted<R> {
  id: string;
  /** Settles when the server has answered; waits through lost signal. */
  answer: Promise<Answer<R>>;
}

export class InvalidFields extends Error {
  constructor(readonly errors: FieldError[]) {
    super('Some fields need another answer');
    this.name = 'InvalidFields';
  }
}

/** What the server would say of these arguments, without asking it. */
export const check = <C extends Contract>(contract: C, args: z.input<C['args']>): FieldError[] => {
  const parsed = contract.args.safeParse(args);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => ({
    pointer: `/args/${issue.path.map(String).join('/')}`,
    code: issue.code,
    detail: issue.message,
  }));
};

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const settle = new Map<string, (answer: Answer<unknown>) => void>();
/** Commands whose refusal the screen that made them shows itself. */
const attended = new Set<string>();
let draining = false;
let wake: (() => void) | null = null;

/**
 * Keeps a command on this device and sends it when it can. Resolves once it is kept; only then say "saved".
 * With `attended`, the caller shows a refusal itself, and it is not parked under "needs attention".
 * @throws InvalidFields
 */
export const submit = async <C extends Contract>(
  contract: C,
  args: z.input<C['args']>,
  options: { attended?: boolean } = {},
): Promise<Submitted<ResultOf<C>>> => {
  const errors = check(contract, args);
  if (errors.length > 0) throw new InvalidFields(errors);
  const id = newId();
  const made: Pending = {
    id,
    name: contract.name,
    args: args as Record<string, unknown>,
    operationId: (args as { operationId?: string }).operationId ?? null,
    occurredAt: timeNow().toISOString(),
    author: author.peek(),
    state: 'waiting',
    seq: null,
    problem: null,
  };
  if (options.attended) attended.add(id);
  const answer = new Promise<Answer<ResultOf<C>>>((resolve) =>
    settle.set(id, resolve as (it: Answer<unknown>) => void),
  );
  pending.value = [...pending.peek(), made];
  void drain();
  return { id, answer };
};

/** Takes a refused command off the list; the person has dealt with it. */
export const discard = (id: string): void => drop((it) => it.id === id && it.state === 'refused');

/** Sends a refused command again, as a new one. */
export const retry = (id: string): void => {
  const refused = pending.peek().find((it) => it.id === id && it.state === 'refused');
  if (!refused) return;
  update(id, { id: newId(), state: 'waiting', problem: null });
  void drain();
};

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

/** Tries at once: the network came back, someone signed in, the page is looked at again. */
export const flush = (): void => {
  wake?.();
  void drain();
};

const refused = (it: Pending, problem: ProblemBody): void => {
  if (attended.delete(it.id)) drop((gone) => gone.id === it.id);
  else update(it.id, { state: 'refused', problem });
  settle.get(it.id)?.({ ok: false, problem });
  settle.delete(it.id);
};

const accepted = (it: Pending, body: { seq: number; result: unknown }): void => {
  attended.delete(it.id);
  // Kept until the rows shown include it, so that nothing flickers.
  if (it.operationId !== null && it.operationId === holding.peek() && body.seq > cursor.peek()) {
    update(it.id, { state: 'accepted', seq: body.seq });
  } else drop((gone) => gone.id === it.id);
  settle.get(it.id)?.({ ok: true, ...body });
  settle.delete(it.id);
};

/** True when the command has its answer; false to try again later. */
const send = async (it: Pending): Promise<boolean> => {
  try {
    const response = await postJson(`/api/commands/${it.name}`, {
      id: it.id,
      args: it.args,
      occurredAt: it.occurredAt,
    });
    accepted(it, (await response.json()) as { seq: number; result: unknown });
    return true;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { status } = error.body;
    if (error.offline || status === 401 || status === 429 || status >= 500) return false;
    refused(it, error.body);
    return true;
  }
};

const drain = async (): Promise<void> => {
  if (draining) return;
  draining = true;
  let wait = FIRST_WAIT;
  try {
    for (;;) {
      const next = pending.peek().find((it) => it.state === 'waiting');
      if (!next) return;
      if (await send(next)) wait = FIRST_WAIT;
      else {
        await pause(wait * (0.5 + Math.random()));
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
  } finally {
    draining = false;
  }
};

effect(() => {
  waiting.value = pending.value.filter((it) => it.state === 'waiting').length;
  attention.value = pending.value.filter((it) => it.state === 'refused').length;
});
effect(() => {
  const seen = cursor.value;
  drop((it) => it.state === 'accepted' && it.operationId === holding.peek() && it.seq !== null && it.seq <= seen);
});
addEventListener('online', flush);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && flush());
