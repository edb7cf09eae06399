/** Two clocks tell a beginning and an end: whatever they say, what ends has begun. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { need, stay } from '../../db/schema/people.ts';
import { rollCall, visit } from '../../db/schema/rollCalls.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';

const LOST = '2010-01-01T00:05:00.000Z';

let app: TestApp;
let scene: Scene;
beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
  app.clock.advance?.(60);
});
afterAll(() => app.stop());

/** As a tablet says that was right, and without signal for a while. */
const before = (minutes: number) => ({
  occurredAt: new Date(app.clock.now().getTime() - minutes * 60_000).toISOString(),
});
const lost = { occurredAt: LOST };

test('somebody whose arrival stands when it was heard has not left before that', async () => {
  const args = arrival(app, scene);
  const { operationId, volunteer } = scene;
  await volunteer.done('people.checkIn', args, lost);
  const heard = app.clock.now();
  const leaves = { operationId, personId: args.personId, to: 'departed', baseVersion: 1 };
  await volunteer.done('people.setPresence', leaves, before(7));
  const [found] = await app.deps.db.select().from(stay).where(eq(stay.personId, args.personId));
  expect(found).toMatchObject({ arrivedAt: heard, leftAt: heard });
});

test('what was asked for is not taken up, or met, before it was said', async () => {
  const needId = app.newId();
  const { operationId, centreId, volunteer } = scene;
  await volunteer.done('needs.raise', { operationId, centreId, needId, kind: 'drink' }, lost);
  const heard = app.clock.now();
  const to = (state: string, baseVersion: number) =>
    volunteer.done('needs.progress', { operationId, needId, to: state, baseVersion }, before(7));
  await to('accepted', 1);
  await to('met', 2);
  const [found] = await app.deps.db.select().from(need).where(eq(need.id, needId));
  expect(found).toMatchObject({ raisedAt: heard, acceptedAt: heard, closedAt: heard });
});

test('nobody signs out before they have signed in', async () => {
  const { operationId, centreId, volunteer } = scene;
  const visitId = app.newId();
  const who = { kind: 'visitor', name: 'Una Visitor', organisation: 'The council' };
  await volunteer.done('visits.signIn', { operationId, centreId, visitId, ...who }, lost);
  await volunteer.done('visits.signOut', { operationId, visitId, baseVersion: 1 }, before(7));
  const [found] = await app.deps.db.select().from(visit).where(eq(visit.id, visitId));
  expect(found).toMatchObject({ signedInAt: app.clock.now(), signedOutAt: app.clock.now() });
});

test('a roll call does not end before it began', async () => {
  const { operationId, centreId, manager } = scene;
  const rollCallId = app.newId();
  await manager.done('rollCalls.start', { operationId, centreId, rollCallId, reason: 'drill' }, lost);
  await manager.done('rollCalls.end', { operationId, centreId, rollCallId }, before(7));
  const [found] = await app.deps.db.select().from(rollCall).where(eq(rollCall.id, rollCallId));
  expect(found).toMatchObject({ startedAt: app.clock.now(), endedAt: app.clock.now() });
});

test('what did end later is kept as it was told', async () => {
  const args = arrival(app, scene);
  const { operationId, volunteer } = scene;
  await volunteer.done('people.checkIn', args, before(30));
  const leaves = { operationId, personId: args.personId, to: 'departed', baseVersion: 1 };
  const { occurredAt } = before(7);
  await volunteer.done('people.setPresence', leaves, { occurredAt });
  const [found] = await app.deps.db.select().from(stay).where(eq(stay.personId, args.personId));
  expect(found?.leftAt).toEqual(new Date(occurredAt));
});
