import type { ProblemBody } from '../../shared/problems.ts';
import type { PushAnswer } from '../../shared/push.ts';
import { dropAlert, heardAlert } from './alerts.ts';
import { drop, leftBefore, type Pending, pending, update } from './pending.ts';
import { attended } from './push.ts';
import { cursor, holding } from './store.ts';

export type Answer<R> = { ok: true; seq: number; result: R } | { ok: false; problem: ProblemBody };

const settle = new Map<string, (answer: Answer<unknown>) => void>();

const tell = (id: string, answer: Answer<unknown>): void => {
  attended.delete(id);
  settle.get(id)?.(answer);
  settle.delete(id);
};

const accepted = (id: string, seq: number, result: unknown): void => {
  const it = pending.peek().find((one) => one.id === id);
  // Kept until the rows shown include it, so that nothing flickers.
  if (it?.operationId && it.operationId === holding.peek() && seq > cursor.peek()) {
    update(id, { state: 'accepted', seq });
  } else drop((one) => one.id === id);
  tell(id, { ok: true, seq, result });
};

const quarantined: ProblemBody = {
  type: '/problems/quarantined',
  title: 'A manager has to let this in first',
  detail: 'It is kept, and waits for a manager under “needs attention”',
  status: 202,
};

/** Haven keeps what it refuses and lists it by operation. What goes on no list there is listed here. */
const refused = (id: string, problem: ProblemBody, unlisted: boolean): void => {
  const shown = (it: Pending) => attended.has(id) || (it.operationId !== null && !unlisted);
  drop((it) => it.id === id && shown(it));
  if (attended.has(id)) dropAlert(id).catch(() => undefined);
  update(id, { state: 'refused', problem });
  const isHere = attended.has(id) || pending.peek().some((it) => it.id === id);
  if (unlisted && !isHere) pending.value = [...pending.peek(), leftBefore(id, problem)];
  tell(id, { ok: false, problem });
};

/** Takes in Haven's answer to one command, whoever sent it. */
export const answered = (it: PushAnswer): void => {
  heardAlert(it);
  if (it.as === 'accepted') accepted(it.id, it.seq, it.result);
  else refused(it.id, it.as === 'refused' ? it.problem : quarantined, it.listed === false);
};

/** Resolves when Haven has answered. */
export const answerTo = <R>(id: string): Promise<Answer<R>> =>
  new Promise((resolve) => settle.set(id, resolve as (it: Answer<unknown>) => void));

export const isAwaited = (id: string): boolean => settle.has(id);

/** It was never kept, so no answer will come. */
export const unawait = (id: string): void => {
  settle.delete(id);
  attended.delete(id);
};

/** Forgets what was submitted so far. Whatever is kept still goes out. */
export const forgetPending = (): void => {
  pending.value = [];
  settle.clear();
  attended.clear();
};
