import { roles } from '../../shared/roles.ts';
import { GIVEN_DAYS, type GivenItem, resetUser } from '../../shared/users.ts';
import type { Deps } from '../engine/deps.ts';

const MOST = 50;
const DAY = 86_400_000;

/**
 * Who gave which role, or made a new link that lets somebody in as whoever it is for, and to whom: so that no
 * administrator opens the house alone and unseen. Volunteers by PIN are left out: a centre's manager adds those.
 */
export const listGiven = async ({ sql, clock }: Pick<Deps, 'sql' | 'clock'>): Promise<GivenItem[]> => {
  const since = new Date(clock.now().getTime() - GIVEN_DAYS * DAY);
  const found = await sql<(Omit<GivenItem, 'at'> & { at: Date })[]>`
    select g.id::text as id, g.granted_at as at, 'role' as what, coalesce(b.name, 'Haven') as by, g.granted_by as "byId",
      u.name as "to", g.role, o.code_name as operation, c.name as centre
    from access_grant g join "user" u on u.id = g.user_id left join "user" b on b.id = g.granted_by
      left join operation o on o.id = g.operation_id left join centre c on c.id = g.centre_id
    where g.granted_at > ${since} and not u.by_pin and g.role = any(${Object.keys(roles)})
    union all
    select i.id::text, i.created_at, 'link', coalesce(b.name, 'Haven'), e.actor_id, u.name, null, null, null
    from invitation i join event e on e.command_id = i.id and e.kind = ${resetUser.name}
      join "user" u on u.id = i.user_id left join "user" b on b.id = e.actor_id
    where i.created_at > ${since}
    order by at desc, id desc limit ${MOST}`;
  return found.map(({ at, ...it }) => ({ ...it, at: at.toISOString() }));
};
