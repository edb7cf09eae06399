/** A change of presence that was not done when it was handed in, and its undo behind it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { handingIn } from '../support/handingIn.ts';
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

const { listed, choose, pair, joanOf } = handingIn(() => ({ app, scene }));

const arrive = async (): Promise<string> => {
  const args = arrival(app, scene, { zone: 'Hall A' });
  await scene.manager.done('people.checkIn', args);
  return args.personId;
};
const presenceOf = async (id: string) =>
  (await scene.manager.mirror(scene.operationId)).row('person', id)?.['presence'];

/** Going out, and its undo, as a tablet makes them of somebody it knows on site. */
const outAndBack = (personId: string) => {
  const { operationId, centreId } = scene;
  const undoes = app.newId();
  const out = { operationId, personId, to: 'temporarily_out', baseVersion: 1 };
  const back = { operationId, personId, undoes, to: 'on_site', zone: 'Hall A', centreId, baseVersion: 2 };
  return { undoes, out, back };
};

test('what was refused and then undone by whoever said it waits for nobody any more', async () => {
  const tablet = await pair();
  const joan = joanOf(tablet);
  const personId = await arrive();
  const { undoes, out, back } = outAndBack(personId);
  const { operationId, manager } = scene;
  await manager.done('people.move', { operationId, personId, zone: 'Hall B', baseVersion: 1 });
  const saying = [
    await tablet.seal(joan, 'people.setPresence', out, { id: undoes }),
    await tablet.seal(joan, 'people.undoPresence', back),
  ];
  const [first] = (await tablet.push(saying.slice(0, 1))).body.answers;
  expect(first).toMatchObject({ as: 'refused' });
  expect((await listed(undoes)).choices).toContain('retry');
  const [second] = (await tablet.push(saying.slice(1))).body.answers;
  expect(second).toMatchObject({ as: 'accepted' });
  expect((await listed(undoes))?.choices ?? []).toEqual([]);
  expect(await presenceOf(personId)).toBe('on_site');
});

test('what somebody else was refused still waits', async () => {
  const tablet = await pair();
  const personId = await arrive();
  const { undoes, out, back } = outAndBack(personId);
  const { operationId, manager, volunteer } = scene;
  await manager.done('people.move', { operationId, personId, zone: 'Hall B', baseVersion: 1 });
  await tablet.push([await tablet.seal(joanOf(tablet), 'people.setPresence', out, { id: undoes })]);
  expect((await volunteer.command('people.undoPresence', back)).body).toMatchObject({
    type: '/problems/not-in-this-state',
  });
  expect((await listed(undoes)).choices).toContain('retry');
});

test('what was kept sealed and let in is undone by what was let in after it', async () => {
  const tablet = await pair();
  const joan = joanOf(tablet);
  const personId = await arrive();
  const { undoes, out, back } = outAndBack(personId);
  const saying = [
    await tablet.seal(joan, 'people.setPresence', out, { id: undoes }),
    await tablet.seal(joan, 'people.undoPresence', back),
  ];
  const { operationId, centreId, manager } = scene;
  await manager.done('devices.revoke', { operationId, centreId, deviceId: tablet.deviceId, reason: 'Left behind' });
  const { answers } = (await tablet.push(saying)).body;
  expect(answers.map((it: Loose) => it.as)).toEqual(['quarantined', 'quarantined']);
  expect((await choose('attention.release', await listed(undoes))).status).toBe(200);
  expect(await presenceOf(personId)).toBe('temporarily_out');
  const second = await listed(saying[1]?.id ?? '');
  expect((await choose('attention.release', second)).status).toBe(200);
  expect(await presenceOf(personId)).toBe('on_site');
});
