/** What is kept of refusals: nothing of what its sender never might do, and of nobody more than any day's work. */
import { and, count, eq, gte, isNotNull, sql } from 'drizzle-orm';
import { receipt, refusedCommand } from '../../db/schema/engine.ts';
import { accessGrant } from '../../db/schema/users.ts';
import { Problem } from '../../shared/problems.ts';
import { permits, roles } from '../../shared/roles.ts';
import type { Actor } from './actor.ts';
import type { Reader } from './deps.ts';
import { knownCommand } from './known.ts';

/** More than any day's work, less than fills a disk. */
export const KEPT_REFUSALS = { items: 2_000, bytes: 16 * 1024 * 1024 } as const;
const DAY_MS = 24 * 3_600_000;

type Whose = Pick<Actor, 'userId' | 'deviceId'>;

/** Roles that count where the arguments say it is to be done, whatever has been taken from them since. */
const rolesEver = async (reader: Reader, userId: string, args: unknown): Promise<string[]> => {
  const named = (args as { operationId?: unknown } | null | undefined)?.operationId;
  const rows = await reader.select().from(accessGrant).where(eq(accessGrant.userId, userId));
  return rows.filter((it) => it.operationId === null || it.operationId === named).map(({ role }) => role);
};

/**
 * Did they never have a role that may do this? What somebody wrote before their role ended may be all that is known of
 * a guest, and so may what a later release says by a name unknown here: that is kept.
 */
export const neverMight = async (reader: Reader, whose: Whose, name: string, args: unknown): Promise<boolean> => {
  const known = knownCommand(name);
  if (!known) return false;
  // A tablet may do what a volunteer may, whoever holds it.
  const had = whose.deviceId === null ? await rolesEver(reader, whose.userId, args) : ['volunteer'];
  return !had.some((role) => Object.hasOwn(roles, role) && permits(role as keyof typeof roles, known.right ?? name));
};

/** @throws Problem `too-many-requests` where more of theirs is kept than anybody's day brings: it stays where it was said */
export const boundRefusals = async (reader: Reader, { userId }: Whose, now: Date): Promise<void> => {
  const since = gte(receipt.recordedAt, new Date(now.getTime() - DAY_MS));
  const [kept] = await reader
    .select({
      items: count(),
      bytes: sql`coalesce(sum(pg_column_size(${refusedCommand.args})), 0)`.mapWith(Number),
    })
    .from(receipt)
    .leftJoin(refusedCommand, eq(refusedCommand.commandId, receipt.commandId))
    .where(and(eq(receipt.authorId, userId), isNotNull(receipt.problem), since));
  if (!kept || (kept.items <= KEPT_REFUSALS.items && kept.bytes <= KEPT_REFUSALS.bytes)) return;
  const detail = 'Too much of yours was refused today. Ask the lead of your centre to look at what is being sent';
  throw new Problem('too-many-requests', { detail, retryAfter: 3600 });
};
