import { type FirstThing, firstThings } from '../../shared/routes/operations.ts';
import type { Deps } from '../engine/deps.ts';

/**
 * What a first operation needs. A manager is known where somebody can sign in who has no role over everything: such a
 * person is given a centre in one press. Whoever was invited and has not joined yet is no help at four in the morning.
 */
export const firstThingsThere = async ({
  sql,
  clock,
}: Pick<Deps, 'sql' | 'clock'>): Promise<{ what: FirstThing; there: boolean }[]> => {
  const [found] = await sql<Record<FirstThing, boolean>[]>`
    with joined as (
      select u.id from "user" u where u.disabled_at is null and not u.by_pin
        and exists (select from account a where a.user_id = u.id and a.password is not null)
    ), wide as (
      select g.user_id, g.role, g.ends_at from access_grant g
      where g.operation_id is null and g.revoked_at is null and (g.ends_at is null or g.ends_at > ${clock.now()})
    )
    select
      (select count(distinct w.user_id) > 1 from wide w join joined j on j.id = w.user_id
        where w.role = 'administrator' and w.ends_at is null) as second_administrator,
      exists (select from joined j where not exists (select from wide w where w.user_id = j.id)) as manager,
      exists (select from venue where archived_at is null) as venue,
      exists (select from partner where archived_at is null) as partner,
      exists (select from role_plan) as role_plan`;
  return firstThings.map((what) => ({ what, there: found?.[what] ?? false }));
};
