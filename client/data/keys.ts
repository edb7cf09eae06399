import { effect } from '@preact/signals';
import { REGISTERS_KEY, type SealingKey } from '../../shared/push.ts';
import { publicKeyFrom } from '../../shared/sealing.ts';
import { ApiProblem, ask } from './api.ts';
import { author } from './author.ts';
import { database } from './database.ts';
import { holding } from './store.ts';

const imported = new Map<string, Promise<CryptoKey>>();
const asking = new Map<string, Promise<boolean>>();

const hold = ({ keyId, publicKey }: SealingKey): Promise<CryptoKey> => {
  const key = publicKeyFrom(publicKey);
  imported.set(keyId, key);
  key.catch(() => imported.delete(keyId));
  return key;
};

const keep = async (key: SealingKey): Promise<void> => {
  try {
    await (await database()).put('keys', key);
  } catch (error) {
    // Then it is fetched again after the next start.
    if (!(error instanceof DOMException)) throw error;
  }
};

const fetchKey = async (streamId: string): Promise<boolean> => {
  try {
    const found = await ask('/api/keys/:id', { id: streamId });
    await hold(found);
    await keep(found);
    return true;
  } catch (error) {
    // Nobody answered, or somebody on the way did, with what is no key.
    if (error instanceof ApiProblem || error instanceof TypeError || error instanceof DOMException) return false;
    throw error;
  }
};

/** Asks for a stream's key; several askers share one answer. False where there was none. */
const learn = (streamId: string): Promise<boolean> => {
  const asked = asking.get(streamId) ?? fetchKey(streamId).finally(() => asking.delete(streamId));
  asking.set(streamId, asked);
  return asked;
};

const recall = async (streamId: string): Promise<CryptoKey | undefined> => {
  if (imported.has(streamId)) return imported.get(streamId);
  const kept = await (await database()).get('keys', streamId);
  return imported.get(streamId) ?? (kept && hold(kept));
};

export interface To {
  keyId: string;
  key: CryptoKey;
}

const keyOf = async (streamId: string): Promise<To | null> => {
  const key = (await recall(streamId)) ?? ((await learn(streamId)) ? await imported.get(streamId) : undefined);
  return key ? { keyId: streamId, key } : null;
};

/**
 * What to seal a command to: its operation's key, else (also for an operation that does not exist yet) the registers'.
 * `null` where this browser has never been told either.
 */
export const keyFor = async (operationId: string | null): Promise<To | null> =>
  (operationId && (await keyOf(operationId))) || keyOf(REGISTERS_KEY);

effect(() => {
  if (!author.value) return;
  void learn(REGISTERS_KEY);
  if (holding.value) void learn(holding.value);
});
