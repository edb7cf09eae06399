import { type Context, Hono } from 'hono';
import { Problem } from '../../shared/problems.ts';
import { mayRegister } from '../../shared/roles.ts';
import type { Deps } from '../engine/deps.ts';
import type { Env } from '../http/types.ts';
import { listCapacities, listPartners } from './queries.ts';

const mayRead = (c: Context<Env>): void => {
  if (!mayRegister(c.get('actor').grants, 'partners.read')) throw new Problem('not-found');
};

/** `/api/partners`: partners with, beside them, what they can send. */
export const partnerRoutes = (deps: Deps) =>
  new Hono<Env>().get('/', async (c) => {
    mayRead(c);
    const [items, capacities] = await Promise.all([listPartners(deps.db), listCapacities(deps.db)]);
    return c.json({ items, capacities });
  });
