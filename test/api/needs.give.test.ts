/** A need given to somebody by name: to those who work there now and may know of it, and to nobody else. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessGrant, user } from '../../db/schema/users.ts';
import {
  type NeedCompartment,
  needCompartments,
  type NeedKindName,
  needKindNames,
  needKinds,
} from '../../shared/needs.ts';
import { levelFor, permits, roleNames } from '../../shared/roles.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
let personId: string;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  const args = arrival(app, scene);
  ({ personId } = args);
  await scene.volunteer.done('people.checkIn', args);
});
afterAll(() => app.stop());

const raise = async (kind: NeedKindName, more: Loose = {}): Promise<string> => {
  const needId = app.newId();
  const { operationId, centreId } = scene;
  await scene.manager.done('needs.raise', { operationId, centreId, needId, personId, kind, ...more });
  return needId;
};
const needNow = async (needId: string) => (await scene.planner.mirror(scene.operationId)).row('need', needId);
const give = (needId: string, to: Pick<Person, 'userId'>, more: Loose = {}) =>
  scene.manager.command('needs.give', {
    operationId: scene.operationId,
    needId,
    to: to.userId,
    baseVersion: 1,
    ...more,
  });
const offered = async (): Promise<Loose[]> => {
  const { operationId, centreId, manager } = scene;
  return (await manager.get(`/api/operations/${operationId}/centres/${centreId}/carers`)).body.items;
};

test('a manager gives a need to a volunteer by name: it is on their list, and waits until they accept it', async () => {
  const needId = await raise('shower');
  expect((await give(needId, scene.volunteer)).status).toBe(200);
  expect(await needNow(needId)).toMatchObject({
    state: 'open',
    holder: 'Vic Volunteer',
    holderId: scene.volunteer.userId,
    acceptedAt: null,
  });
  const to = (state: string, baseVersion: number) =>
    scene.volunteer.command('needs.progress', { operationId: scene.operationId, needId, to: state, baseVersion });
  expect((await to('accepted', 2)).status).toBe(200);
  expect(await needNow(needId)).toMatchObject({ state: 'accepted', acceptedAt: app.deps.clock.now().toISOString() });
  expect((await to('met', 3)).status).toBe(200);
  expect(await needNow(needId)).toMatchObject({ state: 'met', holder: 'Vic Volunteer' });
});

test('what was given to one and begun by another is theirs who began', async () => {
  const needId = await raise('shower');
  await give(needId, scene.volunteer);
  const { operationId, manager } = scene;
  await manager.done('needs.progress', { operationId, needId, to: 'in_progress', baseVersion: 2 });
  expect(await needNow(needId)).toMatchObject({ state: 'in_progress', holder: 'Maya Manager' });
});

test('what was given, passed up and then done by another is theirs who did it', async () => {
  const needId = await raise('shower');
  await give(needId, scene.volunteer);
  const { operationId, manager } = scene;
  const to = (state: string, baseVersion: number) =>
    manager.done('needs.progress', { operationId, needId, to: state, baseVersion });
  await to('escalated', 2);
  await to('met', 3);
  expect(await needNow(needId)).toMatchObject({ state: 'met', holder: 'Maya Manager' });
});

test('what was given and not accepted is nobody’s once its guest has gone to another centre; what was accepted stays', async () => {
  const [given, accepted] = [await raise('shower'), await raise('rest')];
  await give(given, scene.volunteer);
  await give(accepted, scene.volunteer);
  const { operationId, manager, volunteer, otherCentreId } = scene;
  await volunteer.done('needs.progress', { operationId, needId: accepted, to: 'accepted', baseVersion: 2 });
  const goes = { operationId, personId, to: 'transferred', centreId: otherCentreId, baseVersion: 1 };
  await manager.done('people.setPresence', goes);
  expect(await needNow(given)).toMatchObject({ centreId: otherCentreId, state: 'open', holder: null, holderId: null });
  expect(await needNow(accepted)).toMatchObject({ centreId: otherCentreId, holder: 'Vic Volunteer' });
});

test('one that somebody has is given to another, and not over what was changed meanwhile', async () => {
  const needId = await raise('shower');
  const { operationId, volunteer, manager } = scene;
  await volunteer.done('needs.progress', { operationId, needId, to: 'in_progress', baseVersion: 1 });
  expect((await give(needId, manager)).body.type).toBe('/problems/stale-version');
  expect((await give(needId, manager, { baseVersion: 2 })).status).toBe(200);
  expect(await needNow(needId)).toMatchObject({ state: 'open', holder: 'Maya Manager', acceptedAt: null });
});

test('what is settled is given to nobody', async () => {
  const needId = await raise('shower');
  const { operationId, volunteer } = scene;
  await volunteer.done('needs.progress', { operationId, needId, to: 'met', baseVersion: 1 });
  expect((await give(needId, volunteer, { baseVersion: 2 })).body.type).toBe('/problems/not-in-this-state');
});

test('a volunteer gives nobody anything, and is not told who could be given it', async () => {
  const needId = await raise('shower');
  const { operationId, centreId, volunteer } = scene;
  const args = { operationId, needId, to: volunteer.userId, baseVersion: 1 };
  expect((await volunteer.command('needs.give', args)).status).toBe(404);
  expect((await volunteer.get(`/api/operations/${operationId}/centres/${centreId}/carers`)).status).toBe(404);
});

/** One kind of each compartment. */
const kinds = new Map<NeedCompartment, NeedKindName>(needKindNames.map((it) => [needKinds[it].compartment, it]));

