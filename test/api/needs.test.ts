import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { stream } from '../../db/schema/engine.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { untilWaiting } from '../support/untilWaiting.ts';

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

const raise = async (kind: string, more: Loose = {}): Promise<string> => {
  const needId = app.newId();
  const { operationId, centreId } = scene;
  await scene.volunteer.done('needs.raise', { operationId, centreId, needId, personId, kind, ...more });
  return needId;
};

const needNow = async (needId: string) => (await scene.manager.mirror(scene.operationId)).row('need', needId);

const inMinutes = (minutes: number): string => new Date(app.clock.now().getTime() + minutes * 60_000).toISOString();

test('a need runs from raised to met, with who holds it, since when, and when it ended', async () => {
  const needId = await raise('shower');
  const { operationId, volunteer } = scene;
  expect(await needNow(needId)).toMatchObject({ state: 'open', holder: null, dueAt: inMinutes(240) });
  const to = async (state: string, baseVersion: number): Promise<string> => {
    app.clock.advance?.(3);
    await volunteer.done('needs.progress', { operationId, needId, to: state, baseVersion });
    return app.clock.now().toISOString();
  };
  const acceptedAt = await to('accepted', 1);
  expect(await needNow(needId)).toMatchObject({ state: 'accepted', holder: 'Vic Volunteer', acceptedAt });
  await to('in_progress', 2);
  expect(await needNow(needId)).toMatchObject({ state: 'in_progress', acceptedAt, closedAt: null });
  const closedAt = await to('met', 3);
  expect(await needNow(needId)).toMatchObject({ state: 'met', acceptedAt, closedAt, rowVersion: 4 });
});

test('two people who take one need at once: one has it, the other is told who', async () => {
  const needId = await raise('drink');
  const { operationId, volunteer, manager } = scene;
  const take = { operationId, needId, to: 'accepted', baseVersion: 1 };
  const answers = await Promise.all([
    volunteer.command('needs.progress', take),
    manager.command('needs.progress', take),
  ]);
  expect(answers.map((it) => it.status).toSorted()).toEqual([200, 409]);
  const lost = answers.find((it) => it.status === 409);
  expect(lost?.body.type).toBe('/problems/stale-version');
  expect(lost?.body.detail).toMatch(/^(Vic Volunteer|Maya Manager) changed this first/);
});

test('what is urgent raises an alert, has five minutes, and can be given a higher priority than its kind', async () => {
  const alone = await needNow(await raise('lone_child'));
  expect(alone).toMatchObject({ priority: 'P1', alerts: true, dueAt: inMinutes(5) });
  expect(await needNow(await raise('shower', { priority: 'P1' }))).toMatchObject({ priority: 'P1', alerts: true });
  expect(await needNow(await raise('legal_advice'))).toMatchObject({ priority: 'P4', dueAt: null });
});

test.each(['met', 'declined'] as const)(
  'a need that is %s is not passed up, and can be offered again',
  async (ended) => {
    const needId = await raise('food');
    const { operationId, volunteer } = scene;
    const to = (state: string, baseVersion: number) =>
      volunteer.command('needs.progress', { operationId, needId, to: state, baseVersion });
    await to(ended, 1);
    expect(await needNow(needId)).toMatchObject({
      state: ended,
      holder: 'Vic Volunteer',
      closedAt: expect.any(String),
    });
    expect((await to('escalated', 2)).body.type).toBe('/problems/not-in-this-state');
    expect((await to('open', 2)).status).toBe(200);
    expect(await needNow(needId)).toMatchObject({ state: 'open', holder: null, closedAt: null });
  },
);

test.each(['met', 'declined'] as const)(
  'a need that was said to be %s by mistake goes back to whoever had it, from when they had it',
  async (ended) => {
    const needId = await raise('food');
    const { operationId, manager, volunteer } = scene;
    const to = (who: typeof manager, state: string, baseVersion: number) =>
      who.command('needs.progress', { operationId, needId, to: state, baseVersion });
    for (const had of ['accepted', 'in_progress'] as const) {
      const { rowVersion: n } = (await needNow(needId)) as { rowVersion: number };
      expect((await to(volunteer, had, n)).status).toBe(200);
      const before = await needNow(needId);
      expect((await to(volunteer, ended, n + 1)).status).toBe(200);
      // Somebody has said more of it since: it is not taken back over their words.
      expect((await to(volunteer, had, n)).body.type).toBe('/problems/stale-version');
      expect((await to(volunteer, had, n + 2)).status).toBe(200);
      expect(await needNow(needId)).toEqual({ ...before, rowVersion: n + 3 });
      expect((await to(volunteer, 'open', n + 3)).status).toBe(200);
    }
  },
);

