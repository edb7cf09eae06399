/**
 * What a tablet keeps so that its users can unlock it without signal. Each user's keys lie under their PIN (PBKDF2) and
 * under a secret of this browser that no script can read out (HMAC), so that they are opened here or not at all. Who has
 * a copy of the whole disk has that secret as well, and a PIN to try: see docs/tablets.md. Wrong PINs are counted on disk
 * before they are tried.
 */
import { FORGET_HOURS, PIN_TRIES, type Unlocked } from '../../shared/tablets.ts';
import { database, type Wrapped } from './database.ts';
import { dropDrafts } from './draftStore.ts';

export type Secrets = Unlocked['secrets'];
type Bytes = Uint8Array<ArrayBuffer>;

const ROUNDS = 600_000;
/** Wrong PINs in a row for one user, whoever else was right in between. After that only Haven can tell. */
const TRIES_PER_USER = 20;
const HOUR_MS = 3_600_000;
const text = new TextEncoder();
const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

const makeSecret = async (): Promise<CryptoKey> => {
  const how = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const made = (await crypto.subtle.generateKey(how, false, ['sign'])) as CryptoKey;
  await (await database()).put('device', made, 'secret');
  return made;
};
const secret = async (): Promise<CryptoKey | undefined> =>
  (await (await database()).get('device', 'secret')) as CryptoKey | undefined;

/** Makes this tablet's own key, unless it has one. */
export const ensureSecret = async (): Promise<CryptoKey> => (await secret()) ?? makeSecret();

const keyUnder = async (own: CryptoKey, pin: string, salt: Bytes): Promise<CryptoKey> => {
  const { subtle } = crypto;
  const base = await subtle.importKey('raw', text.encode(pin), 'PBKDF2', false, ['deriveBits']);
  const slow = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, base, 256);
  const key = await subtle.sign('HMAC', own, slow);
  return subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
};

/** Puts a user's keys under their PIN. */
export const wrap = async (userId: string, pin: string, secrets: Secrets): Promise<void> => {
  const salt = random(16);
  const iv = random(12);
  const key = await keyUnder(await ensureSecret(), pin, salt);
  const how = { name: 'AES-GCM', iv, additionalData: text.encode(userId) };
  const box = await crypto.subtle.encrypt(how, key, text.encode(JSON.stringify(secrets)));
  await (await database()).put('wrapped', { userId, salt, iv, box });
};

