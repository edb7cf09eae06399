import { createHash, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusedCommand, version } from '../../db/schema/engine.ts';
import { accessGrant, account, invitation, session } from '../../db/schema/users.ts';
import { REGISTERS } from '../../server/engine/define.ts';
import { firstAdministratorLink } from '../../server/users/invitations.ts';
import type { UserItem } from '../../shared/users.ts';
import { type Person, startTestApp, testClock, type TestApp } from '../support/app.ts';

const PASSWORD = 'three words and a river';
let app: TestApp;
let admin: Person;
let sequence = 0;

const newLink = () => {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: createHash('sha256').update(token).digest('hex') };
};
const join = (token: string, more: object = {}) => app.nobody.post('/api/join', { token, password: PASSWORD, ...more });
const cookieOf = (headers: Headers): string => headers.getSetCookie()[0]?.split(';')[0] ?? '';
const problemOf = (body: { type?: string }): string | undefined => body.type?.replace('/problems/', '');

interface Wanted {
  role: string;
  operationId?: string;
  centreId?: string;
  endsAt?: string;
}

const invite = async (grants: Wanted[] = []) => {
  sequence += 1;
  const userId = app.newId();
  const email = `invited${sequence}@haven.example`;
  const link = newLink();
  await admin.done('users.invite', {
    userId,
    name: `Invited ${sequence}`,
    email,
    tokenHash: link.tokenHash,
    grants: grants.map((it) => ({ grantId: app.newId(), ...it })),
  });
  return { userId, email, ...link };
};
const invitedWho = async (grants: Wanted[] = []) => {
  const invited = await invite(grants);
  const cookie = cookieOf((await join(invited.token)).headers);
  return { ...invited, ...app.holding(cookie), userId: invited.userId };
};
const listed = async (by: Person, userId: string): Promise<UserItem | undefined> =>
  ((await by.get('/api/users')).body.items as UserItem[]).find((it) => it.id === userId);

beforeAll(async () => {
  app = await startTestApp();
  const link = await firstAdministratorLink(app.deps, app.url);
  const answer = await join(link?.split('#')[1] ?? '', { name: 'Ada Marsh', email: 'Ada@haven.example' });
  const cookie = cookieOf(answer.headers);
  const { body } = await app.holding(cookie).get('/api/me');
  admin = { ...app.holding(cookie), userId: body.userId, name: body.name };
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
    for (const { name } of tables) {
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
    const give = (grant: object) =>
      admin.command('users.grant', { userId: admin.userId, grantId: app.newId(), ...grant });
    expect((await give({ role: 'manager' })).status).toBe(422);
    expect((await give({ role: 'manager', operationId })).status).toBe(422);
    expect((await give({ role: 'silver', operationId, centreId })).status).toBe(422);
    expect((await give({ role: 'planner', operationId })).status).toBe(422);
    expect((await give({ role: 'manager', operationId: other, centreId })).status).toBe(404);
    expect((await give({ role: 'silver', operationId: app.newId() })).status).toBe(404);
  });
});

describe('a reset', () => {
  test('ends every session and the password, and makes a link that works once', async () => {
    const person = await invitedWho([{ role: 'planner' }]);
    const link = newLink();
    await admin.done('users.reset', { userId: person.userId, tokenHash: link.tokenHash });
    expect((await person.get('/api/me')).status).toBe(401);
    expect((await app.nobody.post('/api/sign-in', { email: person.email, password: PASSWORD })).status).toBe(401);
    expect((await app.nobody.post('/api/join/check', { token: link.token })).body.purpose).toBe('reset');
    expect((await join(link.token, { password: 'another river, three words' })).status).toBe(204);
    expect((await app.nobody.post('/api/sign-in', { email: person.email, password: PASSWORD })).status).toBe(401);
  });

  test('makes an older link useless', async () => {
    const { token, userId } = await invite();
    const newer = newLink();
    await admin.done('users.reset', { userId, tokenHash: newer.tokenHash });
    expect((await join(token)).status).toBe(410);
    expect((await join(newer.token)).status).toBe(204);
  });

  test('ends sessions opened while it was on its way', async () => {
    const person = await invitedWho();
    const link = newLink();
    await admin.done('users.reset', { userId: person.userId, tokenHash: link.tokenHash });
    const late = { id: app.newId(), token: app.newId(), userId: person.userId, expiresAt: new Date(Date.now() + 1e6) };
    await app.deps.db.insert(session).values(late);
    await join(link.token);
    expect(await app.deps.db.select().from(session).where(eq(session.id, late.id))).toEqual([]);
  });
});

describe('disabling', () => {
  test('ends sessions and links, and enabling lets them sign in again but opens no old session', async () => {
    const person = await invitedWho([{ role: 'planner' }]);
    await admin.done('users.disable', { userId: person.userId });
    expect((await person.get('/api/me')).status).toBe(401);
    expect((await app.nobody.post('/api/sign-in', { email: person.email, password: PASSWORD })).status).toBe(401);
    expect((await admin.command('users.disable', { userId: person.userId })).status).toBe(409);
    await admin.done('users.enable', { userId: person.userId });
    expect((await person.get('/api/me')).status).toBe(401);
    expect((await app.nobody.post('/api/sign-in', { email: person.email, password: PASSWORD })).status).toBe(204);
    const invited = await invite();
    await admin.done('users.disable', { userId: invited.userId });
    expect((await join(invited.token)).status).toBe(410);
  });
});

