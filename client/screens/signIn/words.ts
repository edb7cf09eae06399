import type { ApiProblem } from '../../data/api.ts';

const minutes = (seconds: number): string => {
  const whole = Math.max(1, Math.ceil(seconds / 60));
  return `${whole} minute${whole === 1 ? '' : 's'}`;
};

/** Why nobody was signed in, and what to do next. */
export const refusalWords = ({ body, offline }: ApiProblem): string => {
  if (offline) return 'Haven does not answer. Check your connection, then try again';
  if (body.type === '/problems/sign-in-refused') {
    return 'The email address or the password is not right. Check both, or phone the duty emergency planner';
  }
  if (body.type === '/problems/too-many-requests') {
    return `Too many tries. Wait ${minutes(body.retryAfter ?? 60)}, then try again, or phone the duty emergency planner`;
  }
  return body.detail ?? body.title;
};