const open = async (own: CryptoKey, pin: string, { userId, salt, iv, box }: Wrapped): Promise<Secrets | null> => {
  const how = { name: 'AES-GCM', iv, additionalData: text.encode(userId) };
  try {
    const opened = await crypto.subtle.decrypt(how, await keyUnder(own, pin, salt), box);
    return JSON.parse(new TextDecoder().decode(opened)) as Secrets;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
};

export interface Tries {
  /** Wrong PINs in a row. */
  wrong: number;
  /** How many of them Haven does not know of yet. */
  untold: number;
}

/** Wrong PINs entered on this tablet without signal. */
export const tries = async (): Promise<Tries> =>
  ((await (await database()).get('device', 'tries')) as Tries | undefined) ?? { wrong: 0, untold: 0 };

const changeTries = async (change: (now: Tries) => Tries): Promise<Tries> => {
  const { store, done } = (await database()).transaction('device', 'readwrite');
  const next = change(((await store.get('tries')) as Tries | undefined) ?? { wrong: 0, untold: 0 });
  await store.put(next, 'tries');
  await done;
  return next;
};

/** This many have been reported to Haven. */
export const reportedTries = (told: number): Promise<Tries> =>
  changeTries((now) => ({ ...now, untold: Math.max(0, now.untold - told) }));
/** Haven counts wrong PINs too: guessing with signal and then without it does not start the count again. */
export const takeTriesLeft = (triesLeft: number): Promise<Tries> =>
  changeTries((now) => ({ ...now, wrong: Math.max(now.wrong, PIN_TRIES - triesLeft) }));
/** The right PIN was entered, or a manager let the tablet be used again. */
export const clearTries = (): Promise<Tries> => changeTries((now) => ({ ...now, wrong: 0 }));

/** Counts a try at one user's keys; after too many they are deleted here. `undefined` where there are none. */
const takeTry = async (userId: string): Promise<Wrapped | undefined> => {
  const { store, done } = (await database()).transaction('wrapped', 'readwrite');
  const kept = await store.get(userId);
  const wrong = (kept?.wrong ?? 0) + 1;
  if (kept && wrong <= TRIES_PER_USER) await store.put({ ...kept, wrong });
  else await store.delete(userId);
  await done;
  return wrong <= TRIES_PER_USER ? kept : undefined;
};
const forgiveTries = async (userId: string): Promise<void> => {
  const { store, done } = (await database()).transaction('wrapped', 'readwrite');
  const kept = await store.get(userId);
  if (kept) await store.put({ ...kept, wrong: 0 });
  await done;
};

export type Opened =
  | { as: 'open'; secrets: Secrets }
  | { as: 'wrong'; triesLeft: number }
  /** Too many wrong PINs in a row. */
  | { as: 'lockedOut' }
  /** This user has never unlocked this tablet with signal. */
  | { as: 'unseen' };

/** Opens a user's keys without asking Haven. */
export const unwrap = async (userId: string, pin: string): Promise<Opened> => {
  const own = await secret();
  if (!own || !(await (await database()).getKey('wrapped', userId))) return { as: 'unseen' };
  if ((await tries()).wrong >= PIN_TRIES) return { as: 'lockedOut' };
  const kept = await takeTry(userId);
  if (!kept) return { as: 'unseen' };
  const { wrong } = await changeTries((now) => ({ wrong: now.wrong + 1, untold: now.untold + 1 }));
  const secrets = await open(own, pin, kept);
  if (secrets) {
    await forgiveTries(userId);
    await changeTries((now) => ({ wrong: 0, untold: Math.max(0, now.untold - 1) }));
    return { as: 'open', secrets };
  }
  return wrong >= PIN_TRIES ? { as: 'lockedOut' } : { as: 'wrong', triesLeft: PIN_TRIES - wrong };
};

/** Deletes the keys of whoever may no longer use the tablet. */
export const keepOnly = async (userIds: ReadonlySet<string>): Promise<void> => {
  const { store, done } = (await database()).transaction('wrapped', 'readwrite');
  for (const userId of await store.getAllKeys()) if (!userIds.has(userId)) void store.delete(userId);
  await done;
};

interface Contact {
  /** When Haven was last heard, by the device's own clock, in ms. */
  at: number;
  /** How long this tablet has run since, and when that was last counted: a clock can be put back, again and again. */
  ran: number;
  countedAt: number;
}

/** Haven has been heard at this moment of the device's own clock, in ms. */
export const touchContact = async (at: number): Promise<void> => {
  const heard: Contact = { at, ran: 0, countedAt: at };
  await (await database()).put('device', heard, 'contact');
};

/**
 * Has it been too long, by the clock or by how long it has run, or has someone put the clock back?
 * @param ran milliseconds this page has run since it last asked, whatever the clock says; several pages count once
 */
export const isForgotten = async (now: number, ran = 0): Promise<boolean> => {
  const { store, done } = (await database()).transaction('device', 'readwrite');
  const was = (await store.get('contact')) as Contact | undefined;
  const passed = was && now >= was.countedAt ? Math.min(ran, now - was.countedAt) : ran;
  const contact = was && { ...was, ran: was.ran + passed, countedAt: now };
  if (contact) await store.put(contact, 'contact');
  await done;
  return contact !== undefined && Math.max(Math.abs(now - contact.at), contact.ran) >= FORGET_HOURS * HOUR_MS;
};

/** Deletes everything a PIN could open. What waits to be sent stays: nobody can read it here. */
export const wipe = async (): Promise<void> => {
  const all = (await database()).transaction(['wrapped', 'roll', 'device'], 'readwrite');
  void all.objectStore('wrapped').clear();
  void all.objectStore('roll').clear();
  void all.objectStore('device').delete('secret');
  await all.done;
  await dropDrafts();
};
