import { Hono } from 'hono';
import { z } from 'zod';
import { uuid } from '../../../shared/primitives.ts';
import { Problem } from '../../../shared/problems.ts';
import type { Deps } from '../../engine/deps.ts';
import { parse } from '../../engine/parse.ts';
import type { Env } from '../../http/types.ts';
import { listAttention } from './list.ts';

const attentionQuery = z.strictObject({
  centreId: uuid,
  /** Open ones to pass over, the oldest first. */
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

export const attentionRoutes = (deps: Deps) =>
  new Hono<Env>().get('/:id/attention', async (c) => {
    const operationId = uuid.safeParse(c.req.param('id')).data;
    if (!operationId) throw new Problem('not-found');
    const { centreId, skip } = parse(attentionQuery, c.req.query());
    return c.json(await listAttention(deps, c.get('actor'), operationId, centreId, skip));
  });
