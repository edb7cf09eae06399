import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from '../../shared/problems.ts';
import type { Sessions } from '../engine/actor.ts';
import { sameOrigin } from '../engine/sameOrigin.ts';
import type { Env } from './types.ts';

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

export const safeguards = Object.entries({
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

export const signedIn =
  (sessions: Sessions): MiddlewareHandler<Env> =>
  async (c, next) => {
    const actor = await sessions.actorOf(c.req.raw.headers);
    if (!actor) throw new Problem('not-signed-in');
    c.set('actor', actor);
    await next();
  };
