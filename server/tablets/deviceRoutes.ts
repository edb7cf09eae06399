import { Hono } from 'hono';
import { deviceReport, unlockBody } from '../../shared/tablets.ts';
import type { Auth } from '../access/auth.ts';
import type { Sessions } from '../engine/actor.ts';
import type { Deps } from '../engine/deps.ts';
import { readJson } from '../http/guards.ts';
import { parse } from '../engine/parse.ts';
import type { Env } from '../http/types.ts';
import { giveCookie, takeCookie } from '../access/cookies.ts';
import { addTries } from './locking.ts';
import { deviceViewOf } from './queries.ts';
import { tabletInUse } from '../access/tablet.ts';
import { unlockTablet } from './unlock.ts';

/** What a paired tablet asks by its own cookie, whoever holds it. */
export const deviceRoutes = (deps: Deps, auth: Auth, sessions: Sessions) =>
  new Hono<Env>()
    .get('/', async (c) => c.json(await deviceViewOf(deps, await tabletInUse(deps, auth, c.req.raw.headers))))
    .post('/unlock', async (c) => {
      const tablet = await tabletInUse(deps, auth, c.req.raw.headers);
      const { token, told } = await unlockTablet(deps, tablet, parse(unlockBody, await readJson(c.req.raw)));
      // Nobody's account stays open behind a volunteer.
      const before = await sessions.end(c.req.raw.headers);
      if (before) deps.accessChanged(before);
      await giveCookie(c, auth, 'turn', token);
      return c.json(told);
    })
    .post('/lock', async (c) => {
      const userId = await sessions.end(c.req.raw.headers);
      if (userId) deps.accessChanged(userId);
      await takeCookie(c, auth, 'turn');
      return c.body(null, 204);
    })
    .post('/report', async (c) => {
      const tablet = await tabletInUse(deps, auth, c.req.raw.headers);
      const { waiting, tries } = parse(deviceReport, await readJson(c.req.raw));
      await deps.sql`update device set waiting = ${waiting} where id = ${tablet.id}`;
      await addTries(deps, tablet.id, tries);
      return c.body(null, 204);
    });
