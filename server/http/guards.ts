import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from '../../shared/problems.ts';
import type { Sessions } from '../engine/actor.ts';
import { sameOrigin } from '../engine/sameOrigin.ts';
import type { Env } from './types.ts';

const MAX_BODY = 256 * 1024;
/** A register's file may be larger than a command. */
const MAX_FILE = 8 * 1024 * 1024;
const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const safeguards = Object.entries({
  'Content-Security-Policy': policy,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'geolocation=(), microphone=(), camera=(self)',
});
const overHttps: [string, string] = ['Strict-Transport-Security', 'max-age=31536000'];

export const safeguarded = (https: boolean): MiddlewareHandler<Env> => {
  const all = https ? [...safeguards, overHttps] : safeguards;
  return async (c, next) => {
    await next();
    // Set on the answer itself: `c.header` would make it anew for each.
    const { headers } = c.res;
    for (const [name, value] of all) headers.set(name, value);
    // Only the built client says for itself how long it may be kept.
    if (c.req.path.startsWith('/api/') || !headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
};

/** Somebody follows a link from elsewhere, such as an invitation read in web mail, to a screen. */
const isFollowedLink = (c: Context<Env>): boolean =>
  c.req.method === 'GET' && c.req.header('sec-fetch-mode') === 'navigate' && !c.req.path.startsWith('/api/');

export const ownOrigin: MiddlewareHandler<Env> = async (c, next) => {
  const origin = c.req.header('origin');
  if (CHANGES.has(c.req.method) && origin !== undefined && !sameOrigin(origin, c.req.header('host'))) {
    throw new Problem('wrong-origin');
  }
  if (c.req.header('sec-fetch-site') === 'cross-site' && !isFollowedLink(c)) throw new Problem('wrong-origin');
  await next();
};

/** Reads at most the limit, whatever the length header claims. */
export const readBody = async (request: Request, limit = MAX_BODY): Promise<Uint8Array> => {
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

export const readFile = (request: Request): Promise<Uint8Array> => readBody(request, MAX_FILE);

export const readJson = async (request: Request): Promise<unknown> => {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw new Problem('not-json');
  const bytes = await readBody(request);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new Problem('malformed-request', { detail: 'The body is not valid JSON in UTF-8' });
  }
};

/**
 * Answers even when the database does not: it may be stopped, or its disk may be. A command whose fate is unknown
 * is safe to send again, because its id is.
 */
export const answerWithin =
  (ms: number): MiddlewareHandler<Env> =>
  async (_c, next) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Problem('database-unavailable', { retryAfter: 2 })), ms);
    });
    try {
      await Promise.race([next(), late]);
    } finally {
      clearTimeout(timer);
    }
  };

export const signedIn =
  (sessions: Sessions): MiddlewareHandler<Env> =>
  async (c, next) => {
    const actor = await sessions.actorOf(c.req.raw.headers);
    if (!actor) throw new Problem('not-signed-in');
    c.set('actor', actor);
    await next();
  };
