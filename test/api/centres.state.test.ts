import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { centreMayBecome, centreStates } from '../../shared/centres.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { addVenue } from '../support/registers.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
let version: number;

beforeAll(async () => {
  app = await startTestApp();
});

beforeEach(async () => {
  scene = await setScene(app);
  version = 1;
});

afterAll(() => app.stop());

const codes = (answer: Loose): string[] => answer.body.missing.map((it: Loose) => it.code);

const setState = async (to: string, more: Loose = {}, who: Person = scene.manager, centreId = scene.centreId) => {
  const { operationId } = scene;
  const answer = await who.command('centres.setState', { operationId, centreId, to, baseVersion: version, ...more });
  if (answer.status === 200) version = answer.body.result.rowVersion;
  return answer;
};

const centreOf = async (id = scene.centreId) => (await scene.planner.mirror(scene.operationId)).row('centre', id);

const preparing = async (): Promise<{ manager: Person; centreId: string }> => {
  const centreId = await app.centre({ operationId: scene.operationId, state: 'activating', sheetLetter: 'P' });
  return { centreId, manager: await app.signInAs('manager', { operationId: scene.operationId, centreId }) };
};

test('a centre does not open before manager, registration, welfare and the fire briefing; each is named', async () => {
  const { manager, centreId } = await preparing();
  const refused = await setState('open', {}, manager, centreId);
  expect(refused.status).toBe(409);
  expect(refused.body.type).toBe('/problems/guards-not-met');
  expect(codes(refused)).toEqual(['manager', 'registration', 'welfare', 'fire_briefing']);
  expect(refused.body.missing[3].words).toBe('Not yet: fire briefing given');
});

test.each(some(centreStates.filter((it) => centreMayBecome(it, 'open'))))(
  'a centre that is "%s" opens only when all of that is there; one that is full is open already',
  async (state) => {
    const { operationId } = scene;
    const centreId = await app.centre({ operationId, state, sheetLetter: 'P' });
    const manager = await app.signInAs('manager', { operationId, centreId });
    const answer = await setState('open', {}, manager, centreId);
    expect([state, answer.status]).toEqual([state, state === 'full' ? 200 : 409]);
  },
);

test.each(['centre_manager', 'deputy_manager'])(
  'ticks and people who arrived (a %s) count alike, and then it opens',
  async (lead) => {
    const { manager, centreId } = await preparing();
    const { operationId } = scene;
    const shift = { shiftStart: '2026-11-19T05:00:00Z', shiftEnd: '2026-11-19T13:00:00Z', partner: 'BRC', needed: 2 };
    for (const role of [lead, 'registration', 'welfare']) {
      const slotId = app.newId();
      await manager.done('roster.add', { operationId, centreId, slotId, role, ...shift });
      await manager.done('roster.arrive', { operationId, slotId, count: 1 });
    }
    expect(codes(await setState('open', {}, manager, centreId))).toEqual(['fire_briefing']);
    const ready = { operationId, centreId, baseVersion: 1, ready: { fire_briefing: true } };
    version = (await manager.done('centres.change', ready)).rowVersion;
    expect((await setState('open', {}, manager, centreId)).status).toBe(200);
    expect(await centreOf(centreId)).toMatchObject({ state: 'open', openedAt: '2026-11-19T05:30:00.000Z' });
  },
);

test('opening without them takes a reason, and the log says what was not met and why', async () => {
  const { manager, centreId } = await preparing();
  expect((await setState('open', { overrideReason: 'Coach at the door' }, manager, centreId)).status).toBe(200);
  const entry = (await scene.silver.mirror(scene.operationId)).rows('logEntry').at(-1);
  expect(entry).toMatchObject({ kind: 'decision', reason: 'Coach at the door' });
  expect(entry?.['text']).toContain(
    'opened, although “Centre manager on site” was not ticked; “Registration staffed” was not ticked',
  );
});

test('a centre does not close while someone is there, out, missing, on the way, in urgent need, or a coach is coming', async () => {
  const { operationId, centreId, volunteer, manager } = scene;
  const guests = [arrival(app, scene), arrival(app, scene), arrival(app, scene)];
  for (const it of guests) await volunteer.done('people.checkIn', it);
  const [one, two, three] = guests;
  const set = (personId: unknown, to: string, baseVersion = 1) =>
    manager.done('people.setPresence', { operationId, personId, to, baseVersion });
  await set(two?.personId, 'temporarily_out');
  await set(three?.personId, 'missing');
  const needId = app.newId();
  await volunteer.done('needs.raise', { operationId, centreId, needId, personId: one?.personId, kind: 'lone_child' });
  const vehicleId = app.newId();
  const coach = { operationId, vehicleId, centreId, label: 'Coach 2', kind: 'coach', people: 9 };
  await manager.done('vehicles.record', { ...coach, dueAt: '2026-11-19T07:58:00Z' });
  await setState('standing_down');
  const refused = await setState('closed');
  expect(codes(refused).toSorted()).toEqual([
    'guests_missing',
    'guests_on_site',
    'guests_temporarily_out',
    'needs_p1',
    'vehicle_coming',
  ]);
  expect(refused.body.missing.map((it: Loose) => it.words)).toContain('Coach 2 is still on its way');
  await set(one?.personId, 'departed');
  await set(two?.personId, 'left_voluntarily', 2);
  await set(three?.personId, 'on_site', 2);
  await set(three?.personId, 'departed', 3);
  await manager.done('needs.progress', { operationId, needId, to: 'met', baseVersion: 1 });
  expect(codes(await setState('closed'))).toEqual(['needs_p1', 'vehicle_coming']);
  const rows = (await manager.mirror(operationId)).rows('need');
  const told = rows.find((it: Loose) => it['personId'] === three?.personId);
  await manager.done('needs.progress', { operationId, needId: told?.['id'], to: 'met', baseVersion: 1 });
  await manager.done('vehicles.change', { operationId, vehicleId, state: 'cancelled', baseVersion: 1 });
  expect((await setState('closed')).status).toBe(200);
});

