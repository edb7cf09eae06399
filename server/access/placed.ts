import { inArray } from 'drizzle-orm';
import { accessGrant, user } from '../../db/schema/users.ts';
import { type Grant, levelFor, roles } from '../../shared/roles.ts';
import type { Reader } from '../engine/deps.ts';
import { finder } from '../engine/gather.ts';

const grantsByUser = finder(
  (reader, ids) => reader.select().from(accessGrant).where(inArray(accessGrant.userId, ids)),
  ({ userId }) => userId,
);

export const usersById = finder(
  (reader, ids) => reader.select().from(user).where(inArray(user.id, ids)),
  ({ id }) => id,
);

/** Roles somebody has, or has had, that count in an operation: whatever has been taken from them since. */
export const grantsEver = async (reader: Reader, userId: string, operationId: string): Promise<Grant[]> => {
  const rows = await grantsByUser(reader, userId);
  return rows
    .filter((it) => it.operationId === null || it.operationId === operationId)
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
