import { CLOCK_HEADER, type PushAnswers } from '../../shared/push.ts';
import type { SealedItem } from '../../shared/sealing.ts';
import { ApiProblem, send } from './api.ts';
import type { Reply } from './queue.ts';

/** Commands whose refusal an open form shows itself. */
export const attended = new Set<string>();

/** Whoever answers may be no Haven. */
type Answers = Partial<PushAnswers> | null;

/** A form that was left meanwhile shows nothing: its refusal is dropped here, and asked for again. */
const stillHeard = (body: Answers, asked: readonly string[]): unknown => {
  const left = new Set(asked.filter((id) => !attended.has(id)));
  if (left.size === 0 || !Array.isArray(body?.answers)) return body;
  return { ...body, answers: body.answers.filter((it) => it?.as !== 'refused' || !left.has(it.id)) };
};

/** Hands a batch in. */
export const push = async (items: SealedItem[], waiting: number): Promise<Reply> => {
  const asked = items.map((it) => it.id).filter((id) => attended.has(id));
  try {
    const batch = { items, waiting, ...(asked.length > 0 ? { attended: asked } : {}) };
    return {
      body: stillHeard(
        await send('/api/push', {}, batch, { headers: { [CLOCK_HEADER]: new Date().toISOString() } }),
        asked,
      ),
    };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { status: error.offline ? 0 : error.body.status, retryAfter: error.body.retryAfter };
  }
};
