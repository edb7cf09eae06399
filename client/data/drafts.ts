/**
 * What somebody has typed and not sent, kept in this browser under a key of theirs that is not kept here: the server
 * gives it to their own session, a tablet has it for as long as their PIN has opened it. Names are sealed too.
 */
import { draftStore, type Sealed } from './draftStore.ts';
import { timeNow } from './time.ts';

/** Longer than anybody takes to come back to it within a shift. */
const KEPT_MS = 12 * 3_600_000;

type Bytes = Sealed['iv'];

const text = new TextEncoder();

const keysFrom = async (secret: Bytes) => {
  const { subtle } = crypto;
  const base = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const how = (use: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: text.encode(use) });
  const [seal, name] = await Promise.all([
    subtle.deriveKey(how('haven drafts 1'), base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    subtle.deriveKey(how('haven draft names 1'), base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']),
  ]);
  return { seal, name };
};
type Keys = Awaited<ReturnType<typeof keysFrom>>;

const idOf = async (keys: Keys, name: string): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.sign('HMAC', keys.name, text.encode(name))), (it) =>
    it.toString(16).padStart(2, '0'),
  ).join('');

const bound = (userId: string, at: number, iv: Bytes) => ({
  name: 'AES-GCM',
  iv,
  additionalData: text.encode(JSON.stringify([userId, at])),
});

const unsealed = async (keys: Keys, { userId, at, iv, box }: Sealed): Promise<[string, unknown] | null> => {
  try {
    const bytes = await crypto.subtle.decrypt(bound(userId, at, iv), keys.seal, box);
    return JSON.parse(new TextDecoder().decode(bytes)) as [string, unknown];
  } catch (error) {
    // Typed on this browser while it was something else, a desk or another tablet: under another key.
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
};

/** Whosever they are. A clock that was put back keeps nothing longer. */
const sweep = async (now: number): Promise<void> => {
  const { store, done } = (await draftStore()).transaction('draft', 'readwrite');
  for (const it of await store.getAll()) if (Math.abs(now - it.at) >= KEPT_MS) void store.delete(it.id);
  await done;
};

const read = async (userId: string, keys: Keys): Promise<Map<string, unknown>> => {
  await sweep(timeNow().getTime());
  const all = await (await draftStore()).getAllFromIndex('draft', 'userId', userId);
  const found = await Promise.all(all.map((it) => unsealed(keys, it)));
  return new Map(found.filter((it) => it !== null));
};

/** If storage is full or refused, what is typed lives only as long as its page. */
const orNothing = async <T>(work: Promise<T>, instead: T): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DOMException) return instead;
    throw error;
  }
};

export interface Drafts {
  read(name: string): unknown;
  /** @param value as JSON */
  keep(name: string, value: unknown): void;
  drop(name: string): void;
  /** Is anything kept that was begun and not sent? */
  holdsAny(): boolean;
  /** Is all of it on disk? Answers once it is, or cannot be. */
  written(): Promise<boolean>;
}

const draftsOf = (userId: string, keys: Keys, held: Map<string, unknown>): Drafts => {
  const changed = new Set<string>();
  let writing: Promise<void> | null = null;
  let failing = false;
  const put = async (name: string): Promise<void> => {
    const [id, at, iv] = [await idOf(keys, name), timeNow().getTime(), crypto.getRandomValues(new Uint8Array(12))];
    if (!held.has(name)) return (await draftStore()).delete('draft', id);
    const said = text.encode(JSON.stringify([name, held.get(name)]));
    const box = await crypto.subtle.encrypt(bound(userId, at, iv), keys.seal, said);
    await (await draftStore()).put('draft', { id, userId, at, iv, box });
  };
  const putAll = async (): Promise<void> => {
    // What changes meanwhile joins the end of the line.
    for (const name of changed) {
      changed.delete(name);
      failing = !(await orNothing(
        put(name).then(() => true),
        false,
      ));
    }
    writing = null;
  };
  const change = (name: string): void => {
    changed.add(name);
    writing ??= putAll();
  };
  return {
    read: (name) => held.get(name),
    keep: (name, value) => {
      held.set(name, value);
      change(name);
    },
    drop: (name) => void (held.delete(name) && change(name)),
    holdsAny: () => held.size > 0,
    written: async () => {
      await writing;
      return !failing;
    },
  };
};

/** What this person left here within the last twelve hours. @param secret 32 bytes of theirs alone, or more */
export const openDrafts = async (userId: string, secret: Bytes): Promise<Drafts> => {
  const keys = await keysFrom(secret);
  return draftsOf(userId, keys, await orNothing(read(userId, keys), new Map<string, unknown>()));
};
