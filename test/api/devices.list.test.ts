import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { centre } from '../../db/schema/operations.ts';
import { device, tabletPin, tabletSession } from '../../db/schema/tablets.ts';
import { accessGrant, user } from '../../db/schema/users.ts';
import { TABLET_SESSION_HOURS } from '../../server/access/cookies.ts';
import { centreStates, isFinished } from '../../shared/centres.ts';
import { presences } from '../../shared/people.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { OWN_PIN, type PairedTablet, type PairedUser } from '../support/pairedTablet.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
let tablet: PairedTablet;
let joan: PairedUser;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  tablet = await app.pairTablet({ ...scene, hands: [{ name: 'Joan P.' }] });
  joan = tablet.hands[0] as PairedUser;
});
afterAll(() => app.stop());

const here = () => ({ operationId: scene.operationId, centreId: scene.centreId });
const path = (centreId = scene.centreId) => `/api/operations/${scene.operationId}/centres/${centreId}`;
const devices = async (): Promise<Loose> => (await scene.manager.get(`${path()}/devices`)).body;
const item = async (): Promise<Loose> => (await devices()).items.find((it: Loose) => it.id === tablet.deviceId);
const view = async (): Promise<Loose> => (await tablet.locked.get('/api/device')).body;
const set = (to: Partial<typeof device.$inferInsert>) =>
  app.deps.db.update(device).set(to).where(eq(device.id, tablet.deviceId));
const centreIs = (state: (typeof centreStates)[number]) =>
  app.deps.db.update(centre).set({ state }).where(eq(centre.id, scene.centreId));

test('a tablet is out of use, at a centre that is over, locked, or in use: the first of these that is so', async () => {
  const lockedAt = app.clock.now();
  const states = async () => [(await item()).state, (await view()).state];
  for (const state of some(centreStates)) {
    await centreIs(state);
    const over = isFinished(state);
    await set({ lockedAt: null });
    expect([state, await states()]).toEqual([state, over ? ['closed', 'closed'] : ['open', 'open']]);
    await set({ lockedAt });
    expect([state, await states()]).toEqual([state, over ? ['closed', 'closed'] : ['locked', 'locked']]);
  }
  await centreIs('closed');
  await set({ revokedAt: lockedAt });
  expect((await item()).state).toBe('revoked');
});

test('who has a tablet is named while they use it, and nobody after', async () => {
  const holder = await tablet.unlock();
  expect((await item()).heldBy).toBe('Joan P.');
  const used = (minutes: number) =>
    app.deps.db.update(tabletSession).set({ usedAt: new Date(Date.now() - minutes * 60_000) });
  await used(19);
  expect((await item()).heldBy).toBe('Joan P.');
  await used(21);
  expect((await item()).heldBy).toBeNull();
  await used(0);
  await holder.post('/api/device/lock', {});
  expect((await item()).heldBy).toBeNull();
});

test('a tablet was last heard when it was, and never before it was set up', async () => {
  const { pairedAt } = await item();
  await set({ lastSeenAt: null });
  expect((await item()).lastSeenAt).toBe(pairedAt);
  const heard = new Date('2026-11-19T09:00:00Z');
  await set({ lastSeenAt: heard });
  expect((await item()).lastSeenAt).toBe(heard.toISOString());
});

test('tablets are listed as they were set up, those of this centre alone', async () => {
  const [second, elsewhere] = [
    await app.pairTablet({ ...scene, hands: [] }),
    await app.pairTablet({ ...scene, centreId: scene.otherCentreId, hands: [] }),
  ];
  await set({ pairedAt: new Date(app.clock.now().getTime() + 60_000) });
  const ids = (await devices()).items.map((it: Loose) => it.id);
  expect(ids).toEqual([second.deviceId, tablet.deviceId]);
  expect(ids).not.toContain(elsewhere.deviceId);
  expect((await devices()).items.map((it: Loose) => it.label)).toEqual(['Tablet 2', 'Tablet 1']);
});

test.each(some(presences))(
  'a tablet says how many are on site at its centre: not who is "%s", but on site',
  async (presence) => {
    for (const centreId of [scene.centreId, scene.centreId, scene.otherCentreId]) {
      const who = centreId === scene.centreId ? scene.volunteer : scene.otherVolunteer;
      await who.done('people.checkIn', arrival(app, { ...scene, centreId }));
    }
    const undone = arrival(app, scene);
    await scene.volunteer.done('people.checkIn', undone);
    const undo = { operationId: scene.operationId, personId: undone.personId, reason: 'Wrong', baseVersion: 1 };
    await scene.volunteer.done('people.undoCheckIn', undo);
    await app.owner`update person set presence = ${presence} where operation_id = ${scene.operationId}`;
    expect((await view()).onSite).toBe(presence === 'on_site' ? 2 : 0);
  },
);

