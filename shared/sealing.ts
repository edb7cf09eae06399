/**
 * How a command is put away so that the tablet itself cannot read it back. Each item has a key of its own (ECDH P-256
 * with a throw-away key, HKDF-SHA-256, AES-256-GCM); only the server holds the other half. The header is bound to it,
 * and where a tablet has several users, a code proves that the named author's key was open when it was said.
 */
import { z } from 'zod';
import { uuid } from './primitives.ts';

const encoded = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/, 'Use base64url');

/** About 180 KB of command; a request holds 256 KB. */
export const BOX_MAX = 240_000;

export const sealedItem = z.strictObject({
  v: z.literal(1),
  /** The command's own id. */
  id: uuid,
  /** The stream whose key it is sealed to. */
  keyId: uuid,
  authorId: z.string().min(1).max(64),
  deviceId: uuid.nullable(),
  /** Throw-away public key (65 bytes), nonce (12), sealed text; base64url. */
  box: encoded(BOX_MAX),
  /** HMAC-SHA-256 of header and box under the author's key on this device; `null` from an account's own session. */
  proof: encoded(43).nullable(),
});
export type SealedItem = z.infer<typeof sealedItem>;
export type SealHeader = Omit<SealedItem, 'box' | 'proof'>;

/** What is inside, as JSON. */
export const sealedCommand = z.strictObject({
  name: z.string().max(64),
  args: z.record(z.string(), z.unknown()),
  occurredAt: z.string().max(40),
});
export type SealedCommand = z.infer<typeof sealedCommand>;

const POINT = 65;
const NONCE = 12;
const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const text = new TextEncoder();
type Bytes = Uint8Array<ArrayBuffer>;

export const toBase64url = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};
/** @throws DOMException where it is no base64 */
export const fromBase64url = (given: string): Bytes =>
  Uint8Array.from(atob(given.replaceAll('-', '+').replaceAll('_', '/')), (it) => it.charCodeAt(0));

const headerBytes = ({ v, id, keyId, authorId, deviceId }: SealHeader): Bytes =>
  text.encode(JSON.stringify([v, id, keyId, authorId, deviceId])) as Bytes;

const itemKey = async (own: CryptoKey, other: CryptoKey, point: Bytes, use: 'encrypt' | 'decrypt') => {
  const { subtle } = crypto;
  const shared = await subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
  const base = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: point, info: text.encode('haven outbox 1') };
  return subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, [use]);
};

const proofBytes = (header: SealHeader, box: string): Bytes => {
  const head = headerBytes(header);
  const whole = new Uint8Array(head.length + box.length + 1);
  whole.set(head);
  whole.set(text.encode(`.${box}`), head.length);
  return whole;
};

export const publicKeyFrom = (jwk: JsonWebKey): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', jwk, curve, true, []);

/** The key that says who wrote an item. 32 bytes. */
export const authorKeyFrom = (bytes: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes as Bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);

/** A throw-away key for one item, made before it is needed: what is said is then sealed in a step or two. */
export interface SealingKit {
  point: Bytes;
  key: CryptoKey;
}

export const makeSealingKit = async (to: CryptoKey): Promise<SealingKit> => {
  const { subtle } = crypto;
  const once = await subtle.generateKey(curve, true, ['deriveBits']);
  const point = new Uint8Array(await subtle.exportKey('raw', once.publicKey));
  return { point, key: await itemKey(once.privateKey, to, point, 'encrypt') };
};

/** Seals a command to the holder of `to`'s private half. A kit serves for one item only. */
export const seal = async (
  to: CryptoKey,
  header: SealHeader,
  command: SealedCommand,
  authorKey: CryptoKey | null,
  kit: SealingKit | Promise<SealingKit> = makeSealingKit(to),
): Promise<SealedItem> => {
  const { subtle } = crypto;
  const { point, key } = await kit;
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const how = { name: 'AES-GCM', iv, additionalData: headerBytes(header) };
  const sealed = new Uint8Array(await subtle.encrypt(how, key, text.encode(JSON.stringify(command))));
  const whole = new Uint8Array(POINT + NONCE + sealed.length);
  whole.set(point);
  whole.set(iv, POINT);
  whole.set(sealed, POINT + NONCE);
  const box = toBase64url(whole);
  const proof = authorKey && new Uint8Array(await subtle.sign('HMAC', authorKey, proofBytes(header, box)));
  return { ...header, box, proof: proof && toBase64url(proof) };
};

/** @throws Error where the item was sealed to another key, or altered since */
export const unseal = async (own: CryptoKey, item: SealedItem): Promise<unknown> => {
  const whole = fromBase64url(item.box);
  if (whole.length <= POINT + NONCE) throw new Error('nothing is sealed here');
  const point = whole.slice(0, POINT);
  const once = await crypto.subtle.importKey('raw', point, curve, true, []);
  const key = await itemKey(own, once, point, 'decrypt');
  const how = { name: 'AES-GCM', iv: whole.slice(POINT, POINT + NONCE), additionalData: headerBytes(item) };
  const opened = await crypto.subtle.decrypt(how, key, whole.slice(POINT + NONCE));
  return JSON.parse(new TextDecoder().decode(opened)) as unknown;
};

/** Was it written by whoever holds this author's key? */
export const isProven = async (authorKey: CryptoKey, item: SealedItem): Promise<boolean> =>
  item.proof !== null && crypto.subtle.verify('HMAC', authorKey, fromBase64url(item.proof), proofBytes(item, item.box));
