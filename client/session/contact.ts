/** Keeps a paired tablet in touch with Haven, locked or not. */
import { PIN_TRIES } from '../../shared/tablets.ts';
import { ApiProblem, ask as query, saysSignedOut } from '../data/api.ts';
import { device, deviceState, keepDevice, type Known } from '../data/device.ts';
import { flush } from '../data/outbox.ts';
import { setClock } from '../data/time.ts';
import { readView, report, unlockOnline } from '../data/tabletApi.ts';
import { waiting } from '../data/outboxState.ts';
import { clearTries, isForgotten, keepOnly, reportedTries, touchContact, tries, wipe } from '../data/vault.ts';
import { tick } from './now.ts';
import { finishEnding, lock, tabletSession, tabletSessionConfirmed } from './tabletSession.ts';

const LISTEN_MS = 10_000;
const UNKNOWN = '/problems/device-unknown';
const gone = new Set(['/problems/device-ended', UNKNOWN]);

/** Out of use: everything readable is deleted. What waits is still sent, if Haven knows the tablet. */
const end = async (unknown: boolean): Promise<void> => {
  const known = device.peek();
  if (!known || known.ended) return;
  await lock();
  deviceState.value = 'ended';
  await keepDevice({ ...known, view: { ...known.view, hands: [], onSite: 0 }, ended: true, unknown });
  await wipe();
  flush();
};

let lookedAt = performance.now();
/** Too long without contact: a stolen tablet must not keep its data for ever. */
export const forgetIfSilent = async (): Promise<void> => {
  const ran = performance.now() - lookedAt;
  lookedAt += ran;
  if (!(await isForgotten(Date.now(), ran))) return;
  await lock(
    'This tablet has had no signal for 12 hours, so it has forgotten the names. What waits to be sent is safe.',
  );
  await wipe();
};

let reportedWaiting: number | null = null;
const tell = async (): Promise<void> => {
  const { untold } = await tries();
  const now = waiting.peek();
  if (untold === 0 && now === reportedWaiting) return;
  await report(now, untold);
  await reportedTries(untold);
  reportedWaiting = now;
};

const takeView = async (view: Known['view']): Promise<void> => {
  const now = Date.now();
  await touchContact(now);
  await keepDevice({ view, readAt: now, ended: false });
  setClock(view.clock.now, view.clock.rate);
  tick();
  await keepOnly(new Set(view.hands.map((it) => it.userId)));
  // A manager has let it be used again.
  if (view.state === 'open' && (await tries()).wrong >= PIN_TRIES) await clearTries();
  const user = tabletSession()?.user.userId;
  if (view.state === 'closed') {
    await lock('This centre has closed. Give the tablet to the manager.');
    await wipe();
  } else if (user && !view.hands.some((it) => it.userId === user)) await lock();
};

/** Shows Haven, once, the PIN of a session that was opened without signal. */
const regain = async (): Promise<void> => {
  const session = tabletSession();
  if (!session?.pin) return;
  try {
    await unlockOnline({ userId: session.user.userId, pin: session.pin });
    tabletSessionConfirmed();
    flush();
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.offline || error.body.status >= 500 || error.body.status === 429) return;
    await lock('Enter your PIN again: it has changed since this tablet last had signal.');
  }
};

const ask = async (): Promise<void> => {
  try {
    await tell();
    await takeView(await readView());
    await regain();
    await finishEnding();
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (gone.has(error.body.type)) await end(error.body.type === UNKNOWN);
  }
};

let asking: Promise<void> | null = null;
/** Asks Haven what this tablet is now. Safe at any time; never throws for lack of signal. */
export const listen = (): Promise<void> => {
  if (device.peek()?.ended) return Promise.resolve();
  asking ??= ask().finally(() => (asking = null));
  return asking;
};

let doubting = false;
/** A refusal may be of a request sent before Haven knew of the session. */
const isStillKnown = async (): Promise<boolean> => {
  try {
    await query('/api/me', {});
    return true;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return !saysSignedOut(error);
  }
};

/** Haven does not know this session: it ended, or it was opened without signal. The tablet locks rather than signing out. */
export const tabletSessionEnded = async (): Promise<void> => {
  if (doubting || !tabletSession()) return;
  doubting = true;
  try {
    await listen();
    if (tabletSession()?.pin === null && !(await isStillKnown())) await lock();
  } finally {
    doubting = false;
  }
};

export const startListening = (): void => {
  const now = (): void => void forgetIfSilent().then(listen);
  // Asked first: a clock put right while there is signal is no silence.
  setInterval(() => void listen().then(forgetIfSilent), LISTEN_MS);
  addEventListener('online', now);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && now());
  now();
};
