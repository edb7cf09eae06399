import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isStaying, presenceMayBecome, presences } from '../../shared/people.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;

beforeAll(async () => {
  app = await startTestApp();
});

beforeEach(async () => {
  scene = await setScene(app);
});

afterAll(() => app.stop());

test('a guest checked in is on the centre’s list, with their needs', async () => {
  const needId = app.newId();
  const args = arrival(app, scene, {
    reference: 'K-014',
    preferredName: 'Dan',
    zone: 'Hall A',
    needs: [{ id: needId, kind: 'drink' }],
  });
  const answer = await scene.volunteer.command('people.checkIn', args);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ seq: expect.any(Number), result: { reference: 'K-014', alreadyHere: false } });
  const held = await scene.manager.mirror(scene.operationId);
  expect(held.row('person', args.personId)).toMatchObject({ reference: 'K-014', zone: 'Hall A', presence: 'on_site' });
  expect(held.row('personIdentity', args.personId)).toMatchObject({ preferredName: 'Dan' });
  expect(held.row('need', needId)).toMatchObject({ state: 'open', priority: 'P2', personId: args.personId });
  expect(held.row('needDetail', needId)).toMatchObject({ kind: 'drink' });
  expect(held.rows('stay')).toMatchObject([{ personId: args.personId, leftAt: null }]);
});

test('a guest checked in on two tablets at the same moment appears once, with one stay and the needs of both', async () => {
  const personId = app.newId();
  const one = arrival(app, scene, { personId, reference: 'K-020', needs: [{ id: app.newId(), kind: 'food' }] });
  const two = { ...one, ageBand: 'unsure', needs: [{ id: app.newId(), kind: 'rest' }] };
  const answers = await Promise.all([
    scene.volunteer.command('people.checkIn', one),
    scene.manager.command('people.checkIn', two),
    scene.volunteer.command('people.checkIn', one),
  ]);
  expect(answers.map((it) => it.status)).toEqual([200, 200, 200]);
  expect(answers.filter((it) => !it.body.result.alreadyHere)).toHaveLength(1);
  const held = await scene.manager.mirror(scene.operationId);
  expect(held.rows('person')).toMatchObject([{ id: personId, ageBand: 'unsure', flags: [] }]);
  expect(held.rows('stay')).toHaveLength(1);
  const kinds = held.rows('needDetail').map((it) => it['kind']);
  expect(kinds.toSorted()).toEqual(['food', 'lone_child', 'rest']);
});

test('guests without a reference get the next number of the sheet, each their own, even at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => scene.volunteer.done('people.checkIn', arrival(app, scene))),
  );
  const given = answers.map((it) => it.reference).toSorted();
  expect(given).toEqual(['K-001', 'K-002', 'K-003', 'K-004', 'K-005', 'K-006', 'K-007', 'K-008']);
});

test('when a sheet of wristbands is used up, numbers go on under another letter', async () => {
  await scene.volunteer.done('people.checkIn', arrival(app, scene, { reference: 'K-9999' }));
  const next = await scene.volunteer.done('people.checkIn', arrival(app, scene));
  expect(next.reference).toBe('A-001');
});

test('after the last number of three digits comes the first of four, and then the next', async () => {
  await scene.volunteer.done('people.checkIn', arrival(app, scene, { reference: 'K-998' }));
  const given = [];
  for (let n = 0; n < 3; n += 1) given.push(await scene.volunteer.done('people.checkIn', arrival(app, scene)));
  expect(given.map((it) => it.reference)).toEqual(['K-999', 'K-1000', 'K-1001']);
});

test('one wristband on two guests is accepted and flagged on both, and mending one clears the other', async () => {
  const first = arrival(app, scene, { reference: 'K-030' });
  const second = arrival(app, scene, { reference: 'K-030' });
  const answers = await Promise.all([
    scene.volunteer.done('people.checkIn', first),
    scene.volunteer.done('people.checkIn', second),
  ]);
  expect(answers.some((it) => it.flags.includes('reference_shared'))).toBe(true);
  const held = await scene.manager.mirror(scene.operationId);
  expect(held.rows('person').map((it) => it['flags'])).toEqual([['reference_shared'], ['reference_shared']]);
  const rowVersion = held.row('person', second.personId)?.['rowVersion'];
  const { operationId } = scene;
  await scene.volunteer.done('people.amend', {
    operationId,
    personId: second.personId,
    reference: 'K-031',
    baseVersion: rowVersion,
  });
  const mended = await scene.manager.mirror(operationId);
  expect(mended.rows('person').map((it) => it['flags'])).toEqual([[], []]);
});

test('a guest beyond the last place is let in and flagged', async () => {
  const centreId = await app.centre({ operationId: scene.operationId, places: 2, sheetLetter: 'S' });
  const manager = await app.signInAs('manager', { operationId: scene.operationId, centreId });
  const flags = [];
  for (let n = 0; n < 3; n += 1) {
    flags.push((await manager.done('people.checkIn', arrival(app, { ...scene, centreId }))).flags);
  }
  expect(flags).toEqual([[], [], ['over_capacity']]);
});

