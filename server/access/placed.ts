import { and, eq, isNull, or } from 'drizzle-orm';
import { accessGrant } from '../../db/schema/users.ts';
import { type Grant, levelFor, roles } from '../../shared/roles.ts';
import type { Reader } from '../engine/deps.ts';

/** Roles somebody has, or has had, that count in an operation: whatever has been taken from them since. */
export const grantsEver = async (reader: Reader, userId: string, operationId: string): Promise<Grant[]> => {
  const rows = await reader
    .select()
    .from(accessGrant)
    .where(
      and(
        eq(accessGrant.userId, userId),
        or(eq(accessGrant.operationId, operationId), isNull(accessGrant.operationId)),
      ),
    );
  return rows
    .filter(({ role }) => Object.hasOwn(roles, role))
    .map(({ role, operationId: operation, centreId, address }) => ({
      role,
      operationId: operation,
      centreId,
      address,
    }));
};

/** Do these give a place in an operation? Whoever only looks after accounts has none. */
export const givePlace = (grants: readonly Grant[]): boolean =>
  grants.some((it) => levelFor([it], 'operation', it.centreId) !== 'none');
