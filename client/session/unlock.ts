import { PIN_TRIES, type TabletUser } from '../../shared/tablets.ts';
import { ApiProblem } from '../data/api.ts';
import { unlockOnline } from '../data/tabletApi.ts';
import { online } from '../data/connection.ts';
import { clearTries, takeTriesLeft, touchContact, tries, unwrap, wrap } from '../data/vault.ts';
import { forgetIfSilent, listen } from './contact.ts';
import { openTabletSession } from './tabletSession.ts';

export type Unlocking =
  | { as: 'open' }
  | { as: 'wrong'; triesLeft: number | null }
  /** The PIN was right, and must be changed for one of their own. */
  | { as: 'newPin' }
  | { as: 'lockedOut' }
  /** They have never used this tablet with signal. */
  | { as: 'unseen' }
  | { as: 'ended' }
  /** In Haven's own words. */
  | { as: 'refused'; words: string };

const outcomes: Record<string, Unlocking['as']> = {
  'device-locked': 'lockedOut',
  'new-pin-needed': 'newPin',
  'device-ended': 'ended',
  'device-unknown': 'ended',
};

const refusal = async ({ body }: ApiProblem): Promise<Unlocking> => {
  const slug = body.type.replace('/problems/', '');
  if (slug === 'pin-refused') {
    if (body.triesLeft !== undefined) await takeTriesLeft(body.triesLeft);
    return { as: 'wrong', triesLeft: body.triesLeft ?? null };
  }
  const as = outcomes[slug];
  // Only the tablet's own question tells a closed centre from a tablet taken out of use.
  if (as === 'ended' || as === 'lockedOut') await listen();
  if (as === 'ended' || as === 'lockedOut' || as === 'newPin') return { as };
  return { as: 'refused', words: body.detail ?? body.title };
};

const withSignal = async (user: TabletUser, pin: string, newPin?: string): Promise<Unlocking> => {
  const { userId, name } = user;
  const { secrets } = await unlockOnline({ userId, pin, ...(newPin === undefined ? {} : { newPin }) });
  await touchContact(Date.now());
  await clearTries();
  await wrap(userId, newPin ?? pin, secrets);
  await openTabletSession({ userId, name }, secrets, null);
  void listen();
  return { as: 'open' };
};

const withoutSignal = async (user: TabletUser, pin: string): Promise<Unlocking> => {
  await forgetIfSilent();
  const opened = await unwrap(user.userId, pin);
  if (opened.as !== 'open') return opened;
  await openTabletSession({ userId: user.userId, name: user.name }, opened.secrets, pin);
  return { as: 'open' };
};

const silent = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && (error.offline || error.body.status >= 500);

/** Unlocks by PIN: asks Haven, and where it does not answer, this tablet's own memory. */
export const unlock = async (user: TabletUser, pin: string, newPin?: string): Promise<Unlocking> => {
  if ((await tries()).wrong >= PIN_TRIES) {
    await listen();
    if ((await tries()).wrong >= PIN_TRIES) return { as: 'lockedOut' };
  }
  if (!online.peek() && newPin === undefined) {
    const opened = await withoutSignal(user, pin);
    if (opened.as !== 'unseen') return opened;
  }
  try {
    return await withSignal(user, pin, newPin);
  } catch (error) {
    if (silent(error)) return newPin === undefined ? withoutSignal(user, pin) : { as: 'unseen' };
    if (error instanceof ApiProblem) return refusal(error);
    throw error;
  }
};
