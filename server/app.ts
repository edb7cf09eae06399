import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { Problem } from '../shared/problems.ts';
import type { Auth } from './access/auth.ts';
import { authRoutes } from './access/routes.ts';
import type { Sessions } from './engine/actor.ts';
import { makeTries } from './access/tries.ts';
import { commandRoutes } from './http/commandRoutes.ts';
import type { Deps } from './engine/deps.ts';
import { deviceRoutes } from './tablets/deviceRoutes.ts';
import { deviceManagerRoutes } from './tablets/managerRoutes.ts';
import { setUpRoutes } from './tablets/setUpRoutes.ts';
import { answerWithin, ownOrigin, safeguarded, signedIn } from './http/guards.ts';
import { problemOf, sendProblem } from './http/problem.ts';
import { staticFiles } from './http/static.ts';
import type { Env } from './http/types.ts';
import { registry } from './commands.ts';
import { docsRoutes } from './http/docs.ts';
import { pushRoutes } from './attention/intake/routes.ts';
import { joinRoutes } from './users/join.ts';
import { meRoutes } from './users/me.ts';
import { userRoutes } from './users/routes.ts';
import { partnerRoutes } from './partners/routes.ts';
import { planRoutes } from './plans/routes.ts';
import { settingRoutes } from './settings/routes.ts';
import { venueRoutes } from './venues/routes.ts';
import { venueExportRoutes } from './imports/exportRoutes.ts';
import { importRoutes } from './imports/routes.ts';
import { centreRoutes } from './centres/routes.ts';
import { operationRoutes } from './operations/routes.ts';
import { rosterRoutes } from './rosters/routes.ts';
import { sheetRoutes } from './sheets/routes.ts';
import { attentionRoutes } from './attention/show/routes.ts';
import { syncRoutes } from './http/pullRoutes.ts';

/** Routes anyone may ask, or a tablet by its own cookie; everything else under /api wants a session. */
const open = (deps: Deps, auth: Auth, sessions: Sessions, patience: number) => {
  const tries = makeTries(deps);
  return new Hono<Env>()
    .route('/', authRoutes(deps, auth, sessions, tries))
    .route('/join', joinRoutes(deps, auth, sessions, tries))
    .route('/device', setUpRoutes(deps, auth))
    .route('/device', deviceRoutes(deps, auth, sessions))
    .route('/', pushRoutes(deps, auth, sessions, patience))
    .get('/about', (c) => c.json({ exercise: deps.exercise }))
    .route('/', docsRoutes(registry.values()));
};

const guarded = (deps: Deps) =>
  new Hono<Env>()
    .route('/me', meRoutes(deps))
    .route('/users', userRoutes(deps))
    .route('/commands', commandRoutes(deps))
    .route('/operations', operationRoutes(deps))
    .route('/operations', centreRoutes(deps))
    .route('/operations', syncRoutes(deps))
    .route('/operations', attentionRoutes(deps))
    .route('/operations', deviceManagerRoutes(deps))
    .route('/operations', sheetRoutes(deps))
    .route('/operations', rosterRoutes(deps))
    .route('/', importRoutes(deps))
    .route('/', venueExportRoutes(deps))
    .route('/venues', venueRoutes(deps))
    .route('/partners', partnerRoutes(deps))
    .route('/role-plan', planRoutes(deps))
    .route('/settings', settingRoutes(deps));

export interface AppOptions {
  clientDir: string | null;
  /** Milliseconds that a request waits for the database. */
  patience: number;
  /** People come over HTTPS: browsers are told never to come otherwise. */
  https?: boolean;
}

export const makeApp = (
  deps: Deps,
  auth: Auth,
  sessions: Sessions,
  { clientDir, patience, https = false }: AppOptions,
) => {
  const app = new Hono<Env>()
    .use(safeguarded(https))
    .use(ownOrigin)
    .use('/api/*', answerWithin(patience))
    .use('/readyz', answerWithin(patience))
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      await deps.sql`select 1`;
      return c.json({ status: 'ready' });
    })
    .route('/api', open(deps, auth, sessions, patience))
    .use('/api/*', signedIn(sessions))
    .route('/api', guarded(deps));
  // A hall's line is slow. Only the built client: compressing what holds secrets could tell of them.
  if (clientDir) app.get('*', compress(), staticFiles(clientDir));
  app.notFound((c) => sendProblem(c, new Problem('not-found').body()));
  app.onError((error, c) => sendProblem(c, problemOf(error, deps.log)));
  return app;
};
