import { type Unlocked, isWeakPin, PIN_TRIES, type unlockBody } from '../../shared/tablets.ts';
import type { z } from 'zod';
import { Problem } from '../../shared/problems.ts';
import { toBase64url } from '../../shared/sealing.ts';
import { derive } from '../engine/derive.ts';
import type { Deps } from '../engine/deps.ts';
import { newToken, digestOf } from '../access/cookies.ts';
import { tabletUserAt, type TabletUserRow } from '../access/tabletUsers.ts';
import { forgetTries, lockIfSpent, markSessionsEnded, tabletLocked, takeTry } from './locking.ts';
import { hashPin, isPin } from './pinHash.ts';
import type { Tablet } from '../access/tablet.ts';

/** Wrong PINs in a row for one user, on any tablet: a colleague could otherwise try on between PINs of their own. */
const TRIES_PER_USER = 20;

export const authorKeyOf = ({ keys }: Pick<Deps, 'keys'>, deviceId: string, userId: string): Buffer =>
  derive(keys.audit, 'author', deviceId, userId);

interface Kept {
  hash: string;
  first: boolean;
  ended: boolean;
}

/** Counts a try and returns the stored PIN; `null` where there is none, or too many tries were wrong. */
const takePin = async ({ sql, clock }: Deps, { centreId }: Tablet, userId: string): Promise<Kept | null> => {
  const [kept] = await sql<Kept[]>`
    update hand_pin set tries = tries + 1
    where centre_id = ${centreId} and user_id = ${userId} and tries < ${TRIES_PER_USER}
    returning hash, expires_at is not null as first, coalesce(expires_at <= ${clock.now()}, false) as ended`;
  return kept ?? null;
};

const refused = (triesLeft: number, detail: string): Problem => new Problem('pin-refused', { triesLeft, detail });

/** Counts first, then looks. @throws Problem `pin-refused`, `device-locked` */
const checkPin = async (
  deps: Deps,
  tablet: Tablet,
  userId: string,
  pin: string,
): Promise<Kept & { user: TabletUserRow }> => {
  const triesLeft = await takeTry(deps, tablet.id);
  const [user, kept] = await Promise.all([tabletUserAt(deps, tablet, userId), takePin(deps, tablet, userId)]);
  const fits = await isPin(deps, pin, kept?.hash ?? null);
  if (user && kept && fits && !kept.ended) return { ...kept, user };
  if ((await lockIfSpent(deps, tablet.id)) || triesLeft === 0) throw tabletLocked();
  const ended = fits && kept?.ended;
  throw refused(
    triesLeft,
    ended ? 'This first PIN has ended. Ask the manager for another' : 'Try again, or ask the manager for a new PIN',
  );
};

const keepPin = async (
  deps: Deps,
  { centreId }: Tablet,
  userId: string,
  pin: string,
  instead: string,
): Promise<void> => {
  const hash = await hashPin(deps, pin);
  const kept = await deps.sql`
    update hand_pin set hash = ${hash}, expires_at = null, tries = 0, set_by = ${userId}, set_at = ${deps.clock.now()}
    where centre_id = ${centreId} and user_id = ${userId} and hash = ${instead} returning user_id`;
  // A manager has set another PIN at this very moment.
  if (kept.length === 0) throw refused(PIN_TRIES, 'Ask the manager for a new PIN');
};

const changePin = async (deps: Deps, tablet: Tablet, kept: Kept, sent: Unlocking): Promise<void> => {
  if (!kept.first) return;
  if (!sent.newPin) throw new Problem('new-pin-needed', { detail: 'Choose six digits that only you know' });
  if (sent.newPin === sent.pin || isWeakPin(sent.newPin)) {
    const errors = [{ pointer: '/newPin', code: 'custom', detail: 'Choose other digits than those you were given' }];
    throw new Problem('invalid-fields', { errors });
  }
  await keepPin(deps, tablet, sent.userId, sent.newPin, kept.hash);
};

type Unlocking = z.infer<typeof unlockBody>;

const startTabletSession = async (deps: Deps, deviceId: string, userId: string): Promise<string> => {
  const token = newToken();
  const now = new Date();
  // Of two who unlock it at once, the later has it.
  const ended = await deps.sql.begin(async (tx) => {
    await tx`select 1 from device where id = ${deviceId} for update`;
    const before = await markSessionsEnded(tx, deviceId);
    await tx`insert into device_turn (id, device_id, user_id, token_hash, started_at, used_at)
      values (${deps.newId()}, ${deviceId}, ${userId}, ${digestOf(token)}, ${now}, ${now})`;
    return before;
  });
  for (const before of ended) deps.accessChanged(before);
  return token;
};

/**
 * Hands the tablet to whoever knows the PIN.
 * @returns what the tablet is told, and the session's token for the cookie
 * @throws Problem `device-ended` where its centre is closed, `device-locked`, `pin-refused`, `new-pin-needed`
 */
export const unlockTablet = async (
  deps: Deps,
  tablet: Tablet,
  sent: Unlocking,
): Promise<{ token: string; told: Unlocked }> => {
  if (tablet.closed)
    throw new Problem('device-ended', { detail: 'This centre is closed. What waits here is still sent' });
  const { user, ...kept } = await checkPin(deps, tablet, sent.userId, sent.pin);
  await forgetTries(deps, tablet.id);
  await changePin(deps, tablet, kept, sent);
  await deps.sql`update hand_pin set tries = 0 where centre_id = ${tablet.centreId} and user_id = ${user.userId}`;
  const token = await startTabletSession(deps, tablet.id, user.userId);
  const secrets = {
    roll: toBase64url(derive(deps.keys.audit, 'roll', tablet.id)),
    author: toBase64url(authorKeyOf(deps, tablet.id, user.userId)),
  };
  return { token, told: { userId: user.userId, name: user.name, secrets } };
};
