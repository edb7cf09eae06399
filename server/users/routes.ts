import { mayRegister } from '../../shared/roles.ts';
import { listUsers as contract } from '../../shared/routes/users.ts';
import { staffRoles, type GrantItem } from '../../shared/users.ts';
import { answer } from '../http/answer.ts';
import { listGiven } from './given.ts';
import { listPlaces, listUsers } from './queries.ts';

const isStaffing = (grant: GrantItem): boolean =>
  grant.operationId !== null && staffRoles.some((it) => it === grant.role);

/** An administrator sees every role; a planner, who staffs operations, only those inside them. */
export const userList = answer(contract, async ({ deps, actor: { grants }, authorise }) => {
  const all = mayRegister(grants, 'users.read');
  authorise(all || mayRegister(grants, 'users.readStaff'));
  const [items, places, given] = await Promise.all([
    listUsers(deps, all ? () => true : isStaffing),
    listPlaces(deps),
    listGiven(deps),
  ]);
  return { items, places, given };
});
