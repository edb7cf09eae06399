import { expect, test, vi } from 'vitest';
import { onRefused } from '../../server/attention/intake/raise.ts';
import { publicKeyFrom, seal } from '../../shared/sealing.ts';
import { sealingKeyOf } from '../../server/attention/intake/streamKeys.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

const say = (scene: Scene, who: Person, name: string, more: Loose) =>
  who.command(name, { operationId: scene.operationId, ...more });

/** What a tablet said, refused and raised. */
const refused = async (app: TestApp, scene: Scene, who: Person, name: string, args: Loose) => {
  const { operationId, centreId } = scene;
  const actor = {
    userId: who.userId,
    name: who.name,
    email: '',
    sessionId: '',
    deviceId: null,
    grants: [{ role: 'volunteer' as const, operationId, centreId, address: true }],
  };
  const said = { id: app.newId(), name, args: { operationId, ...args }, occurredAt: '2026-11-19T05:20:00.000Z' };
  const answer = await who.command(name, said.args, said);
  await onRefused(app.deps, actor, name, said, answer.body);
};

/** Ten things of every sort, each about guests, needs and people of its own. */
const ten = async (app: TestApp, scene: Scene, round: number): Promise<void> => {
  const { operationId, centreId } = scene;
  const here = { operationId, centreId };
  const volunteer = await app.signInAs('volunteer', { ...here, name: `Volunteer ${round}` });
  const guest = async (more: Loose = {}, by = volunteer) => {
    const args = arrival(app, scene, { groupId: app.newId(), preferredName: `Guest ${app.newId()}`, ...more });
    await by.done('people.checkIn', args);
    return args.personId as string;
  };
  const need = async () => {
    const needId = app.newId();
    await say(scene, volunteer, 'needs.raise', { ...here, needId, personId: await guest(), kind: 'food' });
    await say(scene, scene.manager, 'needs.progress', { needId, to: 'accepted', baseVersion: 1 });
    return needId;
  };
  const changed = async () => {
    const personId = await guest({ zone: 'Hall A' });
    await say(scene, scene.manager, 'people.move', { personId, zone: 'Hall B', baseVersion: 1 });
    return personId;
  };
  const sealedItem = async (name: string, args: Loose) => {
    const { publicKey } = await sealingKeyOf(app.deps, operationId);
    const header = { v: 1, id: app.newId(), keyId: operationId, authorId: volunteer.userId, deviceId: null } as const;
    const said = { name, args: { operationId, ...args }, occurredAt: '2026-11-19T05:10:00.000Z' };
    const item = await seal(await publicKeyFrom(publicKey as JsonWebKey), header, said, null);
    await scene.manager.post('/api/push', { items: [item], waiting: 0 });
  };
  for (let n = 0; n < 2; n += 1) {
    await refused(app, scene, volunteer, 'people.move', { personId: await changed(), zone: 'Quiet', baseVersion: 1 });
  }
  const groupId = app.newId();
  await refused(app, scene, volunteer, 'people.amend', { personId: await changed(), groupId, baseVersion: 99 });
  for (let n = 0; n < 2; n += 1) {
    await refused(app, scene, volunteer, 'needs.progress', { needId: await need(), to: 'accepted', baseVersion: 99 });
  }
  const reference = `K-${100 + round}`;
  await guest({ reference });
  await guest({ reference }, scene.manager);
  await say(scene, volunteer, 'people.later', {
    ...here,
    heldId: app.newId(),
    reference: `M-${100 + round}`,
    command: 'people.move',
    args: { zone: 'Hall A' },
  });
  await sealedItem('people.move', { personId: await changed(), zone: 'Foyer', baseVersion: 1 });
  await sealedItem('needs.raise', { centreId, needId: app.newId(), personId: await guest(), kind: 'shower' });
  const leaving = { personId: app.newId(), to: 'departed', baseVersion: 1 };
  await refused(app, scene, volunteer, 'people.setPresence', leaving);
};

test('a page of sixty things to sort out asks the database hardly more than a page of ten', async () => {
  const app = await startTestApp();
  const scene = await setScene(app);
  const { session } = app.deps.db._ as unknown as { session: { prepareQuery: () => unknown } };
  const questions = vi.spyOn(session, 'prepareQuery');
  const page = async () => {
    questions.mockClear();
    const { body } = await scene.manager.get(
      `/api/operations/${scene.operationId}/attention?centreId=${scene.centreId}`,
    );
    return {
      items: body.items.length,
      kinds: new Set(body.items.map((it: Loose) => it.kind)),
      asked: questions.mock.calls.length,
    };
  };
  await ten(app, scene, 1);
  const small = await page();
  for (let round = 2; round <= 6; round += 1) await ten(app, scene, round);
  const large = await page();
  await app.stop();
  expect(small.items).toBeGreaterThanOrEqual(10);
  expect(large.items).toBeGreaterThanOrEqual(60);
  expect([...large.kinds].toSorted()).toEqual(['conflict', 'held', 'quarantined', 'refused', 'same_reference']);
  expect(large.asked).toBeLessThanOrEqual(25);
  expect(large.asked).toBeLessThanOrEqual(small.asked + 3);
});
