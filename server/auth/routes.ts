import { Hono } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import { Problem } from '../../shared/problems.ts';
import type { Deps } from '../deps.ts';
import { readJson } from '../http/guards.ts';
import { parse } from '../http/problem.ts';
import type { Env } from '../http/types.ts';
import { type Auth, PEER_HEADER } from './auth.ts';

export const signInBody = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(128) });

const forward = (auth: Auth, request: Request, peer: string, path: string, body: unknown): Promise<Response> => {
  const headers = new Headers({ 'content-type': 'application/json', [PEER_HEADER]: peer });
  for (const name of ['cookie', 'user-agent', 'origin', 'host']) {
    const value = request.headers.get(name);
    if (value) headers.set(name, value);
  }
  const url = new URL(`/api/auth/${path}`, request.url);
  return auth.handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
};

const withCookies = (from: Response): Headers => {
  const headers = new Headers();
  for (const cookie of from.headers.getSetCookie()) headers.append('set-cookie', cookie);
  return headers;
};

export const authRoutes = (deps: Deps, auth: Auth) => {
  // Guesses at one account are few wherever they come from; a hall of people shares one address.
  const guesses = new RateLimiterMemory({ points: 10, duration: 900 });
  return new Hono<Env>()
    .post('/sign-in', async (c) => {
      const body = parse(signInBody, await readJson(c.req.raw));
      const account = body.email.toLowerCase();
      const spent = await guesses.get(account);
      if (spent && spent.remainingPoints <= 0) {
        throw new Problem('too-many-requests', { retryAfter: Math.ceil(spent.msBeforeNext / 1000) });
      }
      const peer = c.env?.incoming?.socket.remoteAddress ?? '127.0.0.1';
      const answer = await forward(auth, c.req.raw, peer, 'sign-in/email', body);
      if (answer.ok) {
        await guesses.delete(account);
        return new Response(null, { status: 204, headers: withCookies(answer) });
      }
      if (answer.status === 429) throw new Problem('too-many-requests', { retryAfter: 60 });
      if (answer.status >= 500) throw new Error('sign-in failed');
      await guesses.penalty(account);
      deps.log.info('sign-in-refused');
      throw new Problem('sign-in-refused', { detail: 'Check both, or phone the duty emergency planner' });
    })
    .post('/sign-out', async (c) => {
      const answer = await forward(auth, c.req.raw, '127.0.0.1', 'sign-out', {});
      return new Response(null, { status: 204, headers: withCookies(answer) });
    });
};
