import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operation, centre } from '../../db/schema/operations.ts';
import { accessGrant, invitation, session, user } from '../../db/schema/users.ts';
import { centreStates, isFinished } from '../../shared/centres.ts';
import { GIVEN_DAYS, INVITATION_HOURS } from '../../shared/users.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { firstAdministrator, invitations, listed, newLink, problemOf } from '../support/invitations.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let admin: Person;
const { join, invite, invitedWho } = invitations(() => ({ app, admin }));

beforeAll(async () => {
  app = await startTestApp();
  admin = await firstAdministrator(app);
});
afterAll(() => app.stop());

const all = async (who = admin): Promise<Loose> => (await who.get('/api/users')).body;
const soon = (hours: number): string => new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString();

test('what an account is: invited, its link over, joined, stopped', async () => {
  const { userId, token } = await invite();
  const endsAt = soon(INVITATION_HOURS);
  expect(await listed(admin, userId)).toMatchObject({ state: 'invited', linkEndsAt: endsAt, seenMinutesAgo: null });
  app.clock.advance?.(INVITATION_HOURS * 60);
  expect(await listed(admin, userId)).toMatchObject({ state: 'link_ended', linkEndsAt: endsAt });
  expect((await join(token)).status).toBe(410);
  const link = newLink();
  await admin.done('users.reset', { userId, tokenHash: link.tokenHash });
  expect((await app.nobody.post('/api/join/check', { token: link.token })).body.purpose).toBe('join');
  expect(await listed(admin, userId)).toMatchObject({ state: 'invited', linkEndsAt: soon(INVITATION_HOURS) });
  await join(link.token);
  expect(await listed(admin, userId)).toMatchObject({ state: 'active', linkEndsAt: null, seenMinutesAgo: 0 });
  await app.deps.db
    .update(user)
    .set({ lastSeenAt: new Date(Date.now() - 190_000) })
    .where(eq(user.id, userId));
  expect(await listed(admin, userId)).toMatchObject({ seenMinutesAgo: 3 });
  await admin.done('users.disable', { userId });
  expect(await listed(admin, userId)).toMatchObject({ state: 'disabled', linkEndsAt: null });
});

test('a stopped account is not reset and has no link, and one that may sign in is not let in again', async () => {
  const { userId } = await invite();
  const state = async (name: string, more = {}) => problemOf((await admin.command(name, { userId, ...more })).body);
  expect(await state('users.enable')).toBe('not-in-this-state');
  await admin.done('users.disable', { userId });
  expect(await state('users.reset', { tokenHash: newLink().tokenHash })).toBe('not-in-this-state');
  expect(await state('users.disable')).toBe('not-in-this-state');
  expect(await listed(admin, userId)).toMatchObject({ state: 'disabled', linkEndsAt: null });
});

test('an account by PIN is told as one, and as stopped once it is', async () => {
  const operationId = await app.operation();
  const here = { operationId, centreId: await app.centre({ operationId }) };
  const manager = await app.signInAs('manager', here);
  const { userId } = await manager.done('hands.add', { ...here, userId: app.newId(), name: 'Joan P.' });
  expect(await listed(admin, userId)).toMatchObject({ state: 'by_pin', email: null });
  await admin.done('users.disable', { userId });
  expect(await listed(admin, userId)).toMatchObject({ state: 'disabled', email: null });
});

test('people are listed by name, whatever its letters, each with the roles they hold now, in the order they got them', async () => {
  const operationId = await app.operation();
  for (const name of ['bea Zed', 'Ada Zed', 'Cem Zed']) await app.signInAs('silver', { operationId, name });
  const names = (await all()).items.map((it: Loose) => it.name).filter((it: string) => it.endsWith(' Zed'));
  expect(names).toEqual(['Ada Zed', 'bea Zed', 'Cem Zed']);
  const { userId } = await invitedWho();
  const give = async (role: string, more = {}) => {
    const grantId = app.newId();
    await admin.done('users.grant', { userId, grantId, role, ...more });
    app.clock.advance?.(1);
    return grantId;
  };
  const [first, , third] = [await give('silver', { operationId }), await give('planner'), await give('administrator')];
  await give('planner', { endsAt: soon(1) });
  const roles = async (who = admin) => (await listed(who, userId))?.grants.map((it) => it.role);
  expect(await roles()).toEqual(['silver', 'planner', 'administrator', 'planner']);
  expect(await roles(await app.signInAs('planner'))).toEqual(['silver']);
  await admin.done('users.revokeGrant', { grantId: third });
  app.clock.advance?.(60);
  expect(await roles()).toEqual(['silver', 'planner']);
  await admin.done('users.revokeGrant', { grantId: first });
  expect(await roles()).toEqual(['planner']);
});

