import { expect, test } from 'vitest';
import {
  authorKeyFrom,
  fromBase64url,
  isProven,
  makeSealingKit,
  publicKeyFrom,
  seal,
  type SealHeader,
  toBase64url,
  unseal,
} from '../../shared/sealing.ts';
import { some } from '../support/some.ts';

const header: SealHeader = {
  v: 1,
  id: '0193e0a0-0000-7000-8000-000000000901',
  keyId: '0193e0a0-0000-7000-8000-000000000902',
  authorId: '0193e0a0-0000-7000-8000-000000000903',
  deviceId: '0193e0a0-0000-7000-8000-000000000904',
};
const command = { name: 'needs.raise', args: { note: 'Ünsal’s drink' }, occurredAt: '2026-11-19T06:30:00Z' };

const pair = async () => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, [
    'deriveBits',
  ]);
  return { privateKey, publicKey: await publicKeyFrom(await crypto.subtle.exportKey('jwk', publicKey)) };
};
/** What the platform says of a seal that does not fit. */
const BROKEN = 'operation-specific reason';
const authorKey = (byte: number) => authorKeyFrom(new Uint8Array(32).fill(byte));

test('what is sealed opens with the other half of the key, and with no other', async () => {
  const { privateKey, publicKey } = await pair();
  const item = await seal(publicKey, header, command, null);
  expect(await unseal(privateKey, item)).toEqual(command);
  expect(item.box).not.toContain(toBase64url(new TextEncoder().encode('drink')).slice(0, 6));
  await expect(unseal((await pair()).privateKey, item)).rejects.toThrow(BROKEN);
});

test('a kit made beforehand seals as well, and no two items are alike', async () => {
  const { privateKey, publicKey } = await pair();
  const kit = makeSealingKit(publicKey);
  const item = await seal(publicKey, header, command, null, kit);
  expect(await unseal(privateKey, item)).toEqual(command);
  expect((await seal(publicKey, header, command, null)).box).not.toBe(item.box);
});

test('an item whose header was altered does not open, whichever part it was', async () => {
  const { privateKey, publicKey } = await pair();
  const item = await seal(publicKey, header, command, null);
  const other = '0193e0a0-0000-7000-8000-00000000099f';
  const altered = [{ id: other }, { keyId: other }, { authorId: other }, { deviceId: other }, { deviceId: null }];
  await Promise.all(
    some(altered).map((change) => expect(unseal(privateKey, { ...item, ...change })).rejects.toThrow(BROKEN)),
  );
});

test('an item that was cut short or changed does not open', async () => {
  const { privateKey, publicKey } = await pair();
  const item = await seal(publicKey, header, command, null);
  const whole = fromBase64url(item.box);
  const opening = (bytes: Uint8Array) => unseal(privateKey, { ...item, box: toBase64url(bytes) });
  await expect(opening(whole.slice(0, 65 + 12))).rejects.toThrow('nothing is sealed here');
  await expect(opening(whole.slice(0, 20))).rejects.toThrow('nothing is sealed here');
  await expect(opening(whole.slice(0, -1))).rejects.toThrow(BROKEN);
  await expect(opening(whole.with(80, (whole[80] ?? 0) ^ 1))).rejects.toThrow(BROKEN);
});

test('a proof is its author’s, of this item and this header alone', async () => {
  const { publicKey } = await pair();
  const item = await seal(publicKey, header, command, await authorKey(1));
  expect(await isProven(await authorKey(1), item)).toBe(true);
  expect(await isProven(await authorKey(2), item)).toBe(false);
  const again = await seal(publicKey, header, command, await authorKey(1));
  const altered = [
    { id: header.keyId },
    { keyId: header.id },
    { authorId: header.id },
    { deviceId: null },
    { box: again.box },
    { box: item.box.slice(0, -1) },
    { proof: again.proof },
  ];
  const proven = await Promise.all(
    some(altered).map(async (change) => isProven(await authorKey(1), { ...item, ...change })),
  );
  expect(proven).not.toContain(true);
});

test('what nobody proved is not proven, and has no proof', async () => {
  const { publicKey } = await pair();
  const item = await seal(publicKey, header, command, null);
  expect(item).toEqual({ ...header, box: item.box, proof: null });
  expect(await isProven(await authorKey(1), item)).toBe(false);
});

test('neither half of a sealed item’s key can be taken out of the kit, nor an author’s key out of its keeper', async () => {
  const { publicKey } = await pair();
  const { key } = await makeSealingKit(publicKey);
  expect([key.extractable, (await authorKey(1)).extractable]).toEqual([false, false]);
  expect(key.usages).toEqual(['encrypt']);
});
