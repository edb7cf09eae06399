import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { accessGrant, user } from '../../db/schema/users.ts';
import type { Carer } from '../../shared/giving.ts';
import { type NeedCompartment, needCompartments, progressNeed } from '../../shared/needs.ts';
import { type Grant, levelFor, permits, roleNames, roles } from '../../shared/roles.ts';
import type { Reader } from '../engine/deps.ts';

/** Whoever sees only that there is something may still say that they have it; who sees nothing of it may not. */
const takes = (grants: readonly Grant[], centreId: string): NeedCompartment[] =>
  needCompartments.filter((it) => levelFor(grants, it, centreId) !== 'none');

/** Those with a role in this operation now, at this centre or at all of its centres, who work on needs; by name. */
export const carersAt = async (
  reader: Reader,
  { operationId, centreId }: { operationId: string; centreId: string },
  now: Date,
): Promise<Carer[]> => {
  const rows = await reader
    .select({ userId: user.id, name: user.name, grant: accessGrant })
    .from(accessGrant)
    .innerJoin(user, eq(user.id, accessGrant.userId))
    .where(
      and(
        eq(accessGrant.operationId, operationId),
        or(isNull(accessGrant.centreId), eq(accessGrant.centreId, centreId)),
        isNull(accessGrant.revokedAt),
        or(isNull(accessGrant.endsAt), gt(accessGrant.endsAt, now)),
        isNull(user.disabledAt),
      ),
    );
  const working = rows.filter((it) => permits(it.grant.role, progressNeed.name));
  // Of several roles the first of all of them is said, whichever was given first.
  const inOrder = working.toSorted((a, b) => roleNames.indexOf(a.grant.role) - roleNames.indexOf(b.grant.role));
  const found = new Map<string, Carer>();
  for (const { userId, name, grant } of inOrder) {
    const { takes: before = [], role = roles[grant.role].title } = found.get(userId) ?? {};
    const own = takes([grant], centreId);
    const all = needCompartments.filter((it) => before.includes(it) || own.includes(it));
    found.set(userId, { userId, name, role, takes: all });
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name) || (a.userId < b.userId ? -1 : 1));
};