describe('the last administrator', () => {
  test('cannot be disabled, reset, or lose the role', async () => {
    const [own] = await app.deps.db.select().from(accessGrant).where(eq(accessGrant.userId, admin.userId));
    const { tokenHash } = newLink();
    const tries = [
      await admin.command('users.disable', { userId: admin.userId }),
      await admin.command('users.reset', { userId: admin.userId, tokenHash }),
      await admin.command('users.revokeGrant', { grantId: own?.id }),
    ];
    for (const it of tries) expect([it.status, problemOf(it.body)]).toEqual([409, 'last-administrator']);
    expect((await admin.get('/api/me')).status).toBe(200);
  });

  test('is not outnumbered by those who have not joined or whose role has an end', async () => {
    await invite([{ role: 'administrator' }]);
    const endsAt = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    await invitedWho([{ role: 'administrator', endsAt }]);
    expect(problemOf((await admin.command('users.disable', { userId: admin.userId })).body)).toBe('last-administrator');
  });

  test('is there still when two remove each other at once', async () => {
    const fresh = await startTestApp();
    const admins: Person[] = [];
    for (const name of ['one', 'two']) {
      const userId = await fresh.account(`${name}@haven.example`, PASSWORD, [
        { role: 'administrator', operationId: null, centreId: null, address: true },
      ]);
      const answer = await fresh.nobody.post('/api/sign-in', { email: `${name}@haven.example`, password: PASSWORD });
      admins.push({ ...fresh.holding(cookieOf(answer.headers)), userId });
    }
    const [one, two] = admins;
    const answers = await Promise.all([
      one?.command('users.disable', { userId: two?.userId }),
      two?.command('users.disable', { userId: one?.userId }),
    ]);
    expect(answers.filter((it) => it?.status === 200)).toHaveLength(1);
    const left = await Promise.all(admins.map((it) => it.get('/api/me')));
    expect(left.filter((it) => it.status === 200)).toHaveLength(1);
    await fresh.stop();
  });
});

describe('who may do what', () => {
  test('shows and changes nothing for those who are not administrators', async () => {
    const operationId = await app.operation();
    const centreId = await app.centre({ operationId });
    const place = { operationId, centreId };
    const victim = await invite();
    const roles = [
      await app.signInAs('manager', place),
      await app.signInAs('volunteer', place),
      await app.signInAs('silver', { operationId }),
    ];
    for (const person of roles) {
      expect((await person.get('/api/users')).status).toBe(404);
      const sent: [string, object][] = [
        [
          'users.invite',
          { userId: app.newId(), name: 'X', email: 'x@haven.example', tokenHash: newLink().tokenHash, grants: [] },
        ],
        ['users.reset', { userId: victim.userId, tokenHash: newLink().tokenHash }],
        ['users.grant', { userId: person.userId, grantId: app.newId(), role: 'administrator' }],
        ['users.disable', { userId: victim.userId }],
        ['users.enable', { userId: victim.userId }],
        ['users.revokeGrant', { grantId: app.newId() }],
        ['users.staffCentre', { userId: person.userId, grantId: app.newId(), role: 'manager', ...place }],
        ['users.unstaffCentre', { operationId, grantId: app.newId() }],
      ];
      for (const [name, args] of sent) expect([name, (await person.command(name, args)).status]).toEqual([name, 404]);
    }
    expect((await app.nobody.get('/api/users')).status).toBe(401);
  });

  test('lets a planner staff an operation, and nothing beyond', async () => {
    const operationId = await app.operation();
    const centreId = await app.centre({ operationId });
    const planner = await app.signInAs('planner');
    const person = await invitedWho([{ role: 'administrator' }]);
    const grantId = app.newId();
    await planner.done('users.staffCentre', {
      userId: person.userId,
      grantId,
      role: 'volunteer',
      operationId,
      centreId,
    });
    expect((await listed(planner, person.userId))?.grants).toMatchObject([{ role: 'volunteer', centreId }]);
    expect((await listed(admin, person.userId))?.grants).toHaveLength(2);
    const high = { userId: person.userId, grantId: app.newId(), operationId };
    expect((await planner.command('users.staffCentre', { ...high, role: 'planner' })).status).toBe(422);
    expect((await planner.command('users.grant', { ...high, role: 'silver' })).status).toBe(404);
    const [adminGrant] = await app.deps.db.select().from(accessGrant).where(eq(accessGrant.userId, person.userId));
    for (const wrong of [
      { operationId, grantId: adminGrant?.id },
      { operationId: await app.operation(), grantId },
    ]) {
      expect((await planner.command('users.unstaffCentre', wrong)).status).toBe(404);
    }
    await planner.done('users.unstaffCentre', { operationId, grantId });
    expect((await listed(planner, person.userId))?.grants).toEqual([]);
    expect((await planner.command('users.unstaffCentre', { operationId, grantId })).status).toBe(409);
  });

  test('keeps every change of an account or a role in the audit', async () => {
    const person = await invitedWho([{ role: 'planner' }]);
    const kept = await app.deps.sql<{ kind: string }[]>`
      select e.kind from version v join event e on e.stream_id = v.stream_id and e.seq = v.seq
      where v.stream_id = ${REGISTERS} and (v.id = ${person.userId} or v."row" ->> 'userId' = ${person.userId})
      order by e.seq`;
    expect(kept.map((it) => it.kind)).toEqual(['users.invite', 'users.invite', 'users.join']);
    expect(await app.deps.db.select().from(invitation).where(eq(invitation.userId, person.userId))).toMatchObject([
      { usedAt: expect.any(Date) },
    ]);
  });
});
