import { Hono } from 'hono';
import { z } from 'zod';
import { rowVersion } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import { mayRegister } from '../../shared/roles.ts';
import type { Deps } from '../engine/deps.ts';
import { parse } from '../engine/parse.ts';
import type { Env } from '../http/types.ts';
import { currentPlan, planVersions } from './queries.ts';

export const planQuery = z.strictObject({ version: z.coerce.number().pipe(rowVersion).optional() });

export const planRoutes = (deps: Deps) =>
  new Hono<Env>().get('/', async (c) => {
    if (!mayRegister(c.get('actor').grants, 'plans.read')) throw new Problem('not-found');
    const { version } = parse(planQuery, c.req.query());
    const [plan, versions] = await Promise.all([currentPlan(deps.db, version), planVersions(deps.db)]);
    if (version !== undefined && !plan) throw new Problem('not-found');
    return c.json({ plan, versions });
  });