test('a role is given in operations that are not over, the newest first, and at centres that are not', async () => {
  const [older, newer, over] = [await app.operation(), await app.operation(), await app.operation()];
  const opened = async (id: string, openedAt: Date, more = {}) =>
    app.deps.db
      .update(operation)
      .set({ openedAt, ...more })
      .where(eq(operation.id, id));
  await opened(older, new Date(Date.now() + 1_000_000));
  await opened(newer, new Date(Date.now() + 2_000_000));
  await opened(over, new Date(Date.now() + 3_000_000), { state: 'closed', closedAt: new Date() });
  for (const state of some(centreStates)) {
    const id = await app.centre({ operationId: newer, name: `Z ${state}` });
    await app.deps.db.update(centre).set({ state }).where(eq(centre.id, id));
  }
  const { places } = await all();
  const ids = places.map((it: Loose) => it.id);
  expect(ids.slice(0, 2)).toEqual([newer, older]);
  expect(ids).not.toContain(over);
  const due = centreStates.filter((it) => !isFinished(it)).map((it) => `Z ${it}`);
  expect(places[0].centres.map((it: Loose) => it.name)).toEqual(due.toSorted());
});

test('who gave what is told for so many days, the latest first, and of nobody by PIN', async () => {
  const operationId = await app.operation();
  const here = { operationId, centreId: await app.centre({ operationId }) };
  const giver = await app.signInAs('administrator', { name: 'Ada Brook' });
  const { userId } = await invite();
  const grantIds = [app.newId(), app.newId()];
  for (const grantId of grantIds) {
    await giver.done('users.grant', { userId, grantId, role: 'silver', operationId });
    app.clock.advance?.(1);
  }
  await giver.done('users.reset', { userId, tokenHash: newLink().tokenHash });
  const manager = await app.signInAs('manager', here);
  await manager.done('hands.add', { ...here, userId: app.newId(), name: 'Joan P.' });
  const given = async () => (await all(await app.signInAs('planner'))).given;
  const hers = async () => (await given()).filter((it: Loose) => it.byId === giver.userId);
  expect((await hers()).map((it: Loose) => [it.what, it.role])).toEqual([
    ['link', null],
    ['role', 'silver'],
    ['role', 'silver'],
  ]);
  expect((await hers()).slice(1).map((it: Loose) => it.id)).toEqual(grantIds.toReversed());
  expect((await given()).some((it: Loose) => it.byId === manager.userId)).toBe(false);
  app.clock.advance?.(GIVEN_DAYS * 24 * 60 - 2);
  expect(await hers()).toHaveLength(2);
  app.clock.advance?.(2);
  expect(await hers()).toEqual([]);
});

test('of all that was given the last fifty are told', async () => {
  const rows = Array.from({ length: 55 }, (_, n) => ({
    id: app.newId(),
    userId: admin.userId,
    role: 'planner' as const,
    address: true,
    grantedBy: `giver ${n}`,
    grantedAt: new Date(app.clock.now().getTime() + n * 1000),
  }));
  await app.deps.db.insert(accessGrant).values(rows);
  const { given } = await all();
  expect(given.map((it: Loose) => it.id)).toEqual(
    rows
      .toReversed()
      .slice(0, 50)
      .map(({ id }) => id),
  );
  // Of a giver whom no account stands for, it was Haven itself.
  expect(new Set(given.map((it: Loose) => it.by))).toEqual(new Set(['Haven']));
});

test('a link that was used stays in the record where a new one is made', async () => {
  const { userId } = await invitedWho();
  await admin.done('users.reset', { userId, tokenHash: newLink().tokenHash });
  await admin.done('users.reset', { userId, tokenHash: newLink().tokenHash });
  const kept = await app.deps.db.select().from(invitation).where(eq(invitation.userId, userId));
  expect(kept.map((it) => it.usedAt !== null).toSorted()).toEqual([false, true]);
});

test('a session lasts just short of eight hours, while it is used', async () => {
  const person = await app.signInAs('planner');
  const began = (minutes: number) =>
    app.deps.db
      .update(session)
      .set({ createdAt: new Date(Date.now() - minutes * 60_000) })
      .where(eq(session.id, person.sessionId));
  await began(8 * 60 - 1);
  expect((await person.get('/api/me')).status).toBe(200);
  await began(8 * 60 + 1);
  expect((await person.get('/api/me')).status).toBe(401);
});