test('a guest who comes to a closed centre is accepted and flagged', async () => {
  const centreId = await app.centre({ operationId: scene.operationId, state: 'closed', sheetLetter: 'T' });
  const manager = await app.signInAs('manager', { operationId: scene.operationId, centreId });
  const answer = await manager.done('people.checkIn', arrival(app, { ...scene, centreId }));
  expect(answer.flags).toEqual(['after_closure']);
});

test('a mistaken check-in is undone in sight, its wristband is free again, and the guest may come after all', async () => {
  const args = arrival(app, scene, { reference: 'K-040' });
  await scene.volunteer.done('people.checkIn', args);
  const { operationId } = scene;
  const undo = { operationId, personId: args.personId, reason: 'Wrong wristband', baseVersion: 1 };
  await scene.volunteer.done('people.undoCheckIn', undo);
  const held = await scene.manager.mirror(operationId);
  expect(held.row('person', args.personId)).toMatchObject({
    undoneReason: 'Wrong wristband',
    undoneAt: expect.any(String),
  });
  expect(held.rows('stay')).toMatchObject([{ endedAs: 'undone' }]);
  const other = await scene.volunteer.done('people.checkIn', arrival(app, scene, { reference: 'K-040' }));
  expect(other.flags).toEqual([]);
  const again = await scene.volunteer.done('people.checkIn', { ...args, reference: 'K-041' });
  expect(again).toMatchObject({ alreadyHere: false, reference: 'K-041' });
  const back = await scene.manager.mirror(operationId);
  expect(back.row('person', args.personId)).toMatchObject({ undoneAt: null, presence: 'on_site', reference: 'K-041' });
  expect(back.rows('stay').filter((it) => it['personId'] === args.personId)).toHaveLength(2);
});

test('a guest who is missing is found by checking them in again', async () => {
  const args = arrival(app, scene);
  const { operationId } = scene;
  await scene.volunteer.done('people.checkIn', args);
  const missing = { operationId, personId: args.personId, to: 'missing', baseVersion: 1 };
  await scene.manager.done('people.setPresence', missing);
  const answer = await scene.volunteer.done('people.checkIn', args);
  expect(answer.alreadyHere).toBe(false);
  const held = await scene.manager.mirror(operationId);
  expect(held.row('person', args.personId)).toMatchObject({ presence: 'on_site' });
  expect(held.rows('stay')).toHaveLength(1);
});

test('a guest of one centre who walks into another is there, with everything kept about them', async () => {
  const needId = app.newId();
  const args = arrival(app, scene, { preferredName: 'Ana', needs: [{ id: needId, kind: 'food' }] });
  const { operationId, otherCentreId } = scene;
  await scene.volunteer.done('people.checkIn', args);
  await scene.otherVolunteer.done('people.checkIn', { ...args, centreId: otherCentreId, needs: [] });
  const there = await scene.otherVolunteer.mirror(operationId);
  expect(there.row('person', args.personId)).toMatchObject({ centreId: otherCentreId, presence: 'on_site' });
  expect(there.row('personIdentity', args.personId)).toMatchObject({ preferredName: 'Ana', centreId: otherCentreId });
  expect(there.row('need', needId)).toMatchObject({ centreId: otherCentreId });
  const here = await scene.volunteer.mirror(operationId);
  expect(here.row('person', args.personId)).toBeUndefined();
  expect(here.row('personIdentity', args.personId)).toBeUndefined();
});

const comingFrom = some(presences.filter((it) => it === 'on_site' || presenceMayBecome('on_site', it)));

test.each(comingFrom)(
  'who was "%s" and only went out keeps when they came; who left, or was elsewhere, comes now',
  async (was) => {
    const { operationId, manager, otherVolunteer, otherCentreId } = scene;
    const came = app.clock.now().toISOString();
    const [here, there] = [arrival(app, scene), arrival(app, scene)];
    for (const it of [here, there]) {
      await manager.done('people.checkIn', it);
      const to = { operationId, personId: it.personId, to: was, baseVersion: 1 };
      if (was === 'transferred') await manager.done('people.setPresence', { ...to, centreId: otherCentreId });
      else if (was !== 'on_site') await manager.done('people.setPresence', to);
    }
    app.clock.advance?.(20);
    const now = app.clock.now().toISOString();
    await manager.done('people.checkIn', here);
    await otherVolunteer.done('people.checkIn', { ...there, centreId: otherCentreId });
    const arrivedAt = async (who: typeof manager, id: string) =>
      (await who.mirror(operationId)).row('person', id)?.['arrivedAt'];
    expect(await arrivedAt(manager, here.personId)).toBe(isStaying(was) ? came : now);
    expect(await arrivedAt(otherVolunteer, there.personId)).toBe(now);
  },
);
