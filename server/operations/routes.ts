import { Hono } from 'hono';
import type { Deps } from '../engine/deps.ts';
import type { Env } from '../http/types.ts';
import { listOperations } from './queries.ts';

export const operationRoutes = (deps: Deps) =>
  new Hono<Env>().get('/', async (c) => c.json({ items: await listOperations(deps.db, c.get('actor').grants) }));
