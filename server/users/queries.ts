import type { Deps } from '../engine/deps.ts';
import { finishedStates } from '../../shared/centres.ts';
import type { GrantItem, PlaceItem, UserItem, UserState } from '../../shared/users.ts';

interface Found {
  id: string;
  name: string;
  email: string;
  byPin: boolean;
  disabled: boolean;
  hasPassword: boolean;
  lastSeenAt: Date | null;
  linkEndsAt: Date | null;
  grants: GrantItem[];
}

const stateOf = (found: Found, now: Date): UserState => {
  if (found.disabled) return 'disabled';
  if (found.byPin) return 'by_pin';
  if (found.hasPassword) return 'active';
  return found.linkEndsAt !== null && found.linkEndsAt > now ? 'invited' : 'link_ended';
};

const itemFrom = (found: Found, now: Date, which: (grant: GrantItem) => boolean): UserItem => ({
  id: found.id,
  name: found.name,
  email: found.byPin ? null : found.email,
  state: stateOf(found, now),
  // Sessions run on the day's own clock, also in an exercise, so only the distance is told.
  seenMinutesAgo: found.lastSeenAt && Math.max(0, Math.floor((Date.now() - found.lastSeenAt.getTime()) / 60_000)),
  linkEndsAt: found.hasPassword || found.disabled ? null : (found.linkEndsAt?.toISOString() ?? null),
  grants: found.grants.filter(which),
});

const readUsers = (deps: Pick<Deps, 'sql' | 'clock'>): Promise<Found[]> => deps.sql<Found[]>`
  select u.id, u.name, u.email, u.by_pin as "byPin", u.disabled_at is not null as disabled, u.last_seen_at as "lastSeenAt",
    exists (select 1 from account a where a.user_id = u.id and a.password is not null) as "hasPassword",
    (select max(i.expires_at) from invitation i where i.user_id = u.id and i.used_at is null) as "linkEndsAt",
    coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', g.id, 'role', g.role, 'operationId', g.operation_id, 'operation', o.code_name,
        'centreId', g.centre_id, 'centre', c.name, 'address', g.address,
        'endsAt', to_char(g.ends_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by g.granted_at, g.id)
      from access_grant g
      left join operation o on o.id = g.operation_id
      left join centre c on c.id = g.centre_id
      where g.user_id = u.id and g.revoked_at is null and (g.ends_at is null or g.ends_at > ${deps.clock.now()})
    ), '[]') as grants
  from "user" u order by lower(u.name), u.id`;

/** Everybody with an account, by name, with the roles of theirs that `which` lets through. */
export const listUsers = async (
  deps: Pick<Deps, 'sql' | 'clock'>,
  which: (grant: GrantItem) => boolean,
): Promise<UserItem[]> => {
  const now = deps.clock.now();
  return (await readUsers(deps)).map((it) => itemFrom(it, now, which));
};

/** Where a role can be held: operations that are not over, newest first, with their centres. Code names only. */
export const listPlaces = (deps: Pick<Deps, 'sql'>): Promise<PlaceItem[]> => deps.sql<PlaceItem[]>`
  select o.id, o.code_name as "codeName", coalesce((
    select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name)
    from centre c where c.operation_id = o.id and c.state <> all(${[...finishedStates]})
  ), '[]') as centres
  from operation o where o.state <> 'closed' order by o.opened_at desc`;
