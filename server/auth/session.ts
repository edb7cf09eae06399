import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { accessGrant, session, user } from '../../db/schema/users.ts';
import type { Grant } from '../../shared/roles.ts';
import type { Deps, Reader } from '../deps.ts';
import type { Actor } from './actor.ts';
import { type Auth, SESSION_HOURS } from './auth.ts';

/** The rights someone holds at this moment. Ends are real time, also in an exercise. */
export const grantsOf = async (reader: Reader, userId: string): Promise<Grant[]> =>
  reader
    .select({
      role: accessGrant.role,
      operationId: accessGrant.operationId,
      centreId: accessGrant.centreId,
      address: accessGrant.address,
    })
    .from(accessGrant)
    .where(
      and(
        eq(accessGrant.userId, userId),
        isNull(accessGrant.revokedAt),
        or(isNull(accessGrant.endsAt), gt(accessGrant.endsAt, new Date())),
      ),
    );

const tooOld = (createdAt: Date): boolean => Date.now() - createdAt.getTime() > SESSION_HOURS * 3_600_000;

export interface Sessions {
  /** Who sends these headers, or `null` without a live session. */
  actorOf(headers: Headers): Promise<Actor | null>;
  /** Whether a session that was live still is, and with which grants. */
  refresh(actor: Actor): Promise<Actor | null>;
}

export const makeSessions = (deps: Pick<Deps, 'db'>, auth: Auth): Sessions => ({
  actorOf: async (headers) => {
    const found = await auth.api.getSession({ headers });
    if (!found || tooOld(found.session.createdAt)) return null;
    const { user: person, session: current } = found;
    const [account] = await deps.db.select({ off: user.disabledAt }).from(user).where(eq(user.id, person.id));
    if (!account || account.off) return null;
    return {
      userId: person.id,
      name: person.name,
      email: person.email,
      sessionId: current.id,
      deviceId: null,
      grants: await grantsOf(deps.db, person.id),
    };
  },
  refresh: async (actor) => {
    const [live] = await deps.db
      .select({ createdAt: session.createdAt })
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .where(and(eq(session.id, actor.sessionId), gt(session.expiresAt, new Date()), isNull(user.disabledAt)));
    if (!live || tooOld(live.createdAt)) return null;
    return { ...actor, grants: await grantsOf(deps.db, actor.userId) };
  },
});
