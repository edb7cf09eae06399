import type { PendingQuery, Row } from 'postgres';
import type { Actor } from '../engine/actor.ts';
import type { Auth } from './auth.ts';
import type { Deps } from '../engine/deps.ts';
import { finishedStates } from '../../shared/centres.ts';
import { defaultTabletRules } from '../../shared/settings/contract.ts';
import { digestIn, TABLET_SESSION_HOURS } from './cookies.ts';
import { tabletGrants } from './tabletUsers.ts';

/** The tablet locks itself; the server waits a little longer, as it does not hear of every touch. */
const SLACK_MINUTES = 2;
const TOUCH_MS = 10_000;
const LIFE_MS = TABLET_SESSION_HOURS * 3_600_000;
const PREFIX = 'turn:';

interface Found {
  id: string;
  userId: string;
  name: string;
  email: string;
  usedAt: Date;
  deviceId: string;
  operationId: string;
  centreId: string;
}

type SessionDeps = Pick<Deps, 'sql' | 'clock'>;
type Where = PendingQuery<Row[]>;

/** Sessions that still run. Read anew each time: tablet, centre, person and role must all still be valid. */
const find = ({ sql, clock }: SessionDeps, where: Where): Promise<Found[]> => {
  const now = Date.now();
  return sql<Found[]>`
    select t.id, t.user_id as "userId", u.name, u.email, t.used_at as "usedAt", d.id as "deviceId",
      d.operation_id as "operationId", d.centre_id as "centreId"
    from device_turn t join device d on d.id = t.device_id join centre c on c.id = d.centre_id
      join "user" u on u.id = t.user_id
    where ${where} and t.ended_at is null and t.started_at > ${new Date(now - LIFE_MS)}
      and t.used_at > ${new Date(now)}::timestamptz - make_interval(mins => ${SLACK_MINUTES} + coalesce(
        (select ("value"->>'idleMinutes')::int from setting where key = 'tablets'), ${defaultTabletRules.idleMinutes}))
      and d.revoked_at is null and d.locked_at is null and u.disabled_at is null
      and c.state <> all(${[...finishedStates]})
      and exists (select 1 from access_grant g where g.user_id = u.id and g.role = 'volunteer'
        and g.operation_id = d.operation_id and g.centre_id = d.centre_id
        and g.revoked_at is null and (g.ends_at is null or g.ends_at > ${clock.now()}))`;
};

const actorFrom = (it: Found): Actor => ({
  userId: it.userId,
  name: it.name,
  email: it.email,
  sessionId: `${PREFIX}${it.id}`,
  deviceId: it.deviceId,
  grants: tabletGrants(it),
});

const idsOf = (sessionIds: readonly string[]): string[] =>
  sessionIds.filter((it) => it.startsWith(PREFIX)).map((it) => it.slice(PREFIX.length));

/** Sessions opened by PIN at a tablet. Each makes an actor, as an account's does. */
export const makeTabletSessions = (deps: SessionDeps, auth: Auth) => {
  const { sql } = deps;
  const keep = async (sessionIds: readonly string[]): Promise<void> => {
    const ids = idsOf(sessionIds);
    if (ids.length === 0) return;
    await sql`
      with used as (update device_turn set used_at = ${new Date()} where id = any(${ids}) returning user_id, device_id),
        seen as (update device set last_seen_at = ${deps.clock.now()} where id in (select device_id from used))
      update "user" set last_seen_at = ${new Date()} where id in (select user_id from used)`;
  };
  return {
    keep,
    actorOf: async (headers: Headers, { use }: { use: boolean }): Promise<Actor | null> => {
      const [digest, tablet] = await Promise.all([digestIn(auth, headers, 'turn'), digestIn(auth, headers, 'device')]);
      if (!digest || !tablet) return null;
      // A session's cookie that was carried off to another browser opens nothing there: it is its own tablet's.
      const [found] = await find(deps, sql`t.token_hash = ${digest} and d.token_hash = ${tablet}`);
      if (!found) return null;
      const actor = actorFrom(found);
      if (use && Date.now() - found.usedAt.getTime() > TOUCH_MS) await keep([actor.sessionId]);
      return actor;
    },
    refresh: async (sessionIds: readonly string[]): Promise<Actor[]> => {
      const ids = idsOf(sessionIds);
      return ids.length === 0 ? [] : (await find(deps, sql`t.id = any(${ids})`)).map(actorFrom);
    },
    end: async (headers: Headers): Promise<string | null> => {
      const digest = await digestIn(auth, headers, 'turn');
      if (!digest) return null;
      const [ended] = await sql<{ userId: string }[]>`
        update device_turn set ended_at = ${new Date()} where token_hash = ${digest} and ended_at is null
        returning user_id as "userId"`;
      return ended?.userId ?? null;
    },
  };
};
