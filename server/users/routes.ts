import { Hono } from 'hono';
import { Problem } from '../../shared/problems.ts';
import { may } from '../../shared/roles.ts';
import { staffRoles, type GrantItem } from '../../shared/users.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/types.ts';
import { listUsers } from './queries.ts';

const isStaffing = (grant: GrantItem): boolean =>
  grant.operationId !== null && staffRoles.some((it) => it === grant.role);

/** An administrator sees every role; a planner, who staffs operations, only those inside them. */
export const userRoutes = (deps: Deps) =>
  new Hono<Env>().get('/', async (c) => {
    const { grants } = c.get('actor');
    if (may(grants, 'users.read')) return c.json({ items: await listUsers(deps, () => true) });
    if (!may(grants, 'users.staffCentre')) throw new Problem('not-found');
    return c.json({ items: await listUsers(deps, isStaffing) });
  });
