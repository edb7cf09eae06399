import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { signInTry } from '../../db/schema/users.ts';
import { makeTries, TRIES, type Try } from '../../server/access/tries.ts';
import { type Answer, type Loose, startTestApp, type TestApp } from '../support/app.ts';

const PASSWORD = 'three words and a river';
let app: TestApp;
let sequence = 0;

beforeAll(async () => {
  app = await startTestApp({ proxies: 1 });
});
// The day's clock stands still, so that a minute is over when a test says so and not when a machine is slow.
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  await app.deps.db.delete(signInTry);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => app.stop());

const someone = async (): Promise<string> => {
  sequence += 1;
  const email = `tried${sequence}@haven.example`;
  await app.account(email, PASSWORD);
  return email;
};
interface From {
  cookie?: string;
  peer?: string;
}
const signIn = (email: string, password: string, { cookie = '', peer = '192.0.2.1' }: From = {}) =>
  app.holding(cookie).send('/api/sign-in', {
    method: 'POST',
    body: JSON.stringify({ email, password }),
    headers: { 'content-type': 'application/json', 'x-forwarded-for': peer },
  });
const wrong = (email: string, times: number, from: From = {}): Promise<Answer<Loose>[]> =>
  Promise.all(Array.from({ length: times }, () => signIn(email, 'not the password', from)));
const statuses = (answers: readonly Answer<Loose>[]): number[] => answers.map((one) => one.status).toSorted();
const knownIn = ({ headers }: Answer<Loose>): string =>
  headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .find((one) => one.startsWith('haven.known=')) ?? '';
const times = (n: number, status: number): number[] => Array.from({ length: n }, () => status);

/** Puts wrong tries down as made, which the password check would take minutes for. */
const tried = async (it: Try, n: number): Promise<void> => {
  const tries = makeTries(app.deps);
  await Promise.allSettled(Array.from({ length: n }, () => tries.take(it)));
};

describe('wrong tries at an account', () => {
  test('are stopped after ten, also when they come at once, for a minute at most, and leave other accounts alone', async () => {
    const email = await someone();
    expect(statuses(await wrong(email, 14))).toEqual([...times(10, 401), ...times(4, 429)]);
    const answer = await signIn(email, PASSWORD);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await signIn(await someone(), PASSWORD)).status).toBe(204);
  });

  test('never slow it on a device it has been used on, from wherever they come', async () => {
    const email = await someone();
    const cookie = knownIn(await signIn(email, PASSWORD));
    await Promise.all(
      ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5', '192.0.2.6', '192.0.2.7'].map((peer) =>
        tried({ email, peer, knownDevice: null }, TRIES.address),
      ),
    );
    await tried({ email: 'nobody@haven.example', peer: '192.0.2.1', knownDevice: null }, TRIES.peer);
    expect((await signIn(email, PASSWORD, { peer: '192.0.2.9' })).status).toBe(429);
    expect((await signIn(email, PASSWORD, { cookie })).status).toBe(204);
  });

  test('are counted on such a device too, by themselves', async () => {
    const email = await someone();
    const cookie = knownIn(await signIn(email, PASSWORD));
    expect(statuses(await wrong(email, 12, { cookie }))).toEqual([...times(10, 401), ...times(2, 429)]);
    expect((await signIn(email, PASSWORD)).status).toBe(204);
  });

  test('made at one address slow nobody at another', async () => {
    const email = await someone();
    await tried({ email, peer: '192.0.2.1', knownDevice: null }, 100);
    expect((await signIn(email, PASSWORD, { peer: '192.0.2.1' })).status).toBe(429);
    expect((await signIn(email, PASSWORD, { peer: '192.0.2.2' })).status).toBe(204);
  });

  test('end with their minute, however many follow, and are deleted', async () => {
    const email = await someone();
    await tried({ email, peer: '192.0.2.1', knownDevice: null }, 100);
    expect((await signIn(email, PASSWORD)).status).toBe(429);
    vi.setSystemTime(Date.now() + 60_000);
    expect((await signIn(email, PASSWORD)).status).toBe(204);
    const kept = await app.deps.db.select().from(signInTry);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.every((one) => one.expire && one.expire.getTime() > Date.now())).toBe(true);
  });

  test('are shared with other processes and outlive a restart, without the address they were at', async () => {
    const it = { email: 'restart@haven.example', peer: '192.0.2.1', knownDevice: null };
    for (let count = 0; count < 10; count += 1) await makeTries(app.deps).take(it);
    await expect(makeTries(app.deps).take(it)).rejects.toMatchObject({ slug: 'too-many-requests' });
    const kept = JSON.stringify(await app.deps.db.select().from(signInTry));
    expect(kept).not.toMatch(/restart|192\.0\.2/);
  });

  test('are answered alike at an account that does not exist', async () => {
    const email = await someone();
    const [known, unknown] = [await wrong(email, 12), await wrong('nobody@haven.example', 12)];
    expect(statuses(unknown)).toEqual(statuses(known));
    const bodies = (all: readonly Answer<Loose>[]) =>
      [...new Set(all.map((one) => JSON.stringify({ ...one.body, retryAfter: 0 })))].toSorted();
    expect(bodies(unknown)).toEqual(bodies(known));
  });

  test('are forgotten once the right person came', async () => {
    const email = await someone();
    await wrong(email, 9);
    expect((await signIn(email, PASSWORD)).status).toBe(204);
    expect((await signIn(email, 'not the password')).status).toBe(401);
  });

  test('of one address are stopped, and right ones there take nothing from the hall that shares it', async () => {
    const email = await someone();
    for (let n = 0; n < TRIES.peer; n += 1) {
      const it = { email: `other${n}@haven.example`, peer: '192.0.2.1', knownDevice: null };
      await makeTries(app.deps).take(it);
      await makeTries(app.deps).right(it);
    }
    expect((await signIn(email, PASSWORD)).status).toBe(204);
    for (let n = 0; n < TRIES.peer; n += 1) {
      await makeTries(app.deps).take({ email: `wrong${n}@haven.example`, peer: '192.0.2.1', knownDevice: null });
    }
    expect((await signIn(await someone(), PASSWORD)).status).toBe(429);
  });
});

