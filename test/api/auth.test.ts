import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { session, user } from '../../db/schema/users.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { some } from '../support/some.ts';

const PASSWORD = 'three words and a river';
let app: TestApp;
let sequence = 0;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const someone = async () => {
  sequence += 1;
  const email = `person${sequence}@haven.example`;
  return { email, userId: await app.account(email, PASSWORD) };
};
const signIn = (email: string, password: string, cookie = '') =>
  app.holding(cookie).post('/api/sign-in', { email, password });
const cookieOf = (headers: Headers): string => headers.getSetCookie()[0]?.split(';')[0] ?? '';
const signedIn = async () => {
  const who = await someone();
  return { ...who, cookie: cookieOf((await signIn(who.email, PASSWORD)).headers) };
};
const changeSession = (userId: string, to: Partial<typeof session.$inferInsert>) =>
  app.deps.db.update(session).set(to).where(eq(session.userId, userId));
const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
const statusOf = async (cookie: string): Promise<number> => (await app.holding(cookie).get('/api/me')).status;

describe('signing in', () => {
  test('opens a session whose cookie no script and no other site can use', async () => {
    const { email } = await someone();
    const answer = await signIn(email, PASSWORD);
    expect(answer.status).toBe(204);
    const [cookie, known, ...others] = answer.headers.getSetCookie();
    expect(known).toMatch(/^haven\.known=/);
    expect(others).toEqual([]);
    expect(cookie).toMatch(/^haven\.session_token=/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Domain/);
    expect((await app.holding(cookieOf(answer.headers)).get('/api/me')).body.email).toBe(email);
  });

  test('takes the email address in capitals too', async () => {
    const { email } = await someone();
    expect((await signIn(email.toUpperCase(), PASSWORD)).status).toBe(204);
  });

  test('says the same to a wrong password, an unknown address and a disabled account', async () => {
    const { email } = await someone();
    const off = await someone();
    await app.deps.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, off.userId));
    const answers = await Promise.all([
      signIn(email, 'not the password'),
      signIn('nobody@haven.example', PASSWORD),
      signIn(off.email, PASSWORD),
    ]);
    for (const answer of some(answers)) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.body).toEqual(answers[0]?.body);
    }
    expect(await app.deps.db.select().from(session).where(eq(session.userId, off.userId))).toEqual([]);
  });

  test('ends the session the browser held before', async () => {
    const first = await signedIn();
    const answer = await signIn(first.email, PASSWORD, first.cookie);
    expect(await statusOf(first.cookie)).toBe(401);
    expect(await statusOf(cookieOf(answer.headers))).toBe(200);
  });

  test('refuses a form of another site, and a body that is not JSON', async () => {
    const { email } = await someone();
    const body = JSON.stringify({ email, password: PASSWORD });
    const send = (headers: Record<string, string>) =>
      app.nobody.send('/api/sign-in', { method: 'POST', body, headers });
    expect((await send({ 'content-type': 'application/json', origin: 'https://evil.example' })).status).toBe(403);
    expect((await send({ 'content-type': 'application/json', origin: 'null' })).status).toBe(403);
    expect((await send({ 'content-type': 'text/plain' })).status).toBe(415);
  });
});

describe('a session', () => {
  test('is refused with a forged signature, with none, and with a token that nobody was given', async () => {
    const { cookie } = await signedIn();
    const [name = '', value = ''] = cookie.split('=');
    const [token = '', signature = ''] = decodeURIComponent(value).split('.');
    const turned = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    const forged = [`${token}.${turned}`, token, `${token}.`, `x${token}.${signature}`, ''];
    for (const it of forged) expect(await statusOf(`${name}=${encodeURIComponent(it)}`)).toBe(401);
    expect(await statusOf(cookie)).toBe(200);
  });

  test('ends when its time is over', async () => {
    const { cookie, userId } = await signedIn();
    await changeSession(userId, { expiresAt: ago(1) });
    expect(await statusOf(cookie)).toBe(401);
  });

  test('ends after a quarter of an hour without use', async () => {
    const { cookie, userId } = await signedIn();
    await changeSession(userId, { updatedAt: ago(15) });
    expect(await statusOf(cookie)).toBe(401);
  });

  test('lasts while it is used, and says when someone was last here', async () => {
    const { cookie, userId } = await signedIn();
    await changeSession(userId, { updatedAt: ago(14) });
    expect(await statusOf(cookie)).toBe(200);
    const [kept] = await app.deps.db.select().from(session).where(eq(session.userId, userId));
    expect(kept?.updatedAt.getTime()).toBeGreaterThan(ago(1).getTime());
    const [person] = await app.deps.db.select().from(user).where(eq(user.id, userId));
    expect(person?.lastSeenAt?.getTime()).toBeGreaterThan(ago(1).getTime());
  });

  test('ends after eight hours however much it is used', async () => {
    const { cookie, userId } = await signedIn();
    await changeSession(userId, { createdAt: ago(8 * 60 + 1), expiresAt: ago(-60) });
    expect(await statusOf(cookie)).toBe(401);
  });

  test('ends with its row, and for someone who was disabled', async () => {
    const deleted = await signedIn();
    await app.deps.db.delete(session).where(eq(session.userId, deleted.userId));
    expect(await statusOf(deleted.cookie)).toBe(401);
    const disabled = await signedIn();
    await app.deps.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, disabled.userId));
    expect(await statusOf(disabled.cookie)).toBe(401);
  });

  test('ends on signing out, and the browser forgets the cookie', async () => {
    const { cookie } = await signedIn();
    const answer = await app.holding(cookie).post('/api/sign-out', {});
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^haven\.session_token=;.*Max-Age=0/);
    expect(await statusOf(cookie)).toBe(401);
  });

  test('gives a role until the grant ends, and none that this version does not know', async () => {
    const end = new Date(app.clock.now().getTime() + 60_000);
    const person = await app.signInAs('planner', { endsAt: end });
    expect((await person.get('/api/me')).body.grants).toHaveLength(1);
    app.clock.advance?.(2);
    expect((await person.get('/api/me')).body.grants).toEqual([]);
    const stranger = await app.signInAs('gold' as 'silver');
    expect((await stranger.get('/api/me')).body.grants).toEqual([]);
  });
});

describe('nothing else of the sign-in library can be reached', () => {
  const paths = [
    'sign-up/email',
    'sign-in/email',
    'get-session',
    'list-sessions',
    'update-user',
    'change-password',
    'ok',
  ];

  test.each(paths)('%s is 401 to nobody and 404 to somebody', async (path) => {
    const person = await app.signInAs('administrator');
    for (const method of ['GET', 'POST']) {
      const sending = {
        method,
        ...(method === 'POST' ? { body: '{}' } : {}),
        headers: { 'content-type': 'application/json' },
      };
      const nobody = await app.nobody.send(`/api/auth/${path}`, sending);
      expect([nobody.status, nobody.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
      const somebody = await person.send(`/api/auth/${path}`, sending);
      expect([somebody.status, somebody.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    }
  });
});
