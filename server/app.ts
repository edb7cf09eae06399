import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { Problem } from '../shared/problems.ts';
import type { Auth } from './access/auth.ts';
import type { Sessions } from './engine/actor.ts';
import type { Deps } from './engine/deps.ts';
import { mount } from './http/answer.ts';
import { answerWithin } from './http/bodies.ts';
import { ownOrigin, safeguarded, signedIn } from './http/guards.ts';
import { peerBehind } from './http/peer.ts';
import { problemOf, sendProblem } from './http/problem.ts';
import { staticFiles } from './http/static.ts';
import type { Env } from './http/types.ts';
import { routes } from './routes.ts';

export interface AppOptions {
  clientDir: string | null;
  /** Milliseconds that a request waits for the database. */
  patience: number;
  /** People come over HTTPS: browsers are told never to come otherwise. */
  https?: boolean;
  /** How many proxies of ours a request comes through. */
  proxies?: number;
}

export const makeApp = (
  deps: Deps,
  auth: Auth,
  sessions: Sessions,
  { clientDir, patience, https = false, proxies = 0 }: AppOptions,
) => {
  const { open, guarded } = routes(deps, auth, sessions, patience, peerBehind(proxies));
  const app = new Hono<Env>()
    .use(safeguarded(https))
    .use(ownOrigin)
    .use('/api/*', answerWithin(patience))
    .use('/readyz', answerWithin(patience))
    .route('/', mount(deps, open))
    .use('/api/*', signedIn(sessions))
    .route('/', mount(deps, guarded));
  // A hall's line is slow. Only the built client: compressing what holds secrets could tell of them.
  if (clientDir) app.get('*', compress(), staticFiles(clientDir));
  app.notFound((c) => sendProblem(c, new Problem('not-found').body()));
  app.onError((error, c) => sendProblem(c, problemOf(error, deps.log)));
  return app;
};
