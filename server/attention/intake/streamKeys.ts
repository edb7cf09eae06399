/** Keys that commands are sealed to, one pair for each stream. The private half never leaves the server. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { inArray, sql } from 'drizzle-orm';
import { streamKey } from '../../../db/schema/tablets.ts';
import { Problem } from '../../../shared/problems.ts';
import type { SealingKey } from '../../../shared/push.ts';
import { derive } from '../../engine/derive.ts';
import type { Deps, Reader } from '../../engine/deps.ts';
import { finder } from '../../engine/gather.ts';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

export type KeyDeps = Pick<Deps, 'keys' | 'clock'> & { db: Reader };

const lockUp = ({ keys }: KeyDeps, streamId: string, plain: Uint8Array): Uint8Array => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, derive(keys.audit, 'stream keys'), nonce).setAAD(Buffer.from(streamId));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

const unlock = ({ keys }: KeyDeps, streamId: string, kept: Uint8Array): Uint8Array<ArrayBuffer> => {
  const cipher = createDecipheriv(CIPHER, derive(keys.audit, 'stream keys'), kept.subarray(0, NONCE));
  cipher.setAAD(Buffer.from(streamId)).setAuthTag(kept.subarray(-TAG));
  return Uint8Array.from(Buffer.concat([cipher.update(kept.subarray(NONCE, -TAG)), cipher.final()]));
};

const keysByStream = finder(
  (reader, ids) => reader.select().from(streamKey).where(inArray(streamKey.streamId, ids)),
  ({ streamId }) => streamId,
);

const find = async ({ db }: KeyDeps, streamId: string) => {
  const [kept] = await keysByStream(db, streamId);
  return kept;
};

/** Of two who make it at once, one is kept. @throws Problem `not-found` where there is no such stream */
const make = async (deps: KeyDeps, streamId: string): Promise<void> => {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const plain = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  await deps.db.execute(sql`
    insert into stream_key (stream_id, public_key, private_key, made_at)
    select id, ${JSON.stringify({ kty, crv, x, y })}::jsonb, ${lockUp(deps, streamId, plain)},
      ${deps.clock.now().toISOString()}
    from stream where id = ${streamId}
    on conflict do nothing`);
};

/** What commands for a stream are sealed to; made when first asked for. @throws Problem `not-found` */
export const sealingKeyOf = async (deps: KeyDeps, streamId: string): Promise<SealingKey> => {
  let kept = await find(deps, streamId);
  if (!kept) {
    await make(deps, streamId);
    kept = await find(deps, streamId);
  }
  if (!kept) throw new Problem('not-found');
  return { keyId: streamId, publicKey: kept.publicKey };
};

// A key never changes, so what was opened once is kept; by database, as tests run several servers in one process.
const opened = new WeakMap<object, Map<string, CryptoKey>>();

/** The half that opens, or `null` where no key was ever made. Cannot be exported. */
export const privateKeyOf = async (deps: KeyDeps, streamId: string): Promise<CryptoKey | null> => {
  const held = opened.get(deps.db) ?? new Map<string, CryptoKey>();
  opened.set(deps.db, held);
  const known = held.get(streamId);
  if (known) return known;
  const kept = await find(deps, streamId);
  if (!kept) return null;
  const plain = unlock(deps, streamId, kept.privateKey);
  const key = await crypto.subtle.importKey('pkcs8', plain, curve, false, ['deriveBits']);
  held.set(streamId, key);
  return key;
};
