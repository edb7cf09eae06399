import { and, eq, exists, isNotNull, isNull, sql } from 'drizzle-orm';
import { accessGrant, account, session, user } from '../../db/schema/users.ts';
import { wall } from '../../db/schema/walls.ts';
import { Problem } from '../../shared/problems.ts';
import { placeInLine } from '../engine/append.ts';
import { type Context, REGISTERS } from '../engine/define.ts';
import type { Tx } from '../engine/deps.ts';

export type User = typeof user.$inferSelect;

/** What a command that makes an account is refused with, where the address has one. */
export const emailTaken = {
  user_email_key: ['already-exists', 'Somebody has an account with this email address'],
} as const;

/** Two administrators must not remove each other at once, so both take their place in the registers' line first. */
export const lockRegisters = (tx: Tx) => placeInLine(tx, REGISTERS);

/** The user, while nobody else changes any. @throws Problem `not-found` */
export const readUser = async (tx: Tx, userId: string): Promise<User> => {
  await lockRegisters(tx);
  const [found] = await tx.select().from(user).where(eq(user.id, userId));
  if (!found) throw new Problem('not-found');
  return found;
};

/** Ends every session of someone and every wall they started, and cuts the sockets of both once that is written. */
export const endSessions = async (context: Context<unknown>, userId: string): Promise<void> => {
  await context.tx
    .update(wall)
    .set({ endedAt: context.now, endedHow: 'starter' })
    .where(and(eq(wall.startedBy, userId), isNull(wall.endedAt)));
  await context.tx.delete(session).where(eq(session.userId, userId));
  context.after(() => context.deps.accessChanged(userId));
};

/** @throws Problem `invalid-fields` */
export const checkEnd = (endsAt: string | undefined, now: Date, pointer = '/args/endsAt'): void => {
  if (endsAt === undefined || Date.parse(endsAt) > now.getTime()) return;
  throw new Problem('invalid-fields', {
    errors: [{ pointer, code: 'past', detail: 'Choose an end that is still to come' }],
  });
};

const lasting = and(eq(accessGrant.role, 'administrator'), isNull(accessGrant.revokedAt), isNull(accessGrant.endsAt));

/** Is their account one that the house cannot be left without? Ask before the change. */
export const isAdministrator = async (tx: Tx, userId: string): Promise<boolean> => {
  const held = await tx
    .select({ id: accessGrant.id })
    .from(accessGrant)
    .where(and(lasting, eq(accessGrant.userId, userId)));
  return held.length > 0;
};

/**
 * Call it after the change, under the lock: someone must remain who can sign in, is not disabled, and whose role of
 * administrator has no end. @throws Problem `last-administrator`
 */
export const keepAnAdministrator = async (tx: Tx): Promise<void> => {
  const hasPassword = tx
    .select({ one: sql`1` })
    .from(account)
    .where(and(eq(account.userId, user.id), isNotNull(account.password)));
  const [left] = await tx
    .select({ id: user.id })
    .from(accessGrant)
    .innerJoin(user, eq(user.id, accessGrant.userId))
    .where(and(lasting, isNull(user.disabledAt), exists(hasPassword)))
    .limit(1);
  if (!left) throw new Problem('last-administrator', { detail: 'Make someone else an administrator first' });
};
