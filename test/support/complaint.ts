import { problems, type ProblemSlug } from '../../shared/problems.ts';
import type { Answer, Loose } from './app.ts';

const onlyKeys = (it: object, allowed: readonly string[]): boolean =>
  Object.keys(it).every((key) => allowed.includes(key));

/** What is wrong with the manner of an answer: it is a result, or a refusal out of the table and nothing besides. */
export const complaint = ({ status, headers, body, text }: Answer<Loose>): string | null => {
  if (status === 200) return null;
  const known = problems[String(body?.type).replace('/problems/', '') as ProblemSlug];
  if (!known || known.status !== status || known.title !== body.title || body.status !== status)
    return 'not of the table';
  if (status >= 500) return 'a fault of the server';
  if (headers.get('content-type') !== 'application/problem+json') return 'another content type';
  const parts = ['type', 'title', 'status', 'detail', 'errors', 'missing', 'retryAfter'];
  if (!onlyKeys(body, parts)) return 'more than a problem';
  if ((body.errors ?? []).some((it: object) => !onlyKeys(it, ['pointer', 'code', 'detail'])))
    return 'errors of another shape';
  if ((body.missing ?? []).some((it: object) => !onlyKeys(it, ['code', 'words']))) return 'missing of another shape';
  return /node_modules|\.ts:\d|at async/.test(text) ? 'a stack' : null;
};
