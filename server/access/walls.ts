/**
 * The session of a wall: a screen that shows the counts of one operation and that nobody sits at. It lasts until it is
 * ended, so it opens next to nothing: the routes of a wall ask for it, by its own cookie, and no other route ever does.
 */
import type { Grant } from '../../shared/roles.ts';
import { permits, roleNames } from '../../shared/roles.ts';
import type { WallEnd } from '../../shared/walls.ts';
import type { Actor } from '../engine/actor.ts';
import type { Deps } from '../engine/deps.ts';
import type { Auth } from './auth.ts';
import { digestIn } from './cookies.ts';

const PREFIX = 'wall:';
/** Written down at most this often. */
const HEARD_MS = 30_000;

export interface Wall {
  id: string;
  operationId: string;
  startedBy: string;
  token: string;
  heardAt: Date | null;
  ended: { at: Date; by: WallEnd } | null;
}

interface Found extends Omit<Wall, 'ended'> {
  endedAt: Date | null;
  endedHow: WallEnd | null;
}

type WallDeps = Pick<Deps, 'sql' | 'clock'>;

/** Roles that look after walls. */
const keepers = roleNames.filter((it) => permits(it, 'walls.keep'));

/** Ends for good those whose operation is closed, and those whose starter may not look after walls there any more. */
export const endFallenWalls = async ({ sql, clock }: WallDeps): Promise<void> => {
  const now = clock.now();
  await sql`
    with standing as (
      select w.id, o.state = 'closed' as closed, u.disabled_at is null and exists (
        select 1 from access_grant g where g.user_id = u.id and g.role = any(${keepers}) and g.centre_id is null
          and (g.operation_id is null or g.operation_id = w.operation_id)
          and g.revoked_at is null and (g.ends_at is null or g.ends_at > ${now})) as may
      from wall w join operation o on o.id = w.operation_id join "user" u on u.id = w.started_by
      where w.ended_at is null)
    update wall w set ended_at = ${now}, ended_how = case when s.closed then 'operation' else 'starter' end
    from standing s where s.id = w.id and w.ended_at is null and (s.closed or not s.may)`;
};

const find = async ({ sql }: WallDeps, tokens: readonly string[]): Promise<Wall[]> => {
  const rows = await sql<Found[]>`
    select id, operation_id as "operationId", started_by as "startedBy", encode(token_hash, 'hex') as token,
      heard_at as "heardAt", ended_at as "endedAt", ended_how as "endedHow"
    from wall where token_hash = any(select decode(it, 'hex') from unnest(${[...tokens]}::text[]) as it)`;
  return rows.map(({ endedAt, endedHow, ...it }) => ({
    ...it,
    ended: endedAt && endedHow && { at: endedAt, by: endedHow },
  }));
};

/** What a wall is shown, whoever started it: what silver is, of this operation, with no address. */
export const wallGrants = ({ operationId }: Pick<Wall, 'operationId'>): readonly Grant[] => [
  { role: 'silver', operationId, centreId: null, address: false },
];

/** It stands for whoever started it where it has to be found again, and for nobody else. */
const actorFrom = (it: Wall): Actor => ({
  userId: it.startedBy,
  name: '',
  email: '',
  sessionId: `${PREFIX}${it.token}`,
  deviceId: null,
  grants: wallGrants(it),
});

const tokensOf = (sessionIds: readonly string[]): string[] =>
  sessionIds.filter((it) => it.startsWith(PREFIX)).map((it) => it.slice(PREFIX.length));

const heard = async ({ sql }: WallDeps, tokens: readonly string[]): Promise<void> => {
  if (tokens.length === 0) return;
  await sql`
    update wall set heard_at = ${new Date()}
    where token_hash = any(select decode(it, 'hex') from unnest(${[...tokens]}::text[]) as it)`;
};

/** The wall whose cookie these headers hold, as it is now, also where it has ended; `null` where there is none. */
export const wallIn = async (deps: WallDeps, auth: Auth, headers: Headers): Promise<Wall | null> => {
  const digest = await digestIn(auth, headers, 'wall');
  if (!digest) return null;
  await endFallenWalls(deps);
  const token = digest.toString('hex');
  const [found] = await find(deps, [token]);
  if (!found) return null;
  if (!found.ended && Date.now() - (found.heardAt?.getTime() ?? 0) > HEARD_MS) await heard(deps, [token]);
  return found;
};

/** Walls as sockets look at them. */
export const makeWalls = (deps: WallDeps, auth: Auth) => ({
  actorOf: async (headers: Headers): Promise<Actor | null> => {
    const found = await wallIn(deps, auth, headers);
    return found && !found.ended ? actorFrom(found) : null;
  },
  keep: (sessionIds: readonly string[]): Promise<void> => heard(deps, tokensOf(sessionIds)),
  refresh: async (sessionIds: readonly string[]): Promise<Actor[]> => {
    const tokens = tokensOf(sessionIds);
    if (tokens.length === 0) return [];
    await endFallenWalls(deps);
    return (await find(deps, tokens)).filter((it) => !it.ended).map(actorFrom);
  },
});
