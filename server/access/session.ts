import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse } from 'hono/utils/cookie';
import type { PendingQuery, Row } from 'postgres';
import { type Grant, roles } from '../../shared/roles.ts';
import type { Deps } from '../engine/deps.ts';
import { makeTabletSessions } from './tabletSessions.ts';
import { makeWalls } from './walls.ts';
import type { Actor, Sessions } from '../engine/actor.ts';
import { type Auth, IDLE_MINUTES, SESSION_HOURS } from './auth.ts';

const IDLE_MS = IDLE_MINUTES * 60_000;
const LIFE_MS = SESSION_HOURS * 3_600_000;
/** Use is written down at most this often. */
const TOUCH_MS = 30_000;

interface Found {
  id: string;
  userId: string;
  name: string;
  email: string;
  updatedAt: Date;
  grants: Grant[];
}

type Where = PendingQuery<Row[]>;

/** Always the rows as they are now: nothing about who may do what is remembered between requests. */
const find = (deps: Pick<Deps, 'sql' | 'clock'>, where: Where): Promise<Found[]> => {
  const now = Date.now();
  return deps.sql<Found[]>`
    select s.id, s.user_id as "userId", u.name, u.email, s.updated_at as "updatedAt", coalesce((
      select jsonb_agg(jsonb_build_object(
        'role', g.role, 'operationId', g.operation_id, 'centreId', g.centre_id, 'address', g.address)
        order by g.granted_at, g.id)
      from access_grant g
      where g.user_id = u.id and g.revoked_at is null and (g.ends_at is null or g.ends_at > ${deps.clock.now()})
    ), '[]') as grants
    from session s join "user" u on u.id = s.user_id
    where ${where} and u.disabled_at is null and s.expires_at > ${new Date(now)}
      and s.created_at > ${new Date(now - LIFE_MS)} and s.updated_at > ${new Date(now - IDLE_MS)}`;
};

const actorFrom = (found: Found): Actor => ({
  userId: found.userId,
  name: found.name,
  email: found.email,
  sessionId: found.id,
  deviceId: null,
  // A role that this version does not know gives nothing.
  grants: found.grants.filter((it) => Object.hasOwn(roles, it.role)),
});

/** The library signs its cookie as Hono does: HMAC-SHA-256 over the token. @returns the token, or `null` */
const tokenIn = async (auth: Auth, headers: Headers): Promise<string | null> => {
  const { secret, authCookies } = await auth.$context;
  const { name } = authCookies.sessionToken;
  const signed = parse(headers.get('cookie') ?? '', name)[name] ?? '';
  const token = signed.slice(0, Math.max(signed.lastIndexOf('.'), 0));
  // Asked of every request: without the detour over a thread that the Web's own way takes.
  const due = Buffer.from(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`);
  const given = Buffer.from(signed);
  return token !== '' && given.length === due.length && timingSafeEqual(given, due) ? token : null;
};

/** An account's session or a tablet's: whichever the headers hold, the account first. A wall is asked for apart. */
export const makeSessions = (deps: Pick<Deps, 'sql' | 'clock'>, auth: Auth): Sessions => {
  const accounts = makeAccountSessions(deps, auth);
  const tablets = makeTabletSessions(deps, auth);
  const walls = makeWalls(deps, auth);
  return {
    keep: async (sessionIds) => void (await Promise.all([accounts, tablets, walls].map((it) => it.keep(sessionIds)))),
    actorOf: async (headers, options = { use: true }) =>
      (await accounts.actorOf(headers, options)) ?? (await tablets.actorOf(headers, options)),
    refresh: async (sessionIds) => {
      const live = await accounts.refresh(sessionIds);
      const others = await Promise.all([tablets.refresh(sessionIds), walls.refresh(sessionIds)]);
      for (const actor of others.flat()) live.set(actor.sessionId, actor);
      return live;
    },
    wallOf: walls.actorOf,
    end: async (headers) => {
      const [account, tabletUser] = await Promise.all([accounts.end(headers), tablets.end(headers)]);
      return account ?? tabletUser;
    },
  };
};

const makeAccountSessions = (deps: Pick<Deps, 'sql' | 'clock'>, auth: Auth): Omit<Sessions, 'wallOf'> => {
  const { sql } = deps;
  const keep = async (sessionIds: readonly string[]) => {
    const now = new Date();
    await sql`
      with used as (
        update session set updated_at = ${now} where id = any(${[...sessionIds]}) returning user_id)
      update "user" set last_seen_at = ${now} where id in (select user_id from used)`;
  };
  return {
    keep,
    actorOf: async (headers, { use } = { use: true }) => {
      const token = await tokenIn(auth, headers);
      if (!token) return null;
      const [found] = await find(deps, sql`s.token = ${token}`);
      if (!found) return null;
      if (use && Date.now() - found.updatedAt.getTime() > TOUCH_MS) await keep([found.id]);
      return actorFrom(found);
    },
    refresh: async (sessionIds) => {
      const found = await find(deps, sql`s.id = any(${[...sessionIds]})`);
      return new Map(found.map((it) => [it.id, actorFrom(it)]));
    },
    end: async (headers) => {
      const token = await tokenIn(auth, headers);
      if (!token) return null;
      const [ended] = await sql<{ userId: string }[]>`
        delete from session where token = ${token} returning user_id as "userId"`;
      return ended?.userId ?? null;
    },
  };
};
