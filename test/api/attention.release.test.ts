import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { quarantine } from '../../server/attention/intake/quarantine.ts';
import { sealingKeyOf } from '../../server/attention/intake/streamKeys.ts';
import { publicKeyFrom, seal } from '../../shared/sealing.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
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

/** Sealed by the scene's volunteer on a tablet that was taken out of use since. */
const handedIn = async (name: string, args: Loose, id = app.newId()) => {
  const { operationId, centreId, volunteer } = scene;
  const { publicKey } = await sealingKeyOf(app.deps, operationId);
  const header = { v: 1 as const, id, keyId: operationId, authorId: volunteer.userId, deviceId: null };
  const said = { name, args, occurredAt: '2026-11-19T05:10:00.000Z' };
  const sealed = await seal(await publicKeyFrom(publicKey as JsonWebKey), header, said, null);
  const whose = { operationId, centreId, deviceId: null, authorId: volunteer.userId, sentBy: null, sentGrants: null };
  await quarantine(app.deps, { id, ...whose, sealed, reason: 'revoked' });
};
const list = async (who: Person = scene.manager): Promise<Loose> =>
  (await who.get(`/api/operations/${scene.operationId}/attention?centreId=${scene.centreId}`)).body;
const choose = (who: Person, name: string, item: Loose, more: Loose = {}) =>
  who.command(name, { operationId: scene.operationId, attentionId: item.id, baseVersion: item.rowVersion, ...more });
const now = () => scene.manager.mirror(scene.operationId);

test('what a lost tablet handed in is read by a lead, let in once, and stands as its author said it', async () => {
  const args = arrival(app, scene, { reference: 'K-014' });
  await handedIn('people.checkIn', args);
  expect((await now()).rows('person')).toEqual([]);
  const [item] = (await list()).items;
  expect(item).toMatchObject({
    kind: 'quarantined',
    command: 'people.checkIn',
    references: ['K-014'],
    sides: [{ who: 'Vic Volunteer' }],
    choices: ['release', 'discard', 'ask'],
  });
  expect((await choose(scene.volunteer, 'attention.release', item)).status).toBe(404);
  expect((await choose(scene.manager, 'attention.release', item)).status).toBe(200);
  expect((await now()).row('person', args.personId)).toMatchObject({ arrivedAt: '2026-11-19T05:10:00.000Z' });
  expect(await list()).toMatchObject({ items: [], settled: [{ settledAs: 'released', settledBy: 'Maya Manager' }] });
  expect((await choose(scene.manager, 'attention.release', item)).status).toBe(409);
});

test('what it says of a guest who has been moved since is not written over: it becomes a conflict to look at', async () => {
  const args = arrival(app, scene, { reference: 'K-014' });
  await scene.volunteer.done('people.checkIn', args);
  const { operationId } = scene;
  const move = (zone: string) => ({ operationId, personId: args.personId, zone, baseVersion: 1 });
  await handedIn('people.move', move('Hall A'));
  await scene.manager.done('people.move', move('Hall B'));
  const [item] = (await list()).items;
  expect((await choose(scene.manager, 'attention.release', item)).status).toBe(200);
  expect((await now()).row('person', args.personId)).toMatchObject({ zone: 'Hall B' });
  const [conflict] = (await list()).items;
  expect(conflict).toMatchObject({
    kind: 'conflict',
    command: 'people.move',
    choices: ['retry', 'amend', 'discard', 'ask'],
  });
  expect((await choose(scene.manager, 'attention.retry', conflict)).status).toBe(200);
  expect((await now()).row('person', args.personId)).toMatchObject({ zone: 'Hall A' });
});

test('what nobody can read is not let in, and can be set aside with a reason', async () => {
  const { operationId, centreId, volunteer } = scene;
  const whose = { operationId, centreId, deviceId: null, authorId: volunteer.userId, sentBy: null, sentGrants: null };
  await quarantine(app.deps, { id: app.newId(), ...whose, sealed: { v: 9 }, reason: 'malformed' });
  const [item] = (await list()).items;
  expect(item.choices).toEqual(['discard', 'ask']);
  expect((await choose(scene.manager, 'attention.release', item)).body.type).toBe('/problems/not-in-this-state');
  const aside = { as: 'discarded', reason: 'She wrote it down again' };
  expect((await choose(scene.manager, 'attention.settle', item, aside)).status).toBe(200);
  expect((await list()).items).toEqual([]);
});

test('what has been seen to is not kept sealed: it is known again, and whom it named, but not what it said', async () => {
  const kept = async (id: string) => (await app.deps.sql`select * from quarantined_item where command_id = ${id}`)[0];
  const [letIn, aside] = [app.newId(), app.newId()];
  await handedIn('people.checkIn', arrival(app, scene, { reference: 'K-015' }), letIn);
  await handedIn('people.checkIn', arrival(app, scene, { reference: 'K-016' }), aside);
  const sealed = new Map([
    [letIn, (await kept(letIn))?.['sealed'] as Loose],
    [aside, (await kept(aside))?.['sealed'] as Loose],
  ]);
  const of = (reference: string, items: Loose[]) => items.find((it) => it.references.includes(reference));
  const { items } = await list();
  expect((await choose(scene.manager, 'attention.release', of('K-015', items))).status).toBe(200);
  const discard = { as: 'discarded', reason: 'Said twice' };
  expect((await choose(scene.manager, 'attention.settle', of('K-016', items), discard)).status).toBe(200);
  for (const id of [letIn, aside]) {
    const left = await kept(id);
    expect(JSON.stringify(left)).not.toContain(sealed.get(id).box);
    expect(left?.['sealed']).toEqual({
      spent: expect.stringMatching(/^[0-9a-f]{64}$/),
      authorId: scene.volunteer.userId,
    });
  }
  // Its tablet has not heard, and hands it in once more.
  const before = (await now()).all;
  const again = await scene.volunteer.post('/api/push', { items: [...sealed.values()], waiting: 0 });
  expect(again.body.answers).toMatchObject([
    { id: letIn, as: 'quarantined' },
    { id: aside, as: 'quarantined' },
  ]);
  expect((await now()).all).toEqual(before);
  expect((await list()).items).toEqual([]);
});
