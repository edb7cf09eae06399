import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Problem, problems, type ProblemBody, type ProblemSlug } from '../../shared/problems.ts';
import { isUnavailable } from '../engine/databaseErrors.ts';
import type { Log } from '../engine/deps.ts';

const RETRY_SECONDS = 2;

export const sendProblem = (c: Context, body: ProblemBody): Response => {
  if (body.retryAfter !== undefined) c.header('Retry-After', String(body.retryAfter));
  // What was sent is not read to its end, so nothing can follow it on this connection.
  if (body.status === 413 || body.status === 408) c.header('Connection', 'close');
  return c.body(JSON.stringify(body), body.status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json',
  });
};

/** The refusal a command was answered, to be thrown by the route that ran it. */
export const problemFrom = (body: ProblemBody): Problem => {
  const slug = body.type.replace('/problems/', '');
  return new Problem(slug in problems ? (slug as ProblemSlug) : 'internal-error', body);
};

const FRAME = /^ {4}at (?:[^\n]* \()?[^()\n]+:\d+:\d+\)?$/;

/** Where it was thrown, by file and line. The message may hold what a person typed, also over several lines. */
const whereOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  const stack = (error.stack ?? '').replace(error.message, '');
  return stack
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, 6)
    .join(' ');
};

/** Without its words: they may hold what a person typed. */
export const logDefect = (error: unknown, log: Log): void =>
  log.error('defect', { error: error instanceof Error ? error.name : 'unknown', where: whereOf(error) });

/** The edge where everything thrown becomes an answer. What is not a refusal is a defect, logged without its words. */
export const problemOf = (error: unknown, log: Log): ProblemBody => {
  if (error instanceof Problem) return error.body();
  if (isUnavailable(error)) {
    return new Problem('database-unavailable', { retryAfter: RETRY_SECONDS }).body();
  }
  logDefect(error, log);
  return new Problem('internal-error', { retryAfter: RETRY_SECONDS }).body();
};
