import type { ProblemBody } from '../../shared/problems.ts';

/** Why nothing was kept, in words that say what to do next. */
const words = {
  full: 'There is no room left on this device. Free some space, then try again.',
  storage:
    'This browser keeps nothing. A private window or its settings may be why. Use another device, or tell a lead.',
  key: 'This device has not heard from Haven yet, so it cannot lock away what you say. Find signal, then try again.',
  nobody: 'Nobody is signed in here any more. Sign in, then try again.',
  large: 'It is too much at once. Say it in parts.',
} as const;

/** The command is neither on this device nor anywhere else. */
export class NotSaved extends Error {
  constructor(
    readonly why: keyof typeof words,
    cause?: unknown,
  ) {
    super(words[why], { cause });
    this.name = 'NotSaved';
  }

  /** As a form shows it. */
  get problem(): ProblemBody {
    const title = 'NOT saved. Write it on paper';
    return { type: '/problems/not-saved', title, detail: this.message.replace(/\.$/, ''), status: 0 };
  }
}

export const notSavedFrom = (error: unknown): NotSaved => {
  if (error instanceof NotSaved) return error;
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  return new NotSaved(full ? 'full' : 'storage', error);
};
