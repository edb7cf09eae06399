import { randomInt } from 'node:crypto';
import { and, eq, gt, inArray, isNull, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { device, pairing } from '../../db/schema/tablets.ts';
import {
  type claimMade,
  type collected,
  PAIRING_MINUTES,
  type pairingMade,
  type pairingState,
} from '../../shared/tablets.ts';
import { Problem } from '../../shared/problems.ts';
import { derive } from '../engine/derive.ts';
import type { Deps } from '../engine/deps.ts';
import { execute } from '../engine/execute.ts';
import { onBehalfOf, ownCommand } from '../engine/own.ts';
import { codeDigest, inFours, inRealMinutes, newCode } from '../access/codes.ts';
import { digestOf, newToken } from '../access/cookies.ts';
import type { Place } from '../access/tabletUsers.ts';

type Pairing = typeof pairing.$inferSelect;
type Claim = { pairingId: string; claim: string };
const DAY_MS = 86_400_000;

const digestOfCode = (deps: Pick<Deps, 'keys'>, code: string): Buffer => codeDigest(deps, 'pairing codes', code);

export const pairingRefused = (): Problem =>
  new Problem('pairing-refused', { detail: 'Ask the manager for a new code' });

/** A code for one tablet of a centre, told once. */
export const makePairing = async (
  deps: Deps,
  { operationId, centreId }: Place,
  madeBy: string,
): Promise<z.infer<typeof pairingMade>> => {
  const { db, clock, newId } = deps;
  await db.delete(pairing).where(lt(pairing.expiresAt, new Date(clock.now().getTime() - DAY_MS)));
  const [id, code, expiresAt] = [newId(), newCode(), inRealMinutes(clock, PAIRING_MINUTES)];
  await db
    .insert(pairing)
    .values({ id, operationId, centreId, codeHash: digestOfCode(deps, code), state: 'waiting', madeBy, expiresAt });
  return { pairingId: id, code: inFours(code), expiresAt: expiresAt.toISOString() };
};

/** How far it has come, for the manager. @throws Problem `not-found` */
export const readPairing = async (
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  id: string,
  centreId: string,
): Promise<z.infer<typeof pairingState>> => {
  const [found] = await db
    .select()
    .from(pairing)
    .leftJoin(device, eq(device.id, pairing.deviceId))
    .where(and(eq(pairing.id, id), eq(pairing.centreId, centreId)));
  if (!found) throw new Problem('not-found');
  const { state, digits, expiresAt, deviceId } = found.pairing;
  const over = expiresAt <= clock.now() && (state === 'waiting' || state === 'asking');
  return {
    state: over ? 'ended' : state,
    digits,
    expiresAt: expiresAt.toISOString(),
    deviceId,
    label: found.device?.label ?? null,
  };
};

/** Of two tablets with one code, one gets in. @throws Problem `pairing-refused`, the same for a code that never was */
export const claimPairing = async (deps: Deps, code: string): Promise<z.infer<typeof claimMade>> => {
  const claim = newToken();
  const digits = String(randomInt(100)).padStart(2, '0');
  const [claimed] = await deps.db
    .update(pairing)
    .set({ state: 'asking', digits, claimHash: digestOf(claim) })
    .where(
      and(
        eq(pairing.codeHash, digestOfCode(deps, code)),
        eq(pairing.state, 'waiting'),
        gt(pairing.expiresAt, deps.clock.now()),
      ),
    )
    .returning();
  if (!claimed) throw pairingRefused();
  return { pairingId: claimed.id, claim, digits, expiresAt: claimed.expiresAt.toISOString() };
};

const isClaim = ({ pairingId, claim }: Claim) => and(eq(pairing.id, pairingId), eq(pairing.claimHash, digestOf(claim)));

const claimed = async (deps: Deps, it: Claim): Promise<Pairing> => {
  const [found] = await deps.db.select().from(pairing).where(isClaim(it));
  if (!found) throw pairingRefused();
  return found;
};

/** The same token however often it is asked for, until the tablet has used it: a reply may have been lost. */
const tokenFor = async (deps: Deps, { claim }: Claim, deviceId: string): Promise<string | null> => {
  const token = derive(deps.keys.audit, 'device token', deviceId, claim).toString('base64url');
  const kept = await deps.db
    .update(device)
    .set({ tokenHash: digestOf(token) })
    .where(and(eq(device.id, deviceId), isNull(device.lastSeenAt), isNull(device.revokedAt)))
    .returning({ id: device.id });
  return kept.length > 0 ? token : null;
};

/** What the tablet is told, with the token for its cookie once the manager has said yes. @throws Problem `pairing-refused` */
export const collectDevice = async (
  deps: Deps,
  it: Claim,
): Promise<{ state: z.infer<typeof collected>['state']; token: string | null }> => {
  const { state, deviceId, expiresAt } = await claimed(deps, it);
  if (state === 'waiting') throw pairingRefused();
  if (state === 'refused') return { state, token: null };
  if (expiresAt <= deps.clock.now()) return { state: 'ended', token: null };
  return { state, token: deviceId && (await tokenFor(deps, it, deviceId)) };
};

/** Of one that has been used meanwhile, nothing. */
const takingOut = (deviceId: string, it: Claim) =>
  ownCommand('devices.stop', async ({ tx, rows, now }) => {
    const [found] = await tx.select().from(device).where(eq(device.id, deviceId)).for('update');
    if (!found || found.lastSeenAt) return;
    if (!found.revokedAt)
      await rows.change('device', found, { revokedAt: now, revokedReason: 'Stopped on the tablet' });
    await tx.update(pairing).set({ state: 'refused' }).where(isClaim(it));
  });

/**
 * Whoever holds the tablet says that the digits are others: nothing is set up, also where the manager has said yes. One
 * that is in use is taken out of use by the manager alone.
 */
export const stopPairing = async (deps: Deps, it: Claim): Promise<void> => {
  const stopped = await deps.db
    .update(pairing)
    .set({ state: 'refused' })
    .where(and(isClaim(it), eq(pairing.state, 'asking')))
    .returning({ id: pairing.id });
  if (stopped.length > 0) return;
  const { state, deviceId, operationId, madeBy } = await claimed(deps, it);
  if (state !== 'done' || !deviceId) return;
  const [tablet] = await deps.db.select().from(device).where(eq(device.id, deviceId));
  if (tablet?.lastSeenAt) return;
  const request = { id: deps.newId(), args: { operationId }, occurredAt: deps.clock.now() };
  const haven = onBehalfOf({ userId: madeBy, name: '', deviceId }, operationId);
  await execute(takingOut(deviceId, it), haven, request, deps);
};

/** The digits did not match, or nobody knows the tablet. @throws Problem `pairing-refused` where it is answered already */
export const refusePairing = async (deps: Pick<Deps, 'db'>, id: string, centreId: string): Promise<void> => {
  const kept = await deps.db
    .update(pairing)
    .set({ state: 'refused' })
    .where(
      and(eq(pairing.id, id), eq(pairing.centreId, centreId), inArray(pairing.state, ['waiting', 'asking', 'refused'])),
    )
    .returning({ id: pairing.id });
  if (kept.length === 0) throw pairingRefused();
};
