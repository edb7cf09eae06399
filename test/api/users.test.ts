import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusedCommand, version } from '../../db/schema/engine.ts';
import { account } from '../../db/schema/users.ts';
import { firstAdministratorLink } from '../../server/users/invitations.ts';
import { type Person, startTestApp, testClock, type TestApp } from '../support/app.ts';
import {
  cookieOf,
  firstAdministrator,
  invitations,
  listed,
  newLink,
  PASSWORD,
  problemOf,
} from '../support/invitations.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let admin: Person;
const { join, invite } = invitations(() => ({ app, admin }));

beforeAll(async () => {
  app = await startTestApp();
  admin = await firstAdministrator(app);
});
afterAll(() => app.stop());

describe('the first administrator', () => {
  test('joins by the printed link once, and none is printed when somebody is there', async () => {
    const fresh = await startTestApp();
    const first = await firstAdministratorLink(fresh.deps, 'http://127.0.0.1:3000/');
    const second = await firstAdministratorLink(fresh.deps, 'http://127.0.0.1:3000');
    expect(second).toMatch(/^http:\/\/127\.0\.0\.1:3000\/join#[\w-]{43}$/);
    const ask = (link: string | null, name: string) =>
      fresh.nobody.post('/api/join', {
        token: link?.split('#')[1],
        name,
        email: `${name}@haven.example`,
        password: PASSWORD,
      });
    expect((await ask(first, 'early')).status).toBe(410);
    const answers = await Promise.all([ask(second, 'one'), ask(second, 'two')]);
    expect(answers.map((it) => it.status).toSorted()).toEqual([204, 410]);
    const cookie = answers.map((it) => cookieOf(it.headers)).find((it) => it !== '') ?? '';
    const me = (await fresh.holding(cookie).get('/api/me')).body;
    expect(me.grants).toEqual([{ role: 'administrator', operationId: null, centreId: null, address: true }]);
    expect(await firstAdministratorLink(fresh.deps, fresh.url)).toBeNull();
    await fresh.stop();
  });

  test('has a day to use the link, and must say who they are', async () => {
    const clock = testClock();
    const fresh = await startTestApp({ clock });
    const token = (await firstAdministratorLink(fresh.deps, fresh.url))?.split('#')[1];
    const bare = await fresh.nobody.post('/api/join', { token, password: PASSWORD });
    expect(bare.status).toBe(422);
    expect(bare.body.errors.map((it: { pointer: string }) => it.pointer)).toEqual(['/name', '/email']);
    clock.advance(24 * 60);
    expect((await fresh.nobody.post('/api/join/check', { token })).status).toBe(410);
    await fresh.stop();
  });

  test('is known by the address in lower case', async () => {
    expect((await admin.get('/api/me')).body.email).toBe('ada@haven.example');
  });
});

describe('an invitation', () => {
  test('greets its person, takes a password, signs in, and works once', async () => {
    const { userId, email, token } = await invite([{ role: 'planner' }]);
    expect(await listed(admin, userId)).toMatchObject({ state: 'invited', email, seenMinutesAgo: null });
    const check = await app.nobody.post('/api/join/check', { token });
    expect(check.body).toMatchObject({ purpose: 'join', email });
    const answer = await join(token, { name: 'Tess Okafor' });
    expect(answer.status).toBe(204);
    const me = await app.holding(cookieOf(answer.headers)).get('/api/me');
    expect(me.body).toMatchObject({ userId, name: 'Tess Okafor', grants: [{ role: 'planner' }] });
    expect((await app.nobody.post('/api/sign-in', { email, password: PASSWORD })).status).toBe(204);
    expect(await listed(admin, userId)).toMatchObject({ state: 'active', linkEndsAt: null, seenMinutesAgo: 0 });
    const again = await join(token);
    expect([again.status, problemOf(again.body)]).toEqual([410, 'link-expired']);
    expect(again.body.detail).toContain('new link');
  });

  test('lets only one of two in who use it at once', async () => {
    const { token, userId } = await invite();
    const answers = await Promise.all([join(token), join(token), join(token)]);
    expect(answers.map((it) => it.status).toSorted()).toEqual([204, 410, 410]);
    expect(await app.deps.db.select().from(account).where(eq(account.userId, userId))).toHaveLength(1);
  });

  test('ends after three days', async () => {
    const { token, userId } = await invite();
    app.clock.advance?.(72 * 60);
    expect((await join(token)).status).toBe(410);
    expect(await listed(admin, userId)).toMatchObject({ state: 'link_ended' });
  });

  test('answers a token that never was as one that is used up, and a broken one by its field', async () => {
    expect((await join(newLink().token)).status).toBe(410);
    const broken = await join('abc');
    expect(broken.status).toBe(422);
    expect(broken.body.errors[0].pointer).toBe('/token');
  });

  test('asks for twelve characters', async () => {
    const { token } = await invite();
    const short = await app.nobody.post('/api/join', { token, password: 'short' });
    expect(short.body.errors).toMatchObject([{ pointer: '/password', detail: 'Use 12 characters or more' }]);
    expect((await join(token)).status).toBe(204);
  });

  test('leaves neither token nor password in the database, the audit or the log', async () => {
    const { token, userId } = await invite([{ role: 'planner' }]);
    await join(token);
    await join(token);
    const tables = await app.deps.sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public'`;
    const holding: string[] = [];
    for (const { name } of some(tables)) {
      const text = JSON.stringify(await app.deps.sql`select * from ${app.deps.sql(name)}`);
      if (text.includes(token) || text.includes(PASSWORD)) holding.push(name);
    }
    expect(holding).toEqual([]);
    const kept = await app.deps.db.select().from(version).where(eq(version.id, userId));
    expect(Object.keys(kept[0]?.row ?? {}).toSorted()).toEqual(['disabledAt', 'email', 'id', 'name']);
    expect(kept[0]?.compartment).toBe('identity');
    expect(JSON.stringify(await app.deps.db.select().from(refusedCommand))).not.toContain('scrypt');
    expect(JSON.stringify(app.log.lines)).not.toMatch(new RegExp(`${token}|${PASSWORD}`));
  });

  test('is refused for an address that has an account, and for an end in the past', async () => {
    const { email } = await invite();
    const args = { userId: app.newId(), name: 'Twice', email: email.toUpperCase(), ...newLink(), grants: [] };
    const { token: _, ...sent } = args;
    const twice = await admin.command('users.invite', sent);
    expect([twice.status, problemOf(twice.body)]).toEqual([409, 'already-exists']);
    const past = await admin.command('users.invite', {
      ...sent,
      email: 'past@haven.example',
      grants: [{ grantId: app.newId(), role: 'planner', endsAt: '2026-01-01T00:00:00Z' }],
    });
    expect(past.body.errors).toMatchObject([{ pointer: '/args/grants/0/endsAt' }]);
    expect((await admin.get('/api/users')).text).not.toContain('past@haven.example');
  });

  test('is refused for a role that is not placed where it belongs', async () => {
    const operationId = await app.operation();
    const other = await app.operation();
    const centreId = await app.centre({ operationId });
    const { userId } = await app.signInAs('volunteer');
    const give = (grant: object) => admin.command('users.grant', { userId, grantId: app.newId(), ...grant });
    expect((await give({ role: 'manager' })).status).toBe(422);
    expect((await give({ role: 'manager', operationId })).status).toBe(422);
    expect((await give({ role: 'silver', operationId, centreId })).status).toBe(422);
    expect((await give({ role: 'planner', operationId })).status).toBe(422);
    expect((await give({ role: 'manager', operationId: other, centreId })).status).toBe(404);
    expect((await give({ role: 'silver', operationId: app.newId() })).status).toBe(404);
  });
});
