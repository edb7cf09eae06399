import { Hono } from 'hono';
import { uuid } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import { may } from '../../shared/roles.ts';
import type { Deps } from '../engine/deps.ts';
import type { Env } from '../http/types.ts';
import { listSheets } from './queries.ts';

export const sheetRoutes = (deps: Deps) =>
  new Hono<Env>().get('/:id/centres/:centreId/sheets', async (c) => {
    const operationId = uuid.safeParse(c.req.param('id')).data;
    const centreId = uuid.safeParse(c.req.param('centreId')).data;
    if (!operationId || !centreId) throw new Problem('not-found');
    if (!may(c.get('actor').grants, 'sheets.read', { operationId, centreId })) throw new Problem('not-found');
    const found = await listSheets(deps.db, operationId, centreId);
    if (!found) throw new Problem('not-found');
    return c.json(found);
  });
