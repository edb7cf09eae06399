import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Auth } from '../../server/access/auth.ts';
import { codeDigest, inFours, inRealMinutes } from '../../server/access/codes.ts';
import { knownDevice, rememberDevice } from '../../server/access/knownDevice.ts';
import type { Env } from '../../server/http/types.ts';

const auth = {
  $context: Promise.resolve({ authCookies: { sessionToken: { attributes: { secure: false } } } }),
} as unknown as Auth;
const deps = { keys: { audit: Buffer.alloc(32, 1), session: 's'.repeat(32) } };
const desk = (n: number): string => `desk${n}@haven.example`;

/** Signs in at a browser that holds this cookie. @returns the one it holds then */
const signedIn = async (email: string, held: string): Promise<string> => {
  const app = new Hono<Env>().get('/', async (c) => {
    await rememberDevice(deps, auth, c, email);
    return c.body(null);
  });
  const { headers } = await app.request('/', { headers: { cookie: held } });
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
};
const known = (email: string, cookie: string) => knownDevice(deps, auth, new Headers({ cookie }), email);

/** One browser at which so many have signed in, one after the other. */
const shared = async (people: readonly number[]): Promise<string> => {
  let cookie = '';
  for (const it of people) cookie = await signedIn(desk(it), cookie);
  return cookie;
};
const knownAt = async (cookie: string, most = 15): Promise<number[]> => {
  const all = await Promise.all(Array.from({ length: most }, (_, n) => known(desk(n), cookie)));
  return all.flatMap((it, n) => (it === null ? [] : [n]));
};

test('a browser knows the last twelve who signed in there, and whoever signed in longest ago is forgotten first', async () => {
  const twelve = Array.from({ length: 12 }, (_, n) => n);
  expect(await knownAt(await shared(twelve))).toEqual(twelve);
  expect(await knownAt(await shared([...twelve, 12]))).toEqual([...twelve.slice(1), 12]);
  // Whoever signs in again takes nobody's place, and is the last of them.
  expect(await knownAt(await shared([...twelve, 0, 12]))).toEqual([0, ...twelve.slice(2), 12]);
});

test('it stays the same browser for all of them, in whatever letters they write their address', async () => {
  const cookie = await shared([1, 2]);
  const device = await known(desk(1), cookie);
  expect(device).toMatch(/^[\w-]{22}$/);
  expect(await known(desk(2).toUpperCase(), cookie)).toBe(device);
  expect(await known(desk(1), await signedIn(desk(3).toUpperCase(), cookie))).toBe(device);
  expect(await known(desk(3), cookie)).toBeNull();
  expect(await known(desk(1), await shared([1]))).not.toBe(device);
});

test('what is no such cookie knows nobody, and is made anew', async () => {
  const cookie = await shared([1]);
  const [device = '', signature = ''] = cookie.replace('haven.known=', '').split('~');
  const tooMany = [device, ...Array.from({ length: 13 }, () => signature)].join('~');
  for (const wrong of [device, `${device}~`, `${device}~${signature.slice(1)}`, `~${signature}`, tooMany, '']) {
    expect([wrong, await known(desk(1), `haven.known=${wrong}`)]).toEqual([wrong, null]);
    expect(await signedIn(desk(1), `haven.known=${wrong}`)).not.toContain(device);
  }
  expect(await known(desk(1), `haven.known=${device}~${signature}`)).toBe(device);
});

test('a code is read in fours, is kept apart for each use, and ends after real minutes, however fast the clock runs', () => {
  expect(['MQR72HX9TD', 'MQR7', 'MQR72'].map(inFours)).toEqual(['MQR7 2HX9 TD', 'MQR7', 'MQR7 2']);
  const digest = (what: string, code: string) => codeDigest(deps, what, code).toString('hex');
  expect(new Set([digest('pairing', 'A'), digest('walls', 'A'), digest('pairing', 'B')]).size).toBe(3);
  const now = new Date('2026-11-19T06:00:00Z');
  for (const [rate, ends] of [
    [1, '2026-11-19T06:10:00.000Z'],
    [6, '2026-11-19T07:00:00.000Z'],
  ] as const)
    expect(inRealMinutes({ now: () => now, rate }, 10).toISOString()).toBe(ends);
});
