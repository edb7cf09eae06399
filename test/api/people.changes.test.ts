import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let personId: string;

beforeAll(async () => {
  app = await startTestApp();
});

beforeEach(async () => {
  scene = await setScene(app);
  const args = arrival(app, scene, { zone: 'Hall A' });
  ({ personId } = args);
  await scene.volunteer.done('people.checkIn', args);
});

afterAll(() => app.stop());

const say = (name: string, more: Loose, who = scene.volunteer) =>
  who.command(name, { operationId: scene.operationId, personId, ...more });
const to = (presence: string, baseVersion: number) => say('people.setPresence', { to: presence, baseVersion });
const send = (centreId?: string) => say('people.setPresence', { to: 'transferred', centreId, baseVersion: 1 });
const guestNow = async () => (await scene.manager.mirror(scene.operationId)).row('person', personId);

test('a guest is moved, and a move made from an old version is refused for a person to look at', async () => {
  await say('people.move', { zone: 'Hall B', baseVersion: 1 });
  const stale = await say('people.move', { zone: 'Quiet room', baseVersion: 1 });
  expect(stale.body.type).toBe('/problems/stale-version');
  expect(await guestNow()).toMatchObject({ zone: 'Hall B', rowVersion: 2 });
});

test('a guest goes out and comes back, leaves and returns, and each stay is kept', async () => {
  await to('temporarily_out', 1);
  await to('on_site', 2);
  await to('left_voluntarily', 3);
  expect(await guestNow()).toMatchObject({ presence: 'left_voluntarily', zone: null });
  await to('on_site', 4);
  const held = await scene.manager.mirror(scene.operationId);
  expect(held.rows('stay').map((it) => it['endedAs'])).toEqual(['left_voluntarily', null]);
});

test('nobody who left is moved about or goes out again', async () => {
  await say('people.setPresence', { to: 'departed', baseVersion: 1 });
  for (const answer of [
    await say('people.move', { zone: 'Hall B', baseVersion: 2 }),
    await say('people.setPresence', { to: 'temporarily_out', baseVersion: 2 }),
    await say('people.setPresence', { to: 'missing', baseVersion: 2 }),
  ]) {
    expect(answer.body.type).toBe('/problems/not-in-this-state');
  }
});

test('a guest is not sent on to nowhere, nor to where they are, nor to another operation’s centre', async () => {
  const elsewhere = await setScene(app);
  expect((await send()).body.errors).toMatchObject([{ pointer: '/args/centreId' }]);
  expect((await send(scene.centreId)).status).toBe(422);
  expect((await send(elsewhere.centreId)).status).toBe(404);
});

test('whoever comes back to a full house is let in and flagged', async () => {
  const { operationId } = scene;
  const centreId = await app.centre({ operationId, places: 1, sheetLetter: 'S' });
  const manager = await app.signInAs('manager', { operationId, centreId });
  const args = arrival(app, { operationId, centreId });
  await manager.done('people.checkIn', args);
  const set = (presence: string, baseVersion: number) =>
    manager.done('people.setPresence', { operationId, personId: args.personId, to: presence, baseVersion });
  await set('departed', 1);
  await manager.done('people.checkIn', arrival(app, { operationId, centreId }));
  await set('on_site', 2);
  const held = await manager.mirror(operationId);
  expect(held.row('person', args.personId)).toMatchObject({ flags: ['over_capacity'] });
});

test('two people who name a guest at once: one name is kept, the other sees it first', async () => {
  const answers = await Promise.all([
    say('people.identify', { preferredName: 'Dan', baseVersion: 0 }),
    say('people.identify', { preferredName: 'Daniel', baseVersion: 0 }, scene.manager),
  ]);
  expect(answers.map((it) => it.status).toSorted()).toEqual([200, 409]);
  const stale = await say('people.identify', { preferredName: 'Danny', baseVersion: 7 });
  expect(stale.body.type).toBe('/problems/stale-version');
  expect((await say('people.identify', { sex: 'male', baseVersion: 1 }, scene.manager)).status).toBe(200);
});

test('an undone check-in is undone once, and is not undone from an old version', async () => {
  await say('people.move', { zone: 'Hall B', baseVersion: 1 });
  const undo = (baseVersion: number) => say('people.undoCheckIn', { reason: 'Twice', baseVersion });
  expect((await undo(1)).body.type).toBe('/problems/stale-version');
  expect((await undo(2)).status).toBe(200);
  expect((await undo(3)).body.type).toBe('/problems/not-in-this-state');
});

test('what is said when a guest leaves is kept with them, and leaving is never held up', async () => {
  const args = arrival(app, scene);
  await scene.volunteer.done('people.checkIn', args);
  const left = { operationId: scene.operationId, personId: args.personId, baseVersion: 1 };
  await scene.volunteer.done('people.setPresence', { ...left, to: 'left_voluntarily', note: 'Took the safety card' });
  const seen = await scene.manager.mirror(scene.operationId);
  expect(seen.row('person', args.personId)).toMatchObject({
    presence: 'left_voluntarily',
    presenceNote: 'Took the safety card',
  });
});

test('whoever corrects what was erased since is asked to look: nobody can say any more what was changed', async () => {
  const correct = (more: Loose) => say('people.amend', { ...more, baseVersion: 1 });
  await say('people.amend', { language: 'ro', baseVersion: 1 });
  expect((await correct({ vehicle: 'Van' })).status).toBe(200);
  await app.owner`update version set "row" = null where id = ${personId} and kind = 'person'
    and ("row"->>'rowVersion')::int = 2`;
  expect((await correct({ reference: 'K-077' })).body.type).toBe('/problems/stale-version');
});