test('whoever may use a tablet is on its list, by name, and how far their PIN has come', async () => {
  const add = async (name: string) =>
    (await scene.manager.done('hands.add', { ...here(), userId: app.newId(), name })).userId;
  const [bea, ada] = [await add('bea Z.'), await add('Ada Z.')];
  await scene.manager.post(`${path()}/hands/${ada}/pin`, {});
  const hands = async () => (await devices()).hands.map((it: Loose) => [it.name, it.pin, it.account]);
  const byPin = [
    ['Ada Z.', 'first', false],
    ['bea Z.', 'none', false],
    ['Joan P.', 'own', false],
  ];
  expect(await hands()).toEqual([...byPin, [scene.volunteer.name, 'none', true]]);
  expect((await view()).hands.map((it: Loose) => [it.name, it.firstPin])).toEqual([
    ['Ada Z.', true],
    ['bea Z.', true],
    ['Joan P.', false],
    [scene.volunteer.name, true],
  ]);
  await app.deps.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, bea));
  await app.deps.db.update(accessGrant).set({ endsAt: app.clock.now() }).where(eq(accessGrant.userId, ada));
  await app.deps.db
    .update(accessGrant)
    .set({ revokedAt: new Date() })
    .where(eq(accessGrant.userId, scene.volunteer.userId));
  expect(await hands()).toEqual([['Joan P.', 'own', false]]);
});

test('a PIN of one centre is none at another', async () => {
  await app.deps.db.insert(accessGrant).values({
    id: app.newId(),
    userId: joan.userId,
    role: 'volunteer',
    operationId: scene.operationId,
    centreId: scene.otherCentreId,
    address: false,
    grantedBy: 'test',
    grantedAt: app.clock.now(),
  });
  const other = await app.pairTablet({ ...scene, centreId: scene.otherCentreId, hands: [] });
  const hands = (await other.locked.get('/api/device')).body.hands;
  expect(hands.find((it: Loose) => it.userId === joan.userId)).toMatchObject({ firstPin: true });
  expect((await other.tryPin(joan.userId, OWN_PIN)).status).toBe(401);
  // Taken off at the one, she is still one at the other.
  await scene.manager.done('hands.remove', { ...here(), userId: joan.userId });
  expect((await devices()).hands.map((it: Loose) => it.userId)).not.toContain(joan.userId);
  const still = (await other.locked.get('/api/device')).body.hands;
  expect(still.map((it: Loose) => it.userId)).toContain(joan.userId);
  expect(await app.deps.db.select().from(tabletPin).where(eq(tabletPin.userId, joan.userId))).toEqual([]);
});

test('a new first PIN is tried as if none had been wrong before, and ends no session at another centre', async () => {
  await app.deps.db.update(tabletPin).set({ tries: 20 }).where(eq(tabletPin.userId, joan.userId));
  expect((await tablet.tryPin(joan.userId, OWN_PIN)).status).toBe(401);
  const { pin } = (await scene.manager.post(`${path()}/hands/${joan.userId}/pin`, {})).body;
  expect((await tablet.tryPin(joan.userId, pin, '593817')).status).toBe(200);
  const [kept] = await app.deps.db.select().from(tabletPin).where(eq(tabletPin.userId, joan.userId));
  expect(kept).toMatchObject({ tries: 0, expiresAt: null, setBy: joan.userId });
});

test('a turn at a tablet lasts so many hours, however much it is used, and is used by what is done in it', async () => {
  const holder = await tablet.unlock();
  const session = async () =>
    (await app.deps.db.select().from(tabletSession).where(eq(tabletSession.userId, joan.userId))).at(-1);
  const began = (minutes: number) =>
    app.deps.db.update(tabletSession).set({ startedAt: new Date(Date.now() - minutes * 60_000) });
  await app.deps.db.update(tabletSession).set({ usedAt: new Date(Date.now() - 60_000) });
  await began(TABLET_SESSION_HOURS * 60 - 1);
  expect((await holder.get('/api/me')).status).toBe(200);
  expect((await session())?.usedAt.getTime()).toBeGreaterThan(Date.now() - 30_000);
  await began(TABLET_SESSION_HOURS * 60 + 1);
  expect((await holder.get('/api/me')).status).toBe(401);
});

test('which tablet it is, and no address, is told to whoever holds it', async () => {
  const me = async (who: Person) => (await who.get('/api/me')).body;
  const { label, letter } = await view();
  expect(await me(await tablet.unlock())).toMatchObject({
    email: null,
    typed: null,
    device: { deviceId: tablet.deviceId, label, letter },
  });
  expect(await me(scene.manager)).toMatchObject({ device: null, email: expect.stringContaining('@') });
});
