import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessGrant, account, session } from '../../db/schema/users.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { cookieOf, firstAdministrator, invitations, newLink, PASSWORD, problemOf } from '../support/invitations.ts';

let app: TestApp;
let admin: Person;
const { join, invite, invitedWho } = invitations(() => ({ app, admin }));

beforeAll(async () => {
  app = await startTestApp();
  admin = await firstAdministrator(app);
});
afterAll(() => app.stop());

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

  test('is not outnumbered by those who have not joined, are disabled, or whose role has an end', async () => {
    await invite([{ role: 'administrator' }]);
    const endsAt = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    await invitedWho([{ role: 'administrator', endsAt }]);
    const disabled = await invitedWho([{ role: 'administrator' }]);
    await admin.done('users.disable', { userId: disabled.userId });
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
    // A role that ends by itself was nobody's to rely on, also in a house that has no other left.
    const lead = admins[left.findIndex((it) => it.status === 200)];
    const { userId } = await fresh.signInAs('silver');
    const grantId = fresh.newId();
    const endsAt = new Date(fresh.clock.now().getTime() + 3_600_000).toISOString();
    await lead?.done('users.grant', { userId, grantId, role: 'administrator', endsAt });
    await fresh.deps.db.delete(account);
    await lead?.done('users.revokeGrant', { grantId });
    await fresh.stop();
  });
});
