/** What answers each query. One without an answer does not compile. */
import type { QueryPath, Queries } from '../shared/routes/all.ts';
import { isReady, isRunning, readAbout } from '../shared/routes/health.ts';
import type { Auth } from './access/auth.ts';
import { attentionList } from './attention/show/routes.ts';
import { sealingKeys } from './attention/intake/routes.ts';
import { venueShortlist } from './centres/routes.ts';
import type { Sessions } from './engine/actor.ts';
import { answer, type Answering } from './http/answer.ts';
import { operationPull } from './http/pullRoutes.ts';
import { carerList } from './needs/routes.ts';
import { firstThingList, operationList } from './operations/routes.ts';
import { partnerRegister } from './partners/routes.ts';
import { rolePlanNow } from './plans/routes.ts';
import { rosterPartners } from './rosters/routes.ts';
import { settingList } from './settings/routes.ts';
import { centreSheets } from './sheets/routes.ts';
import { deviceNow } from './tablets/deviceRoutes.ts';
import { deviceList, pairingNow } from './tablets/managerRoutes.ts';
import { whoIsThis } from './users/me.ts';
import { userList } from './users/routes.ts';
import { wallList, wallNow, wallPull } from './walls/routes.ts';
import { oneVenue, positionBothWays, venueOpened, venueRegister } from './venues/routes.ts';

export const queries = (auth: Auth, sessions: Sessions) =>
  ({
    '/healthz': answer(isRunning, () => ({ status: 'ok' })),
    '/readyz': answer(isReady, async ({ deps }) => {
      await deps.sql`select 1`;
      return { status: 'ready' };
    }),
    '/api/about': answer(readAbout, ({ deps }) => ({ exercise: deps.exercise })),
    '/api/me': whoIsThis,
    '/api/users': userList,
    '/api/operations': operationList,
    '/api/first-things': firstThingList,
    '/api/operations/:id/pull': operationPull,
    '/api/operations/:id/walls': wallList,
    '/api/operations/:id/shortlist': venueShortlist,
    '/api/operations/:id/attention': attentionList,
    '/api/operations/:id/centres/:centreId/sheets': centreSheets,
    '/api/operations/:id/centres/:centreId/partners': rosterPartners,
    '/api/operations/:id/centres/:centreId/carers': carerList,
    '/api/operations/:operationId/centres/:centreId/devices': deviceList,
    '/api/operations/:operationId/centres/:centreId/pairings/:id': pairingNow,
    '/api/venues': venueRegister,
    '/api/venues/position': positionBothWays,
    '/api/venues/:id': oneVenue,
    '/api/venues/:id/access': venueOpened,
    '/api/partners': partnerRegister,
    '/api/role-plan': rolePlanNow,
    '/api/settings': settingList,
    '/api/device': deviceNow(auth),
    '/api/wall': wallNow(auth),
    '/api/wall/pull': wallPull(auth),
    '/api/keys/:id': sealingKeys(auth, sessions),
  }) satisfies { [P in QueryPath]: Answering<Queries[P]> };
