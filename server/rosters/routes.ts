import { Hono } from 'hono';
import { uuid } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import { may } from '../../shared/roles.ts';
import type { Deps } from '../engine/deps.ts';
import type { Env } from '../http/types.ts';
import { listRosterPartners } from './partners.ts';

/** Whom a roster's keeper may call on; mounted under `/operations`. */
export const rosterRoutes = (deps: Deps) =>
  new Hono<Env>().get('/:id/centres/:centreId/partners', async (c) => {
    const operationId = uuid.safeParse(c.req.param('id')).data;
    const centreId = uuid.safeParse(c.req.param('centreId')).data;
    if (!operationId || !centreId) throw new Problem('not-found');
    if (!may(c.get('actor').grants, 'roster.ask', { operationId, centreId })) throw new Problem('not-found');
    const items = await listRosterPartners(deps.db, operationId, centreId);
    if (!items) throw new Problem('not-found');
    return c.json({ items });
  });