test('in every compartment, only those of every role who may know of it at all are offered, and can be given it', async () => {
  const { operationId, centreId } = scene;
  const bound = roleNames.filter((it) => it !== 'administrator' && it !== 'planner');
  for (const [compartment, kind] of some(kinds)) {
    for (const role of some(bound)) {
      const who = await app.signInAs(role, role === 'silver' ? { operationId } : { operationId, centreId });
      const grant = { role, operationId, centreId: role === 'silver' ? null : centreId, address: true };
      const may = permits(role, 'needs.progress') && levelFor([grant], compartment, centreId) !== 'none';
      const listed = (await offered()).find((it) => it.userId === who.userId);
      expect([compartment, role, listed?.takes.includes(compartment) ?? false]).toEqual([compartment, role, may]);
      const { status } = await give(await raise(kind), who);
      expect([compartment, role, status]).toEqual([compartment, role, may ? 200 : 409]);
    }
  }
});

test.each([
  ['whose role has ended', { endsAt: new Date('2026-11-19T05:00:00Z') }],
  ['whose role was taken from them', { revokedAt: new Date('2026-11-19T05:00:00Z') }],
])('somebody %s is not offered and cannot be given anything', async (_who, over) => {
  await app.deps.db.update(accessGrant).set(over).where(eq(accessGrant.userId, scene.volunteer.userId));
  expect((await offered()).map((it) => it.userId)).not.toContain(scene.volunteer.userId);
  expect((await give(await raise('shower'), scene.volunteer)).status).toBe(409);
});

test('nor is somebody whose account is closed, or who works at another centre only', async () => {
  const { volunteer, otherVolunteer } = scene;
  expect((await offered()).map((it) => it.userId)).toContain(volunteer.userId);
  await app.deps.db.update(user).set({ disabledAt: app.deps.clock.now() }).where(eq(user.id, volunteer.userId));
  const ids = (await offered()).map((it) => it.userId);
  for (const who of [volunteer, otherVolunteer]) {
    expect(ids).not.toContain(who.userId);
    expect((await give(await raise('shower'), who)).status).toBe(409);
  }
});

test('offered are, by name and each once, those of the centre and of its whole operation, while their role lasts', async () => {
  const { operationId, centreId } = scene;
  const at = { operationId, centreId };
  const now = app.deps.clock.now();
  const elsewhere = await setScene(app);
  await app.signInAs('manager', { operationId, name: 'Zoe of all centres' });
  await app.signInAs('manager', { operationId: elsewhere.operationId, name: 'Of another operation' });
  await app.signInAs('volunteer', { ...at, name: 'ann until later', endsAt: new Date(now.getTime() + 1) });
  await app.signInAs('volunteer', { ...at, name: 'Until now', endsAt: now });
  const grants = (['volunteer', 'manager', 'volunteer'] as const).map((role) => ({ role, ...at, address: true }));
  await app.signInAs(grants, { name: 'Bea of two roles' });
  const all = await offered();
  expect(all.map(({ name }) => name)).toEqual([
    'ann until later',
    'Bea of two roles',
    'Maya Manager',
    'Vic Volunteer',
    'Zoe of all centres',
  ]);
  const takes = Object.fromEntries(all.map((it) => [it.name, it.takes]));
  expect(takes['Bea of two roles']).toEqual([...needCompartments]);
  expect(takes['ann until later']).toEqual(['welfare']);
});
