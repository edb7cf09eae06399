import { afterAll, beforeAll, expect, test } from 'vitest';
import { device, pairing, tabletSession } from '../../db/schema/tablets.ts';
import { invitation, session, signInTry } from '../../db/schema/users.ts';
import { wall } from '../../db/schema/walls.ts';
import { AT_ONCE, sweep } from '../../server/access/sweep.ts';
import { startTestApp, type TestApp, testClock } from '../support/app.ts';
import { newLink } from '../support/invitations.ts';
import { type Scene, setScene } from '../support/scene.ts';

const DAY = 86_400_000;
const clock = testClock(new Date());
let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp({ clock });
  scene = await setScene(app);
});
afterAll(() => app.stop());

const tables = { session, tabletSession, signInTry, invitation, pairing, wall };
const counts = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(Object.entries(tables).map(async ([name, table]) => [name, await app.deps.db.$count(table)])),
  );

test('deletes sessions, turns at tablets, tries, links, codes and walls once they have ended, and none before', async () => {
  const tablet = await app.pairTablet({ ...scene, hands: [{ name: 'Joan P.' }] });
  await tablet.unlock();
  await scene.manager.post(`/api/operations/${scene.operationId}/centres/${scene.centreId}/pairings`, {});
  const [operationId, wallId] = [scene.operationId, app.newId()];
  await scene.planner.done('walls.start', { operationId, wallId, name: 'Operations room' });
  const admin = await app.signInAs('administrator');
  const { tokenHash } = newLink();
  const invited = { userId: app.newId(), name: 'Tess Okafor', email: 'tess@council.example', tokenHash, grants: [] };
  await admin.done('users.invite', invited);
  await app.nobody.post('/api/sign-in', { email: 'nobody@haven.example', password: 'wrong' });
  const now = Date.now();

  const first = await counts();
  expect(Object.values(first).every((n) => n > 0)).toBe(true);
  await sweep(app.deps, new Date(now));
  expect(await counts()).toEqual(first);
  expect((await admin.get('/api/me')).status).toBe(200);

  await sweep(app.deps, new Date(now + 61_000));
  expect(await counts()).toEqual({ ...first, signInTry: 0 });
  await sweep(app.deps, new Date(now + 16 * 60_000));
  expect(await counts()).toMatchObject({ session: 0, tabletSession: first['tabletSession'] });

  clock.advance(2 * 24 * 60);
  await sweep(app.deps, new Date(now));
  expect(await counts()).toMatchObject({ pairing: 0, invitation: first['invitation'] });
  // One that is on stays, however old.
  clock.advance(40 * 24 * 60);
  await sweep(app.deps, new Date(now));
  expect(await counts()).toMatchObject({ wall: 1 });
  const planner = await app.signInAs('planner');
  await planner.done('walls.end', { operationId, wallId });
  clock.advance(31 * 24 * 60);
  await sweep(app.deps, new Date(now + 42 * DAY));
  expect(await counts()).toEqual(Object.fromEntries(Object.keys(tables).map((name) => [name, 0])));
  expect(await app.deps.db.$count(device)).toBe(1);
});

test('takes so many at once and no more, and goes on with the next', async () => {
  const expire = new Date(Date.now() - 1000);
  const rows = Array.from({ length: AT_ONCE + 5 }, (_, n) => ({ key: `old:${n}`, points: 1, expire }));
  await app.deps.db.insert(signInTry).values(rows);
  await sweep(app.deps);
  expect(await app.deps.db.$count(signInTry)).toBe(5);
  await sweep(app.deps);
  expect(await app.deps.db.$count(signInTry)).toBe(0);
});

test('is begun with the server, and ended with it', async () => {
  await app.deps.db.insert(signInTry).values({ key: 'old', points: 1, expire: new Date(Date.now() - 1000) });
  await app.restart();
  await expect.poll(() => app.deps.db.$count(signInTry)).toBe(0);
});
