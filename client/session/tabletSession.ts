/** One person's use of a tablet, from the PIN to the lock. Everything they could read is gone afterwards. */
import { batch, effect, signal } from '@preact/signals';
import { authorKeyFrom, fromBase64url } from '../../shared/sealing.ts';
import type { TabletUser } from '../../shared/tablets.ts';
import { device, deviceState, type Known, offlineListAt } from '../data/device.ts';
import { forgetTyped } from '../data/forgetting.ts';
import { flush } from '../data/outbox.ts';
import {
  openOfflineList,
  offlineListNow,
  watchOfflineList,
  sealOfflineList,
  showOfflineList,
} from '../data/offlineList.ts';
import { cursor } from '../data/store.ts';
import { connect, pull } from '../data/sync.ts';
import { tabsOn } from '../data/tabs.ts';
import { endTabletSession } from '../data/tabletApi.ts';
import type { Secrets } from '../data/vault.ts';
import { asAt } from './asAt.ts';
import { authorDevice, centreId, leave, me, operationId, operations } from './session.ts';
import { recallTyped } from './typed.ts';

const SETTLE_MS = 1000;
/** How long a tablet without an offline list waits for Haven's rows before it begins with next to nothing. */
const FIRST_ROWS_MS = 3000;

interface TabletSession {
  user: Pick<TabletUser, 'userId' | 'name'>;
  listKey: CryptoKey;
  /** Kept where it was opened without signal: shown to Haven once when it answers again, then dropped. */
  pin: string | null;
}
let current: TabletSession | null = null;
/** Why it is locked, where that is not plain. */
export const lockedBecause = signal<string | null>(null);

/** Held by the tab in which the tablet is open. */
const OPEN = 'haven tablet is open';
let letGo = (): void => undefined;
const hold = (): void => {
  letGo();
  void navigator.locks.request(OPEN, { mode: 'shared' }, () => new Promise<void>((resolve) => (letGo = resolve)));
};

/** Other tabs of this tablet lock with it. */
const tabs = tabsOn<'lock'>(new BroadcastChannel('haven tablet'));

export const tabletSession = (): Readonly<TabletSession> | null => current;
/** Haven knows of it now. */
export const tabletSessionConfirmed = (): void => {
  if (current) current = { ...current, pin: null };
};

const listKeyFrom = (bytes: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromBase64url(bytes), 'AES-GCM', false, ['encrypt', 'decrypt']);

const enter = ({ view }: Known, user: TabletSession['user'], authorKey: CryptoKey): void =>
  batch(() => {
    const { operationId: op, operationName: codeName, centreId: id, centreName: name, exercise, clock } = view;
    authorDevice.value = { id: view.deviceId, key: authorKey };
    operations.value = [{ id: op, codeName, state: 'running', exercise, centres: [{ id, name, state: 'open' }] }];
    operationId.value = op;
    centreId.value = id;
    const grants = [{ role: 'volunteer', operationId: op, centreId: id, address: false } as const];
    me.value = { ...user, email: '', grants: [...grants], exercise, clock };
    deviceState.value = 'open';
    lockedBecause.value = null;
  });

/** Opens the tablet. With `pin`, Haven has not been asked yet. */
export const openTabletSession = async (
  user: TabletSession['user'],
  secrets: Secrets,
  pin: string | null,
): Promise<void> => {
  const known = device.peek();
  if (!known) return;
  const [listKey, authorKey] = [await listKeyFrom(secrets.roll), await authorKeyFrom(fromBase64url(secrets.author))];
  const page = await openOfflineList(listKey, known.view.centreId);
  void recallTyped(user.userId, fromBase64url(secrets.author));
  current = { user, listKey, pin };
  hold();
  enter(known, user, authorKey);
  connect();
  if (pin === null && page === null) {
    await Promise.race([pull(), new Promise((resolve) => setTimeout(resolve, FIRST_ROWS_MS))]);
  }
  showOfflineList(page, known.view);
  flush();
};

const keepOfflineList = async (key: CryptoKey, page: string | null): Promise<void> => {
  const known = device.peek();
  if (!page || !known || known.ended) return;
  try {
    await sealOfflineList(key, known.view.centreId, page);
  } catch (error) {
    // Storage is full: the next start without signal shows an older list, and says how old it is.
    if (!(error instanceof DOMException)) throw error;
  }
};

const forget = (): void =>
  batch(() => {
    letGo();
    current = null;
    deviceState.value = 'locked';
    authorDevice.value = null;
    leave();
    forgetTyped();
    offlineListAt.value = null;
  });

/** In one press, with or without signal. */
export const lock = async (because: string | null = null, fromOtherTab = false): Promise<void> => {
  const was = current;
  const known = device.peek();
  if (!was || !known) return;
  const page = offlineListNow(known.view, asAt());
  forget();
  lockedBecause.value = because;
  if (!fromOtherTab) tabs.tell('lock');
  await keepOfflineList(was.listKey, page);
  void owe();
};

/** No script can delete the session's cookie: Haven is asked to end it until it has. */
let owing = false;
const owe = async (): Promise<void> => {
  owing = true;
  await finishEnding();
};
export const finishEnding = async (): Promise<void> => {
  if (!owing || current) return;
  try {
    await endTabletSession();
    owing = false;
  } catch {
    // Asked again with the next word from Haven.
  }
};

/** Keeps what is shown for a start without signal, and notices when it is no longer from there. */
export const watchTabletSession = (): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    watchOfflineList();
    clearTimeout(timer);
    const known = device.peek();
    if (deviceState.value !== 'open' || !known) return;
    timer = setTimeout(
      () => void (current && keepOfflineList(current.listKey, offlineListNow(known.view, asAt()))),
      SETTLE_MS,
    );
  });
  effect(() => {
    if (cursor.value > 0) offlineListAt.value = null;
  });
  tabs.hear(() => void lock(null, true));
  // Whoever had it before this start has left, unless another tab has it open.
  void navigator.locks.request(OPEN, { ifAvailable: true }, (free) => void (owing = free !== null));
};