test('a centre that opens again still says when it first opened', async () => {
  const { manager, centreId } = await preparing();
  const why = { overrideReason: 'Coach at the door' };
  await setState('open', why, manager, centreId);
  const openedAt = (await centreOf(centreId))?.['openedAt'];
  expect(openedAt).toBe(app.clock.now().toISOString());
  for (const [to, again] of [
    ['full', 'open'],
    ['standing_down', 'open'],
  ] as const) {
    app.clock.advance?.(30);
    await setState(to, why, manager, centreId);
    await setState(again, why, manager, centreId);
    const stateSince = app.clock.now().toISOString();
    expect(await centreOf(centreId)).toMatchObject({ state: 'open', openedAt, stateSince });
  }
});

test('closing over guests still there is a decision: the log carries no number and nobody is checked out', async () => {
  const args = arrival(app, scene);
  await scene.volunteer.done('people.checkIn', args);
  await setState('standing_down');
  expect((await setState('closed', { overrideReason: 'Fire service orders everyone out' })).status).toBe(200);
  const held = await scene.manager.mirror(scene.operationId);
  expect(held.row('person', args.personId)).toMatchObject({ presence: 'on_site' });
  const entry = held.rows('logEntry').at(-1);
  expect(entry?.['text']).toMatch(/closed, although not everyone had left$/);
  expect(entry?.['text']).not.toMatch(/\d guest/);
});

test('a closed centre gives its venue back', async () => {
  const venueId = await addVenue(app, scene.planner);
  const args = {
    operationId: scene.operationId,
    centreId: app.newId(),
    venueId,
    to: 'standby',
    expected: 20,
    doorsAt: '2026-11-19T06:20:00Z',
    reason: 'Close',
  };
  await scene.planner.done('centres.activate', args);
  expect((await setState('cancelled', {}, scene.planner, args.centreId)).status).toBe(200);
  const again = await scene.planner.command('centres.activate', { ...args, centreId: app.newId() });
  expect(again.status).toBe(200);
});

test('a centre goes only where its life leads, and not from an old version', async () => {
  expect((await setState('closed')).body.type).toBe('/problems/not-in-this-state');
  await setState('full');
  const { operationId, centreId, manager } = scene;
  const stale = await manager.command('centres.setState', { operationId, centreId, to: 'open', baseVersion: 1 });
  expect(stale.body.type).toBe('/problems/stale-version');
  expect((await setState('open')).status).toBe(200);
});

test('a guest who comes as the centre closes is either counted or flagged, never neither', async () => {
  for (let round = 0; round < 5; round += 1) {
    const fresh = await setScene(app);
    const { operationId, centreId, manager, volunteer } = fresh;
    await manager.done('centres.setState', { operationId, centreId, to: 'standing_down', baseVersion: 1 });
    const [closing, coming] = await Promise.all([
      manager.command('centres.setState', { operationId, centreId, to: 'closed', baseVersion: 2 }),
      volunteer.command('people.checkIn', arrival(app, fresh)),
    ]);
    expect(coming.status).toBe(200);
    const flagged = coming.body.result.flags.includes('after_closure');
    expect(flagged).toBe(closing.status === 200);
  }
});

test('readiness ticks add up, doors and manager change, and a letter in use is not given twice', async () => {
  const { operationId, centreId, manager } = scene;
  const change = (more: Loose, baseVersion: number) =>
    manager.command('centres.change', { operationId, centreId, baseVersion, ...more });
  await change({ ready: { manager: true } }, 1);
  await change({ ready: { welfare: true }, managerName: 'J Shaw', zones: [{ name: 'Hall A', beds: 20 }] }, 2);
  const centre = await centreOf();
  expect(centre).toMatchObject({ ready: { manager: true, welfare: true }, managerName: 'J Shaw' });
  expect((await change({ sheetLetter: 'M' }, 3)).body.type).toBe('/problems/already-exists');
  expect((await change({ sheetLetter: 'V' }, 3)).status).toBe(422);
});

test('an operation is not closed over a live centre, and only its planner closes it', async () => {
  const { operationId, planner, manager } = scene;
  const close = { operationId, baseVersion: 1, state: 'closed' };
  const refused = await planner.command('operations.change', close);
  expect(refused.body.type).toBe('/problems/guards-not-met');
  expect(refused.body.missing).toHaveLength(2);
  expect((await manager.command('operations.change', close)).status).toBe(404);
  const empty = await app.operation();
  await planner.done('operations.change', { ...close, operationId: empty });
  const held = await planner.mirror(empty);
  expect(held.row('operation', empty)).toMatchObject({ state: 'closed', closedAt: expect.any(String) });
});