test('what a manager said to be done of somebody else’s need by mistake is theirs again', async () => {
  const needId = await raise('food');
  const { operationId, manager, volunteer } = scene;
  await volunteer.done('needs.progress', { operationId, needId, to: 'accepted', baseVersion: 1 });
  const before = await needNow(needId);
  await manager.done('needs.progress', { operationId, needId, to: 'met', baseVersion: 2 });
  await manager.done('needs.progress', { operationId, needId, to: 'accepted', baseVersion: 3 });
  expect(await needNow(needId)).toEqual({ ...before, rowVersion: 4 });
});

test('notes are added, each below the last, and never replace one another', async () => {
  const needId = await raise('clothing', { note: 'Shoes size 42' });
  const { operationId, volunteer } = scene;
  await volunteer.done('needs.progress', { operationId, needId, to: 'in_progress', note: 'None left', baseVersion: 1 });
  const held = await scene.manager.mirror(operationId);
  expect(held.row('needDetail', needId)).toMatchObject({ note: 'Shoes size 42\nNone left' });
});

test('a need heard of late reaches the guest where they are now', async () => {
  const { operationId, manager, volunteer, otherVolunteer, otherCentreId, centreId } = scene;
  const goes = { operationId, personId, to: 'transferred', centreId: otherCentreId, baseVersion: 1 };
  await manager.done('people.setPresence', goes);
  const needId = app.newId();
  await volunteer.done('needs.raise', { operationId, centreId, needId, personId, kind: 'belongings' });
  const there = await otherVolunteer.mirror(operationId);
  expect(there.row('need', needId)).toMatchObject({ personId, centreId: otherCentreId });
});

test('a need for a guest who was never here is for nobody', async () => {
  const args = arrival(app, { ...scene, centreId: scene.otherCentreId });
  await scene.otherVolunteer.done('people.checkIn', args);
  const { operationId, centreId, volunteer } = scene;
  const ask = (id: string) =>
    volunteer.command('needs.raise', { operationId, centreId, needId: app.newId(), personId: id, kind: 'drink' });
  const [elsewhere, nobody] = [await ask(args.personId), await ask(app.newId())];
  expect([elsewhere.status, elsewhere.text]).toEqual([404, nobody.text]);
});

test('anyone who may work on a need adds a line to it, and whoever holds it keeps it', async () => {
  const needId = await raise('missing_person', { note: 'Not seen in the roll call' });
  const { operationId, volunteer, manager } = scene;
  await manager.done('needs.progress', { operationId, needId, to: 'accepted', baseVersion: 1 });
  await volunteer.done('needs.note', { operationId, needId, note: 'The police have been told' });
  expect(await needNow(needId)).toMatchObject({ state: 'accepted', holder: 'Maya Manager', rowVersion: 2 });
  const detail = (await manager.mirror(operationId)).row('needDetail', needId);
  expect(detail?.['note']).toBe('Not seen in the roll call\nThe police have been told');
  const health = await raise('medicine');
  expect((await volunteer.command('needs.note', { operationId, needId: health, note: 'Seen' })).status).toBe(404);
});

test('a need that is raised while its guest is taken to another centre goes along', async () => {
  const { operationId, centreId, otherCentreId, volunteer, planner } = scene;
  const needId = app.newId();
  const begun: Promise<Loose>[] = [];
  await app.deps.db.transaction(async (tx) => {
    await tx.select().from(stream).where(eq(stream.id, operationId)).for('update');
    begun.push(volunteer.command('needs.raise', { operationId, centreId, personId, needId, kind: 'shower' }));
    await untilWaiting(app.deps, 1);
    const to = { operationId, personId, baseVersion: 1, to: 'transferred', centreId: otherCentreId };
    begun.push(volunteer.command('people.setPresence', to));
    await untilWaiting(app.deps, 2);
  });
  expect((await Promise.all(begun)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await planner.mirror(operationId)).row('need', needId)).toMatchObject({ personId, centreId: otherCentreId });
});
