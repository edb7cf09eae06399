import { Hono } from 'hono';
import { Problem } from '../../shared/problems.ts';
import { mayRegister } from '../../shared/roles.ts';
import { staffRoles, type GrantItem } from '../../shared/users.ts';
import type { Deps } from '../engine/deps.ts';
import type { Env } from '../http/types.ts';
import { listPlaces, listUsers } from './queries.ts';

const isStaffing = (grant: GrantItem): boolean =>
  grant.operationId !== null && staffRoles.some((it) => it === grant.role);

/** An administrator sees every role; a planner, who staffs operations, only those inside them. */
export const userRoutes = (deps: Deps) =>
  new Hono<Env>().get('/', async (c) => {
    const { grants } = c.get('actor');
    const all = mayRegister(grants, 'users.read');
    if (!all && !mayRegister(grants, 'users.readStaff')) throw new Problem('not-found');
    const [items, places] = await Promise.all([listUsers(deps, all ? () => true : isStaffing), listPlaces(deps)]);
    return c.json({ items, places });
  });
