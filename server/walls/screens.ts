/** How a wall comes to a screen, and leaves it. */
import { and, eq, gt, isNull } from 'drizzle-orm';
import { wall } from '../../db/schema/walls.ts';
import { Problem } from '../../shared/problems.ts';
import { WALL_CODE_MINUTES, type WallCode } from '../../shared/walls.ts';
import { codeDigest, inFours, inRealMinutes, newCode } from '../access/codes.ts';
import { digestOf, newToken } from '../access/cookies.ts';
import { endFallenWalls } from '../access/walls.ts';
import type { Deps } from '../engine/deps.ts';

const digestOfCode = (deps: Pick<Deps, 'keys'>, code: string): Buffer => codeDigest(deps, 'wall codes', code);

const whyNoCode = ({ endedAt, openedAt }: typeof wall.$inferSelect): string => {
  if (endedAt) return 'This wall has ended. Start another';
  if (openedAt) return 'A screen shows this wall already. Start another';
  return 'Somebody else started this wall. Start one of your own';
};

/**
 * A code for one screen; the one before it is void. For whoever started the wall alone, so that the record of who
 * started it is the record of who could put it on a screen. @throws Problem `not-found`, `not-in-this-state`
 */
export const makeWallCode = async (
  deps: Deps,
  { operationId, wallId }: { operationId: string; wallId: string },
  userId: string,
): Promise<WallCode> => {
  const { db, clock } = deps;
  const [code, expiresAt] = [newCode(), inRealMinutes(clock, WALL_CODE_MINUTES)];
  const which = and(eq(wall.id, wallId), eq(wall.operationId, operationId));
  await endFallenWalls(deps);
  const [kept] = await db
    .update(wall)
    .set({ codeHash: digestOfCode(deps, code), codeEndsAt: expiresAt })
    .where(and(which, eq(wall.startedBy, userId), isNull(wall.openedAt), isNull(wall.endedAt)))
    .returning({ id: wall.id });
  if (kept) return { code: inFours(code), expiresAt: expiresAt.toISOString() };
  const [found] = await db.select().from(wall).where(which);
  if (!found) throw new Problem('not-found');
  throw new Problem('not-in-this-state', { detail: whyNoCode(found) });
};

type Ended = { startedBy: string } | undefined;

/** Whoever holds this token shows that wall no more. */
export const endAtScreen = async ({ db, clock }: Deps, token: Buffer): Promise<Ended> => {
  const [ended] = await db
    .update(wall)
    .set({ endedAt: clock.now(), endedHow: 'screen' })
    .where(and(eq(wall.tokenHash, token), isNull(wall.endedAt)))
    .returning({ startedBy: wall.startedBy });
  return ended;
};

/** Of two screens with one code, one gets it. @throws Problem `pairing-refused`, the same for a code that never was
 */
export const openWall = async (deps: Deps, code: string): Promise<string> => {
  const { db, clock } = deps;
  await endFallenWalls(deps);
  const token = newToken();
  const [opened] = await db
    .update(wall)
    .set({ tokenHash: digestOf(token), openedAt: clock.now(), heardAt: new Date(), codeHash: null, codeEndsAt: null })
    .where(and(eq(wall.codeHash, digestOfCode(deps, code)), gt(wall.codeEndsAt, clock.now()), isNull(wall.endedAt)))
    .returning({ id: wall.id });
  if (!opened) throw new Problem('pairing-refused', { detail: 'Ask whoever started the wall for a new code' });
  return token;
};
