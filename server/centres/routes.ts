import { Hono } from 'hono';
import { uuid } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import { may } from '../../shared/roles.ts';
import type { Deps } from '../engine/deps.ts';
import { parse } from '../engine/parse.ts';
import type { Env } from '../http/types.ts';
import { operationState } from '../operations/queries.ts';
import { registerSight } from '../venues/queries.ts';
import { nextNames } from './naming.ts';
import { shortlist, shortlistQuery } from './shortlist.ts';

export const centreRoutes = (deps: Deps) =>
  new Hono<Env>().get('/:id/shortlist', async (c) => {
    const { grants } = c.get('actor');
    const operationId = uuid.safeParse(c.req.param('id')).data;
    const allowed = operationId !== undefined && may(grants, 'centres.activate', { operationId });
    if (!allowed || !(await operationState(deps.db, operationId))) throw new Problem('not-found');
    const sent = c.req.queries();
    const flat = Object.fromEntries(Object.entries(sent).map(([key, all]) => [key, all.length === 1 ? all[0] : all]));
    const query = parse(shortlistQuery, flat);
    const address = registerSight(grants)?.address ?? false;
    const [ranked, { name }] = await Promise.all([
      shortlist(deps.db, query, deps.clock.now(), address),
      nextNames(deps, deps.db, operationId),
    ]);
    return c.json({ ...ranked, name });
  });
