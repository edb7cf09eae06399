import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { device, tabletSession } from '../../db/schema/tablets.ts';
import { session, user } from '../../db/schema/users.ts';
import { wall } from '../../db/schema/walls.ts';
import { defaultTabletRules } from '../../shared/settings/contract.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { setScene, type Scene } from '../support/scene.ts';
import { openWall, startWall } from '../support/wallScreen.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  // The day stands still, so that what is just in time is told from what is just too late.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});
afterEach(() => void vi.useRealTimers());
afterAll(() => app.stop());

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];
const ago = (ms: number): Date => new Date(Date.now() - ms);
const statusOf = async (who: Person): Promise<number> => (await who.get('/api/me')).status;
const seenOf = async (userId: string) =>
  (await app.deps.db.select().from(user).where(eq(user.id, userId)))[0]?.lastSeenAt ?? null;

test('an account is written down as here at most every half minute, in the session that is used alone', async () => {
  const { manager } = scene;
  const { db } = app.deps;
  const other = { id: app.newId(), token: app.newId(), userId: manager.userId };
  await db.insert(session).values({ ...other, expiresAt: ago(-HOUR), updatedAt: ago(MINUTE) });
  const usedAt = async (id: string) =>
    (await db.select().from(session).where(eq(session.id, id)))[0]?.updatedAt ?? null;
  for (const [unused, isWritten] of [
    [30 * SECOND, false],
    [30 * SECOND + 1, true],
  ] as const) {
    await db
      .update(session)
      .set({ updatedAt: ago(unused) })
      .where(eq(session.id, manager.sessionId));
    await db
      .update(user)
      .set({ lastSeenAt: ago(HOUR) })
      .where(eq(user.id, manager.userId));
    // Handing in, as a page does by itself, is no use of it.
    expect((await manager.post('/api/push', { items: [], waiting: 0 })).status).toBe(200);
    expect(await usedAt(manager.sessionId)).toEqual(ago(unused));
    expect(await statusOf(manager)).toBe(200);
    expect(await usedAt(manager.sessionId)).toEqual(ago(isWritten ? 0 : unused));
    expect(await seenOf(manager.userId)).toEqual(ago(isWritten ? 0 : HOUR));
  }
  expect(await usedAt(other.id)).toEqual(ago(MINUTE));
});

test('an account’s session ends at the very moment it is to, and not before', async () => {
  const { manager } = scene;
  const fresh = { updatedAt: ago(0), createdAt: ago(0), expiresAt: ago(-HOUR) };
  for (const set of [
    (more: number) => ({ updatedAt: ago(15 * MINUTE - more) }),
    (more: number) => ({ createdAt: ago(8 * HOUR - more) }),
    (more: number) => ({ expiresAt: ago(-more) }),
  ])
    for (const [more, status] of [
      [1, 200],
      [0, 401],
    ] as const) {
      await app.deps.db
        .update(session)
        .set({ ...fresh, ...set(more) })
        .where(eq(session.id, manager.sessionId));
      expect([set(more), await statusOf(manager)]).toEqual([set(more), status]);
    }
});

test('a tablet’s session is written down as used at most every ten seconds, with its tablet and whoever has it', async () => {
  const tablet = await app.pairTablet({ ...scene, hands: [{ name: 'Joan P.' }] });
  const joan = await tablet.unlock();
  const { db } = app.deps;
  const ofTablet = eq(tabletSession.deviceId, tablet.deviceId);
  for (const [unused, isWritten] of [
    [10 * SECOND, false],
    [10 * SECOND + 1, true],
  ] as const) {
    await db
      .update(tabletSession)
      .set({ usedAt: ago(unused) })
      .where(ofTablet);
    await db
      .update(user)
      .set({ lastSeenAt: ago(HOUR) })
      .where(eq(user.id, joan.userId));
    await db
      .update(device)
      .set({ lastSeenAt: ago(HOUR) })
      .where(eq(device.id, tablet.deviceId));
    expect(await statusOf(joan)).toBe(200);
    const kept = (await db.select().from(tabletSession).where(ofTablet)).find((it) => it.endedAt === null);
    expect(kept?.usedAt).toEqual(ago(isWritten ? 0 : unused));
    expect(await seenOf(joan.userId)).toEqual(ago(isWritten ? 0 : HOUR));
    const [known] = await db.select().from(device).where(eq(device.id, tablet.deviceId));
    expect(known?.lastSeenAt).toEqual(isWritten ? app.clock.now() : ago(HOUR));
  }
});

test('a tablet’s session ends two minutes after its tablet has locked itself, and after twelve hours, to the moment', async () => {
  const tablet = await app.pairTablet({ ...scene, hands: [{ name: 'Joan P.' }] });
  const joan = await tablet.unlock();
  const idle = (defaultTabletRules.idleMinutes + 2) * MINUTE;
  for (const set of [
    (more: number) => ({ usedAt: ago(idle - more), startedAt: ago(HOUR) }),
    (more: number) => ({ usedAt: ago(0), startedAt: ago(12 * HOUR - more) }),
  ])
    for (const [more, status] of [
      [1, 200],
      [0, 401],
    ] as const) {
      await app.deps.db.update(tabletSession).set(set(more)).where(eq(tabletSession.deviceId, tablet.deviceId));
      expect([set(more), await statusOf(joan)]).toEqual([set(more), status]);
    }
});

test('a tablet is written down as heard at most every ten seconds, also one that nobody has open', async () => {
  const tablet = await app.pairTablet({ ...scene, hands: [] });
  const { db, clock } = app.deps;
  const before = (ms: number) => new Date(clock.now().getTime() - ms);
  for (const [unheard, isWritten] of [
    [10 * SECOND, false],
    [10 * SECOND + 1, true],
  ] as const) {
    await db
      .update(device)
      .set({ lastSeenAt: before(unheard) })
      .where(eq(device.id, tablet.deviceId));
    expect((await tablet.locked.get('/api/device')).status).toBe(200);
    const [known] = await db.select().from(device).where(eq(device.id, tablet.deviceId));
    expect(known?.lastSeenAt).toEqual(before(isWritten ? 0 : unheard));
  }
});

test('a wall is written down as heard at most every half minute, and no more once it has ended', async () => {
  const { wallId, code } = await startWall(app, scene.silver, scene.operationId);
  const screen = await openWall(app, code);
  const { db } = app.deps;
  const heard = async () => (await db.select().from(wall).where(eq(wall.id, wallId)))[0]?.heardAt;
  for (const [unheard, isWritten] of [
    [30 * SECOND, false],
    [30 * SECOND + 1, true],
  ] as const) {
    await db
      .update(wall)
      .set({ heardAt: ago(unheard) })
      .where(eq(wall.id, wallId));
    expect((await screen.get('/api/wall')).body.state).toBe('on');
    expect(await heard()).toEqual(ago(isWritten ? 0 : unheard));
  }
  await scene.silver.done('walls.end', { operationId: scene.operationId, wallId });
  await db
    .update(wall)
    .set({ heardAt: ago(HOUR) })
    .where(eq(wall.id, wallId));
  expect((await screen.get('/api/wall')).body.state).toBe('ended');
  expect(await heard()).toEqual(ago(HOUR));
});
