/** What is sent: how much, how long it may take, and what it may be. */
import type { MiddlewareHandler } from 'hono';
import { Problem } from '../../shared/problems.ts';
import { isDeep } from '../engine/deep.ts';
import type { Env } from './types.ts';

const MAX_BODY = 256 * 1024;
/** A register's file may be larger than a command. */
const MAX_FILE = 8 * 1024 * 1024;

/** A line slower than this many bytes in a second is no line; and Node itself gives up after five minutes. */
const SLOWEST = 4 * 1024;
const LEAST_MS = 20_000;
const MOST_MS = 290_000;

/** The wait for an answer, which stands still while something is being sent. */
interface Wait {
  stop(): void;
  start(): void;
}
const waits = new WeakMap<Request, Wait>();

/**
 * Answers even when the database does not: it may be stopped, or its disk may be. A command whose fate is unknown
 * is safe to send again, because its id is.
 */
export const answerWithin =
  (ms: number): MiddlewareHandler<Env> =>
  async (c, next) => {
    let timer: NodeJS.Timeout | undefined;
    let giveUp: (error: Problem) => void = () => undefined;
    const late = new Promise<never>((_resolve, reject) => (giveUp = reject));
    const wait: Wait = {
      stop: () => clearTimeout(timer),
      start: () => void (timer = setTimeout(() => giveUp(new Problem('database-unavailable', { retryAfter: 2 })), ms)),
    };
    waits.set(c.req.raw, wait);
    wait.start();
    try {
      await Promise.race([next(), late]);
    } finally {
      wait.stop();
    }
  };

const receive = async (request: Request, limit: number): Promise<Uint8Array> => {
  const tooLarge = () => new Problem('too-large', { detail: `Send at most ${Math.floor(limit / 1024)} KB at once` });
  const length = request.headers.get('content-length');
  if (Number(length ?? 0) > limit) throw tooLarge();
  // HTTP ends a body at its length; one that comes in parts has none, and is counted.
  if (length !== null) return new Uint8Array(await request.arrayBuffer());
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > limit) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const detail = `It was waited for for ${Math.round(ms / 1000)} seconds. Find a better line, or send less at once, then send it again`;
    timer = setTimeout(() => reject(new Problem('too-slow', { detail })), ms);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    // A line that broke is nothing the database did.
    throw error instanceof Problem ? error : new Problem('too-slow', { detail: 'The line broke. Send it again' });
  } finally {
    clearTimeout(timer);
  }
};

const timeFor = (bytes: number): number => Math.min(MOST_MS, LEAST_MS + (bytes / SLOWEST) * 1000);

/**
 * Reads at most the limit, whatever the length header claims.
 * @throws Problem `too-large`, `too-slow`
 */
export const readBody = async (request: Request, limit = MAX_BODY): Promise<Uint8Array> => {
  const wait = waits.get(request);
  wait?.stop();
  const claimed = Number(request.headers.get('content-length') ?? limit);
  const bytes = await within(timeFor(claimed), receive(request, limit));
  wait?.start();
  return bytes;
};

export const readFile = (request: Request): Promise<Uint8Array> => readBody(request, MAX_FILE);

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new Problem('malformed-request', { detail: 'The body is not valid JSON in UTF-8' });
  }
};

/** @throws Problem `not-json`, `malformed-request`, and as {@link readBody} does */
export const readJson = async (request: Request): Promise<unknown> => {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw new Problem('not-json');
  const value = parsed(await readBody(request));
  if (isDeep(value)) throw new Problem('malformed-request', { detail: 'The body is nested too deeply' });
  return value;
};
