import { Hono } from 'hono';
import { z } from 'zod';
import { uuid } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import type { Deps } from '../engine/deps.ts';
import { parse } from '../engine/parse.ts';
import type { Env } from './types.ts';
import { pull } from '../engine/pull.ts';
import { audienceOf } from '../engine/project.ts';

export const pullQuery = z.strictObject({
  since: z.coerce.number().int().min(0).default(0),
  /** The view the cursor was reached with; another one starts again from 0. */
  view: z.string().max(64).optional(),
  wall: z.enum(['0', '1']).default('0'),
});

export const syncRoutes = (deps: Deps) =>
  new Hono<Env>().get('/:id/pull', async (c) => {
    const id = uuid.safeParse(c.req.param('id'));
    const query = parse(pullQuery, c.req.query());
    const audience = id.success ? audienceOf(c.get('actor').grants, id.data, query.wall === '1') : null;
    if (!id.success || !audience) throw new Problem('not-found');
    const since = query.view !== undefined && query.view !== audience.view ? 0 : query.since;
    return c.json(await pull(deps, id.data, since, audience));
  });
