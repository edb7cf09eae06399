import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { stream } from '../../db/schema/engine.ts';
import { device } from '../../db/schema/tablets.ts';
import { SILENT_MINUTES } from '../../shared/silence.ts';
import { type Loose, MORNING, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { untilWaiting } from '../support/untilWaiting.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

const tablet = async (label: string, minutesAgo: number | null, more: Partial<typeof device.$inferInsert> = {}) => {
  const { operationId, centreId } = scene;
  const heard = minutesAgo === null ? null : new Date(MORNING.getTime() - minutesAgo * 60_000);
  const paired = { id: app.newId(), operationId, centreId, label, letter: 'T', pairedBy: 'test', pairedAt: MORNING };
  await app.deps.db.insert(device).values({ ...paired, lastSeenAt: heard, ...more });
};
const setState = (to: string, baseVersion: number, more: Loose = {}) =>
  scene.manager.command('centres.setState', {
    operationId: scene.operationId,
    centreId: scene.centreId,
    to,
    baseVersion,
    ...more,
  });

test('tablets that are silent or hold unsent work are named before a centre stands down', async () => {
  await tablet('Desk 1', 2, { waiting: 3 });
  await tablet('Desk 2', 14);
  await tablet('Desk 3', 150, { waiting: 1 });
  await tablet('Desk 4', SILENT_MINUTES - 1);
  await tablet('Desk 5', SILENT_MINUTES);
  await tablet('Never paired', null);
  await tablet('Lost', 900, { waiting: 9, revokedAt: MORNING });
  const refused = await setState('standing_down', 1);
  expect(refused.body.type).toBe('/problems/guards-not-met');
  expect(refused.body.missing).toEqual([
    { code: 'tablet_unsent', words: 'Desk 1 still has 3 things to send' },
    {
      code: 'tablet_silent',
      words: 'Desk 2 has not been heard from for 14 minutes. It may hold work that was never sent',
    },
    {
      code: 'tablet_silent',
      words: 'Desk 3 has not been heard from for 2 hours. It may hold work that was never sent',
    },
    { code: 'tablet_unsent', words: 'Desk 3 still has 1 thing to send' },
    {
      code: 'tablet_silent',
      words: 'Desk 5 has not been heard from for 5 minutes. It may hold work that was never sent',
    },
  ]);
});

test('a centre closes over silent tablets with a reason, which is logged with what was not met', async () => {
  await tablet('Desk 2', 14);
  const overrideReason = 'Its battery is flat; it is in the office';
  expect((await setState('standing_down', 1, { overrideReason })).status).toBe(200);
  expect((await setState('closed', 2)).body.missing).toMatchObject([{ code: 'tablet_silent' }]);
  expect((await setState('closed', 2, { overrideReason })).status).toBe(200);
  const log = (await scene.manager.mirror(scene.operationId)).rows('logEntry');
  expect(log.at(-1)).toMatchObject({
    kind: 'decision',
    text: expect.stringContaining('although a tablet had not been heard from'),
    reason: overrideReason,
  });
});

test('what is still to be sorted out is counted before a centre closes, and what comes late is accepted and flagged', async () => {
  for (const who of [scene.volunteer, scene.manager]) {
    const { personId } = await who.done('people.checkIn', arrival(app, scene, { reference: 'K-014' }));
    const left = { operationId: scene.operationId, personId, to: 'departed', baseVersion: 1 };
    await who.done('people.setPresence', left);
  }
  const refused = await setState('standing_down', 1);
  expect(refused.body.missing).toEqual([{ code: 'attention_open', words: '1 thing needs attention' }]);
  const overrideReason = 'Mended on paper';
  await setState('standing_down', 1, { overrideReason });
  expect((await setState('closed', 2, { overrideReason })).status).toBe(200);
  const told = (await scene.manager.mirror(scene.operationId)).rows('logEntry').at(-1);
  expect(told?.['text']).toMatch(/closed, although something was left to sort out$/);
  const late = await scene.volunteer.done('people.checkIn', arrival(app, scene));
  expect(late.flags).toContain('after_closure');
});

test('a roll call that runs, and whoever is still in the sign-in book, are named before a centre closes', async () => {
  const { operationId, centreId } = scene;
  const [rollCallId, visitId] = [app.newId(), app.newId()];
  const signIn = { operationId, centreId, visitId, kind: 'visitor', name: 'R. Iqbal', organisation: 'Red Cross' };
  await scene.volunteer.done('visits.signIn', signIn);
  await scene.manager.done('rollCalls.start', { operationId, centreId, rollCallId, reason: 'check' });
  expect((await setState('standing_down', 1)).status).toBe(200);
  expect((await setState('closed', 2)).body.missing).toEqual([
    { code: 'visits_signed_in', words: '1 person in the sign-in book has not signed out' },
    { code: 'roll_call_running', words: 'A roll call is still running' },
  ]);
  await scene.manager.done('rollCalls.end', { operationId, centreId, rollCallId });
  await scene.volunteer.done('visits.signOut', { operationId, visitId, baseVersion: 1 });
  expect((await setState('closed', 2)).status).toBe(200);
});

test.each([
  [
    'signs a visitor in',
    'visits_signed_in',
    'visits.signIn',
    { kind: 'visitor', name: 'R. Iqbal', organisation: 'Red Cross' },
  ],
  ['starts a roll call', 'roll_call_running', 'rollCalls.start', { reason: 'check' }],
])('a centre that closes while somebody %s there waits for them, and is told', async (_what, code, name, said) => {
  const { operationId, centreId, manager } = scene;
  expect((await setState('standing_down', 1)).status).toBe(200);
  const id = name === 'visits.signIn' ? { visitId: app.newId() } : { rollCallId: app.newId() };
  const begun: Promise<Loose>[] = [];
  await app.deps.db.transaction(async (tx) => {
    await tx.select().from(stream).where(eq(stream.id, operationId)).for('update');
    begun.push(manager.command(name, { operationId, centreId, ...id, ...said }));
    await untilWaiting(app.deps, 1);
    begun.push(setState('closed', 2));
    await untilWaiting(app.deps, 2);
  });
  const [done, closing] = await Promise.all(begun);
  expect(done.status).toBe(200);
  expect(closing.body.missing).toMatchObject([{ code }]);
});