describe('the cookie of a known device', () => {
  test('is no credential: by itself it opens nothing', async () => {
    const cookie = knownIn(await signIn(await someone(), PASSWORD));
    expect(cookie).not.toBe('');
    expect((await app.holding(cookie).get('/api/me')).status).toBe(401);
    expect((await app.holding(cookie).get('/api/users')).status).toBe(401);
  });

  test('is worth nothing for an account that was never used there, nor when it is changed', async () => {
    const [own, other] = [await someone(), await someone()];
    const cookie = knownIn(await signIn(own, PASSWORD));
    await tried({ email: other, peer: '192.0.2.1', knownDevice: null }, 11);
    await tried({ email: own, peer: '192.0.2.1', knownDevice: null }, 11);
    expect((await signIn(other, PASSWORD, { cookie })).status).toBe(429);
    const [name, value = ''] = cookie.split('=');
    const changed = `${name}=${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`;
    expect((await signIn(own, PASSWORD, { cookie: changed })).status).toBe(429);
    expect((await signIn(own, PASSWORD, { cookie })).status).toBe(204);
  });

  test('serves everybody who signs in at one desk, names none of them and lasts a year', async () => {
    const [first, second] = [await someone(), await someone()];
    const one = knownIn(await signIn(first, PASSWORD));
    const answer = await signIn(second, PASSWORD, { cookie: one });
    const both = knownIn(answer);
    await tried({ email: first, peer: '192.0.2.1', knownDevice: null }, 11);
    await tried({ email: second, peer: '192.0.2.1', knownDevice: null }, 11);
    expect((await signIn(first, PASSWORD, { cookie: both })).status).toBe(204);
    expect((await signIn(second, PASSWORD, { cookie: both })).status).toBe(204);
    expect(both).not.toMatch(/tried|example/);
    const set = answer.headers.getSetCookie().find((it) => it.startsWith('haven.known='));
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Strict/);
    expect(Number(/Max-Age=(\d+)/.exec(set ?? '')?.[1])).toBeGreaterThan(365 * 86_400);
  });
});

describe('what is forwarded', () => {
  test('is believed from the proxies that are ours alone: what somebody wrote themselves changes no count', async () => {
    const email = await someone();
    for (let n = 0; n < 10; n += 1) await signIn(email, 'wrong', { peer: `203.0.113.${n}, 192.0.2.1` });
    expect((await signIn(email, PASSWORD, { peer: '203.0.113.99, 192.0.2.1' })).status).toBe(429);
    expect((await signIn(email, PASSWORD, { peer: '192.0.2.1, 192.0.2.2' })).status).toBe(204);
  });

  test('makes no other site our own, and no plain request a secure one', async () => {
    const email = await someone();
    const send = (headers: Record<string, string>) =>
      app.nobody.send('/api/sign-in', {
        method: 'POST',
        body: JSON.stringify({ email, password: PASSWORD }),
        headers: { 'content-type': 'application/json', ...headers },
      });
    const host = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example;proto=https' };
    expect((await send({ ...host, origin: 'https://evil.example' })).status).toBe(403);
    const plain = await send({ 'x-forwarded-proto': 'https' });
    expect(plain.status).toBe(204);
    expect(plain.headers.get('strict-transport-security')).toBeNull();
    expect(plain.headers.getSetCookie().join()).not.toMatch(/Secure|__Host/);
  });
});

test('an account is one however its address is written: other letters are no further tries', async () => {
  const tries = makeTries(app.deps);
  const asked = (email: string): Try => ({ email, peer: '192.0.2.1', knownDevice: null });
  for (let n = 0; n < TRIES.address; n += 1)
    await tries.take(asked(n % 2 ? 'Duty@haven.example' : 'duty@haven.example'));
  await expect(tries.take(asked('DUTY@haven.example'))).rejects.toMatchObject({ slug: 'too-many-requests' });
});
