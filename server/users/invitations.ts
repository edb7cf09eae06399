import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { invitation, user } from '../../db/schema/users.ts';
import { Problem } from '../../shared/problems.ts';
import { FIRST_ADMINISTRATOR_HOURS, INVITATION_HOURS, type LinkFor } from '../../shared/users.ts';
import type { Deps, Reader, Tx } from '../engine/deps.ts';

const HOUR = 3_600_000;

export type Invitation = typeof invitation.$inferSelect;

export const digestOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

export const linkExpired = (): Problem =>
  new Problem('link-expired', { detail: 'Ask whoever invited you, or the duty emergency planner, for a new link' });

/** A new link for someone; those made before stop working. */
export const openInvitation = async (
  tx: Tx,
  made: { id: string; userId: string; purpose: 'join' | 'reset'; tokenHash: string; now: Date },
): Promise<void> => {
  await tx.delete(invitation).where(and(eq(invitation.userId, made.userId), isNull(invitation.usedAt)));
  const opened = await tx
    .insert(invitation)
    .values({
      id: made.id,
      tokenHash: Buffer.from(made.tokenHash, 'hex'),
      purpose: made.purpose,
      userId: made.userId,
      expiresAt: new Date(made.now.getTime() + INVITATION_HOURS * HOUR),
      createdAt: made.now,
    })
    .onConflictDoNothing({ target: invitation.tokenHash })
    .returning({ id: invitation.id });
  if (opened.length === 0) throw new Problem('already-exists', { detail: 'This link has been used. Make a new one' });
};

const stillOpen = (now: Date) => and(isNull(invitation.usedAt), gt(invitation.expiresAt, now));

/** @throws Problem `link-expired`, the same for a token that never was */
export const findInvitation = async (reader: Reader, token: string, now: Date): Promise<Invitation> => {
  const [found] = await reader
    .select()
    .from(invitation)
    .where(and(eq(invitation.tokenHash, digestOfToken(token)), stillOpen(now)));
  if (!found) throw linkExpired();
  return found;
};

/** Of two who use a link at once, one gets it. @throws Problem `link-expired` */
export const useInvitation = async (tx: Tx, id: string, now: Date): Promise<void> => {
  const used = await tx
    .update(invitation)
    .set({ usedAt: now })
    .where(and(eq(invitation.id, id), stillOpen(now)))
    .returning({ id: invitation.id });
  if (used.length === 0) throw linkExpired();
};

/** Whom a link is for, to greet them by. */
export const describeInvitation = async (reader: Reader, found: Invitation): Promise<LinkFor> => {
  const [person] = found.userId ? await reader.select().from(user).where(eq(user.id, found.userId)) : [];
  return {
    purpose: found.purpose,
    name: person?.name ?? null,
    email: person?.email ?? null,
    endsAt: found.expiresAt.toISOString(),
  };
};

/**
 * The one-time link that makes the first administrator, to be shown to whoever started the server, or `null` when
 * somebody has an account. A link printed earlier stops working. The token stands behind the #: it reaches no log.
 */
export const firstAdministratorLink = (
  deps: Pick<Deps, 'db' | 'newId' | 'clock'>,
  url: string,
): Promise<string | null> =>
  deps.db.transaction(async (tx) => {
    // Two servers that start at once on one database would each leave a link behind.
    await tx.execute(sql`lock table ${invitation} in share row exclusive mode`);
    const [somebody] = await tx.select({ id: user.id }).from(user).limit(1);
    if (somebody) return null;
    await tx.delete(invitation).where(eq(invitation.purpose, 'first_administrator'));
    const token = randomBytes(32).toString('base64url');
    const now = deps.clock.now();
    await tx.insert(invitation).values({
      id: deps.newId(),
      tokenHash: digestOfToken(token),
      purpose: 'first_administrator',
      expiresAt: new Date(now.getTime() + FIRST_ADMINISTRATOR_HOURS * HOUR),
      createdAt: now,
    });
    return `${url.replace(/\/$/, '')}/join#${token}`;
  });
