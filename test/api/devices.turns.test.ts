import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessGrant, user } from '../../db/schema/users.ts';
import { centre } from '../../db/schema/operations.ts';
import { device } from '../../db/schema/tablets.ts';
import { centreStates, finishedStates } from '../../shared/centres.ts';
import { roleNames } from '../../shared/roles.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import type { PairedTablet } from '../support/pairedTablet.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
let tablet: PairedTablet;
let holder: Person;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  tablet = await app.pairTablet({ ...scene, hands: [{ name: 'Joan P.' }] });
  holder = await tablet.unlock();
});
afterAll(() => app.stop());

const now = () => app.clock.now();
/** The grant by which they may use the tablet. */
const theirs = () => and(eq(accessGrant.userId, holder.userId), eq(accessGrant.centreId, scene.centreId));
const change = (to: Partial<typeof accessGrant.$inferInsert>) =>
  app.deps.db.update(accessGrant).set(to).where(theirs());

/** Is what they have begun gone on with, in a request and by a socket? */
const goesOn = async (): Promise<boolean> => {
  const { status } = await holder.command('people.checkIn', arrival(app, scene));
  const connects = await holder.socket().then(
    () => true,
    () => false,
  );
  expect([status, connects]).toEqual(connects ? [200, true] : [401, false]);
  return connects;
};

test('a volunteer who has the tablet goes on while nothing about them changes', async () => {
  expect(await goesOn()).toBe(true);
});

test.for<[string, () => Promise<unknown>]>([
  ['runs out', () => change({ endsAt: now() })],
  ['is taken away', () => change({ revokedAt: now() })],
  ['is moved to another centre', () => change({ centreId: scene.otherCentreId })],
  [
    'becomes one for another operation',
    async () => {
      const operationId = await app.operation();
      await change({ operationId, centreId: await app.centre({ operationId }) });
    },
  ],
])('a turn ends in the middle when the volunteer’s role %s', async ([, ends]) => {
  expect(await goesOn()).toBe(true);
  await ends();
  expect(await goesOn()).toBe(false);
});

test('a turn goes on until the very moment the role runs out', async () => {
  await change({ endsAt: new Date(now().getTime() + 1) });
  expect(await goesOn()).toBe(true);
});

test('a turn is a volunteer’s alone: no other role opens one', async () => {
  for (const role of some(roleNames)) {
    await change({ role });
    expect([role, await goesOn()]).toEqual([role, role === 'volunteer']);
  }
});

test('a turn ends when the account is disabled, and when the tablet is locked or taken out of use', async () => {
  const { db } = app.deps;
  const whose = eq(user.id, holder.userId);
  const which = eq(device.id, tablet.deviceId);
  await db.update(user).set({ disabledAt: now() }).where(whose);
  expect(await goesOn()).toBe(false);
  await db.update(user).set({ disabledAt: null }).where(whose);
  await db.update(device).set({ lockedAt: now() }).where(which);
  expect(await goesOn()).toBe(false);
  await db.update(device).set({ lockedAt: null, revokedAt: now() }).where(which);
  expect(await goesOn()).toBe(false);
  await db.update(device).set({ revokedAt: null }).where(which);
  expect(await goesOn()).toBe(true);
});

test('a turn ends with its centre, whichever way the centre ends, and not before', async () => {
  for (const state of some(centreStates)) {
    await app.deps.db.update(centre).set({ state }).where(eq(centre.id, scene.centreId));
    const { status } = await holder.get('/api/me');
    expect([state, status]).toEqual([state, finishedStates.includes(state) ? 401 : 200]);
  }
});
