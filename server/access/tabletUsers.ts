import type { Deps } from '../engine/deps.ts';
import type { Actor } from '../engine/actor.ts';

type TabletUserDeps = Pick<Deps, 'sql' | 'clock'>;
export interface Place {
  operationId: string;
  centreId: string;
}

/** Somebody with a volunteer's place at a centre: they may use its tablets. */
export interface TabletUserRow {
  userId: string;
  name: string;
  email: string;
  /** Has no account. */
  byPin: boolean;
  pin: 'none' | 'first' | 'own';
}

/** Whoever may use the tablets of a centre, by name; only `userId`, where it is given. */
export const tabletUsersAt = async (
  { sql, clock }: TabletUserDeps,
  { operationId, centreId }: Place,
  userId: string | null = null,
): Promise<TabletUserRow[]> => {
  const now = clock.now();
  return sql<TabletUserRow[]>`
    select u.id as "userId", u.name, u.email, u.by_pin as "byPin",
      case when p.user_id is null then 'none' when p.expires_at is null then 'own' else 'first' end as pin
    from "user" u left join hand_pin p on p.user_id = u.id and p.centre_id = ${centreId}
    where u.disabled_at is null and (${userId}::text is null or u.id = ${userId}) and exists (
      select 1 from access_grant g where g.user_id = u.id and g.role = 'volunteer'
        and g.operation_id = ${operationId} and g.centre_id = ${centreId}
        and g.revoked_at is null and (g.ends_at is null or g.ends_at > ${now}))
    order by lower(u.name), u.id`;
};

export const tabletUserAt = async (deps: TabletUserDeps, place: Place, userId: string): Promise<TabletUserRow | null> =>
  (await tabletUsersAt(deps, place, userId))[0] ?? null;

/** On a tablet everybody is a volunteer of its centre and nothing more, whatever else they may do elsewhere. */
export const tabletGrants = ({ operationId, centreId }: Place): Actor['grants'] => [
  { role: 'volunteer', operationId, centreId, address: false },
];
