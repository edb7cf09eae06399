import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attention } from '../../db/schema/attention.ts';
import { receipt } from '../../db/schema/engine.ts';
import { quarantinedItem } from '../../db/schema/tablets.ts';
import { MOST_FROM_NOBODY, quarantine, type Quarantined } from '../../server/attention/intake/quarantine.ts';
import { KEPT_REFUSALS } from '../../server/engine/refusals.ts';
import { Problem } from '../../shared/problems.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

const DAY_MS = 24 * 3_600_000;

test('just as many refusals are kept as a day may bring: of that day, of that person, and of what was refused', async () => {
  const { db, clock } = app.deps;
  const of = (authorId: string, n: number, ago = 0, problem: object | null = {}) =>
    db.insert(receipt).values(
      Array.from({ length: n }, () => ({
        authorId,
        name: 'people.move',
        bodyHash: Buffer.alloc(32),
        problem: problem as Record<string, unknown> | null,
        commandId: app.newId(),
        recordedAt: new Date(clock.now().getTime() - ago),
      })),
    );
  const { userId } = scene.volunteer;
  await of(userId, KEPT_REFUSALS.items - 2);
  await of(userId, 1, DAY_MS);
  await of(userId, 5, DAY_MS + 1);
  await of(userId, 5, 0, null);
  await of(scene.otherVolunteer.userId, 5);
  const stray = async () => {
    const args = { ...arrival(app, scene), centreId: scene.otherCentreId };
    return scene.volunteer.command('people.checkIn', args);
  };
  expect((await stray()).status).toBe(404);
  const over = await stray();
  expect([over.status, over.body.retryAfter]).toEqual([429, 3600]);
  expect(KEPT_REFUSALS).toEqual({ items: 2000, bytes: 16 * 1024 * 1024 });
});

const tabletId = async () => (await app.pairTablet({ ...scene, hands: [] })).deviceId;

/** So many items that wait, of one sender. */
const waiting = async (sender: Partial<Quarantined>, n: number, released = false) => {
  const receivedAt = app.clock.now();
  const it = { sealed: {}, reason: 'malformed' as const, receivedAt, releasedAt: released ? receivedAt : null };
  const { authorId, deviceId, sentBy } = sender;
  const rows = Array.from({ length: n }, () => ({ ...it, authorId, deviceId, sentBy, commandId: app.newId() }));
  await app.deps.db.insert(quarantinedItem).values(rows);
};
/** One more, and whether it was taken. */
const taken = async (sender: Partial<Quarantined>): Promise<boolean | number | undefined> => {
  const item: Quarantined = {
    id: app.newId(),
    operationId: null,
    centreId: null,
    deviceId: null,
    authorId: null,
    sentBy: null,
    sentGrants: null,
    sealed: { said: 'nothing' },
    reason: 'malformed',
    ...sender,
  };
  try {
    await quarantine(app.deps, item);
  } catch (error) {
    if (error instanceof Problem && error.slug === 'too-many-requests') return error.extra.retryAfter;
    throw error;
  }
  const rows = await app.deps.db.select().from(quarantinedItem).where(eq(quarantinedItem.commandId, item.id));
  return rows.length === 1;
};

test('five thousand items of one sender wait, and no more until somebody has looked; another’s are their own', async () => {
  const tablet = { deviceId: await tabletId(), sentBy: scene.volunteer.userId };
  const account = { authorId: scene.volunteer.userId, sentBy: scene.volunteer.userId };
  for (const sender of [tablet, account]) {
    await waiting(sender, 4999);
    await waiting(sender, 10, true);
    expect(await taken(sender)).toBe(true);
    expect(await taken(sender)).toBe(600);
  }
  expect(await taken({ deviceId: await tabletId(), sentBy: scene.volunteer.userId })).toBe(true);
  expect(await taken({ authorId: scene.manager.userId, sentBy: scene.manager.userId })).toBe(true);
});

test('of what nobody is known to have said an account leaves fifty, a tablet as much as of anything', async () => {
  expect(MOST_FROM_NOBODY).toBe(50);
  const { userId: sentBy } = scene.silver;
  await waiting({ sentBy, authorId: sentBy }, 10);
  await waiting({ sentBy }, 49);
  expect([await taken({ sentBy }), await taken({ sentBy })]).toEqual([true, 600]);
  // What is known to be theirs is taken all the same.
  expect(await taken({ sentBy, authorId: sentBy })).toBe(true);
  const tablet = { deviceId: await tabletId(), sentBy };
  await waiting(tablet, 60);
  expect(await taken(tablet)).toBe(true);
});

test('what came with no session at all counts by itself', async () => {
  await waiting({}, 49);
  expect([await taken({}), await taken({})]).toEqual([true, 600]);
  expect(await taken({ sentBy: scene.manager.userId })).toBe(true);
});

test('an item that is known already is kept once, full or not, and put before a lead until it has been', async () => {
  const { userId: sentBy } = scene.manager;
  const id = app.newId();
  const about = { id, sentBy, operationId: scene.operationId, centreId: scene.centreId };
  expect(await taken(about)).toBe(true);
  const raised = async () => {
    const { body } = await scene.manager.get(
      `/api/operations/${scene.operationId}/attention?centreId=${scene.centreId}`,
    );
    return body.items.length;
  };
  expect(await raised()).toBe(1);
  await waiting({ sentBy }, 60);
  expect(await taken(about)).toBe(true);
  // Haven stopped before it had been raised.
  await app.deps.db.update(quarantinedItem).set({ raisedAt: null }).where(eq(quarantinedItem.commandId, id));
  expect(await taken(about)).toBe(true);
  const [kept] = await app.deps.db.select().from(quarantinedItem).where(eq(quarantinedItem.commandId, id));
  expect([kept?.raisedAt !== null, await raised()]).toEqual([true, 1]);
});

test('of what is open two hundred are told at once, and those after them where they are asked for', async () => {
  const { operationId, centreId } = scene;
  const raisedAt = (n: number) => new Date(app.clock.now().getTime() + n);
  const rows = Array.from({ length: 201 }, (_, n) => ({
    id: app.newId(),
    operationId,
    centreId,
    kind: 'refused' as const,
    authorId: scene.volunteer.userId,
    commandId: app.newId(),
    command: 'people.move',
    raisedAt: raisedAt(n),
  }));
  await app.deps.db.insert(attention).values(rows);
  const idsFrom = async (skip: number): Promise<string[]> => {
    const path = `/api/operations/${operationId}/attention?centreId=${centreId}&skip=${skip}`;
    return (await scene.manager.get(path)).body.items.map((it: { id: string }) => it.id);
  };
  const all = rows.map((it) => it.id);
  expect(await idsFrom(0)).toEqual(all.slice(0, 200));
  expect(await idsFrom(200)).toEqual(all.slice(200));
});
