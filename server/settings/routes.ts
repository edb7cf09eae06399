import { Hono } from 'hono';
import { Problem } from '../../shared/problems.ts';
import { mayRegister } from '../../shared/roles.ts';
import type { Deps } from '../engine/deps.ts';
import type { Env } from '../http/types.ts';
import { listSettings } from './queries.ts';

export const settingRoutes = (deps: Deps) =>
  new Hono<Env>().get('/', async (c) => {
    if (!mayRegister(c.get('actor').grants, 'settings.read')) throw new Problem('not-found');
    return c.json({ items: await listSettings(deps.db) });
  });
