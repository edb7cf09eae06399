import { type Hand, PIN_TRIES } from '../../shared/tablets.ts';
import { ApiProblem } from '../data/api.ts';
import { unlockOnline } from '../data/tabletApi.ts';
import { online } from '../data/connection.ts';
import { clearTries, heardTries, touchContact, tries, unwrap, wrap } from '../data/vault.ts';
import { forgetIfSilent, listen } from './contact.ts';
import { openTurn } from './turn.ts';

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
    if (body.triesLeft !== undefined) await heardTries(body.triesLeft);
    return { as: 'wrong', triesLeft: body.triesLeft ?? null };
  }
  const as = outcomes[slug];
  // Only the tablet's own question tells a closed centre from a tablet taken out of use.
  if (as === 'ended' || as === 'lockedOut') await listen();
  if (as === 'ended' || as === 'lockedOut' || as === 'newPin') return { as };
  return { as: 'refused', words: body.detail ?? body.title };
};

const withSignal = async (hand: Hand, pin: string, newPin?: string): Promise<Unlocking> => {
  const { userId, name } = hand;
  const { secrets } = await unlockOnline({ userId, pin, ...(newPin === undefined ? {} : { newPin }) });
  await touchContact(Date.now());
  await clearTries();
  await wrap(userId, newPin ?? pin, secrets);
  await openTurn({ userId, name }, secrets, null);
  void listen();
  return { as: 'open' };
};

const withoutSignal = async (hand: Hand, pin: string): Promise<Unlocking> => {
  await forgetIfSilent();
  const opened = await unwrap(hand.userId, pin);
  if (opened.as !== 'open') return opened;
  await openTurn({ userId: hand.userId, name: hand.name }, opened.secrets, pin);
  return { as: 'open' };
};

const silent = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && (error.offline || error.body.status >= 500);

/** Unlocks by PIN: asks Haven, and where it does not answer, this tablet's own memory. */
export const unlock = async (hand: Hand, pin: string, newPin?: string): Promise<Unlocking> => {
  if ((await tries()).wrong >= PIN_TRIES) {
    await listen();
    if ((await tries()).wrong >= PIN_TRIES) return { as: 'lockedOut' };
  }
  if (!online.peek() && newPin === undefined) {
    const opened = await withoutSignal(hand, pin);
    if (opened.as !== 'unseen') return opened;
  }
  try {
    return await withSignal(hand, pin, newPin);
  } catch (error) {
    if (silent(error)) return newPin === undefined ? withoutSignal(hand, pin) : { as: 'unseen' };
    if (error instanceof ApiProblem) return refusal(error);
    throw error;
  }
};
