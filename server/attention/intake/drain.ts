import { setTimeout as wait } from 'node:timers/promises';
import type { PushAnswer, PushAnswers } from '../../../shared/push.ts';
import { Problem } from '../../../shared/problems.ts';
import { isUnavailable } from '../../engine/databaseErrors.ts';
import type { Deps } from '../../engine/deps.ts';
import { problemOf } from '../../http/problem.ts';
import type { Sender } from './sender.ts';
import { type AnyItem, setAside, takeItem } from './take.ts';

const RETRY_SECONDS = 2;
/** Tries that end in a defect of ours, before an item is set aside so that what stands behind it gets through. */
const DEFECTS = 3;
const REMEMBERED = 1000;

class OutOfTime extends Error {}

const within = async <T>(ends: number, work: () => Promise<T>): Promise<T> => {
  const left = ends - Date.now();
  if (left <= 0) throw new OutOfTime();
  const stop = new AbortController();
  const late = wait(left, undefined, { signal: stop.signal, ref: false }).then(() => {
    throw new OutOfTime();
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
};

export interface Drain {
  items: readonly AnyItem[];
  sender: Sender;
  attended: ReadonlySet<string>;
  /** When the answer must be out, in milliseconds since 1970. */
  ends: number;
}

/** Runs what devices hand in. One for each server: it remembers which items our own defects stop. */
export const makeDrain = (deps: Deps) => {
  const defects = new Map<string, number>();

  const isHopeless = (id: string): boolean => {
    const tries = (defects.get(id) ?? 0) + 1;
    defects.set(id, tries);
    for (const oldest of defects.keys()) {
      if (defects.size <= REMEMBERED) break;
      defects.delete(oldest);
    }
    return tries >= DEFECTS;
  };

  /** `null` where it could not be tried, and must be tried again. */
  const tryItem = async (it: AnyItem, { sender, attended, ends }: Drain): Promise<PushAnswer | Problem> => {
    try {
      return await within(ends, () => takeItem(deps, it, sender, attended.has(it.id)));
    } catch (error) {
      if (error instanceof Problem) return error;
      if (error instanceof OutOfTime || isUnavailable(error)) {
        return new Problem('database-unavailable', { retryAfter: RETRY_SECONDS });
      }
      const { retryAfter = RETRY_SECONDS } = problemOf(error, deps.log);
      if (!isHopeless(it.id)) return new Problem('internal-error', { retryAfter });
      return setAside(deps, it, sender, 'defect', attended.has(it.id)).catch(
        () => new Problem('database-unavailable', { retryAfter: RETRY_SECONDS }),
      );
    }
  };

  /**
   * In order, up to the first that could not be tried.
   * @throws Problem where that is the very first
   */
  return async (drain: Drain): Promise<PushAnswers> => {
    const answers: PushAnswer[] = [];
    for (const it of drain.items) {
      const answer = await tryItem(it, drain);
      if (!(answer instanceof Problem)) {
        answers.push(answer);
        continue;
      }
      if (answers.length === 0) throw answer;
      return { answers, retryAfter: answer.extra.retryAfter ?? RETRY_SECONDS };
    }
    return { answers };
  };
};
