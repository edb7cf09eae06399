import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attention } from '../../db/schema/attention.ts';
import { quarantinedItem } from '../../db/schema/tablets.ts';
import { event } from '../../db/schema/engine.ts';
import { publicKeyFrom, seal, type SealedItem } from '../../shared/sealing.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import type { PairedTablet, PairedUser } from '../support/pairedTablet.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let tablet: PairedTablet;
let joan: PairedUser;
let amir: PairedUser;

beforeAll(async () => {
  app = await startTestApp();
  scene = await setScene(app);
  tablet = await app.pairTablet({ ...scene, hands: [{ name: 'Joan P.' }, { name: 'Amir K.' }] });
  [joan, amir] = tablet.hands as [PairedUser, PairedUser];
});
afterAll(() => app.stop());

const here = () => ({ operationId: scene.operationId, centreId: scene.centreId });
const asAmir = () => ({ ...joan, userId: amir.userId });
const raisedFor = async (commandId: string) =>
  app.deps.db.select().from(attention).where(eq(attention.commandId, commandId));
const setAside = async (id: string) =>
  (await app.deps.db.select().from(quarantinedItem).where(eq(quarantinedItem.commandId, id)))[0];
const push = (by: Person, items: readonly unknown[]) => by.post('/api/push', { items, waiting: 0 });

/** Sealed in a browser, in anybody's name. */
const sealIn = async (keyTo: Person, authorId: string, args: Loose, id = app.newId()): Promise<SealedItem> => {
  const { publicKey } = (await keyTo.get(`/api/keys/${scene.operationId}`)).body;
  const header = { v: 1, id, keyId: scene.operationId, authorId, deviceId: null } as const;
  const said = { name: 'people.checkIn', args, occurredAt: app.clock.now().toISOString() };
  return seal(await publicKeyFrom(publicKey), header, said, null);
};

/** What a lead is shown of it, and the record of whoever raised it. */
const shown = async (id: string) => {
  const path = `/api/operations/${scene.operationId}/attention?centreId=${scene.centreId}`;
  const { items } = (await scene.manager.get(path)).body;
  const item = items.find((it: Loose) => it.commandId === id);
  const events = await app.deps.db.select().from(event).where(eq(event.commandId, item.id));
  return { item, actors: events.map((it) => it.actorId) };
};

describe('a name that nobody can prove is nobody’s name', () => {
  test('an item without its author’s key is not shown as theirs, and no record is made in their name', async () => {
    const args = arrival(app, scene);
    const forged = await tablet.seal(asAmir(), 'people.checkIn', args);
    await tablet.push([forged]);
    expect(await setAside(forged.id)).toMatchObject({ reason: 'unproven', authorId: null });
    const { item, actors } = await shown(forged.id);
    expect(item.sides).toMatchObject([{ who: 'Tablet 1' }]);
    expect(actors).not.toContain(amir.userId);
  });

  test('let in, it stands as the tablet’s that handed it in, and the record says who let it in', async () => {
    const needId = app.newId();
    const args = arrival(app, scene, { needs: [{ id: needId, kind: 'drink' }] });
    const forged = await tablet.seal(asAmir(), 'people.checkIn', args);
    await tablet.push([forged]);
    const { item } = await shown(forged.id);
    const choice = { operationId: scene.operationId, attentionId: item.id, baseVersion: item.rowVersion };
    expect((await scene.manager.command('attention.release', choice)).status).toBe(200);
    const now = await scene.manager.mirror(scene.operationId);
    expect(now.row('person', args.personId)).toBeDefined();
    expect(now.rows('logEntry').at(-1)).toMatchObject({
      author: 'Maya Manager',
      text: expect.stringMatching(/^Let in: Check a guest in .*Handed in by Tablet 1; nobody can prove who said it$/),
    });
    expect(JSON.stringify(await app.deps.db.select().from(event))).not.toContain(amir.userId);
  });

  test('a tablet taken out of use proves its volunteers’ words, and no others', async () => {
    const own = await app.pairTablet({ ...scene, hands: [{ name: 'Rosa' }, { name: 'Theo' }] });
    const [rosa, theo] = own.hands as [PairedUser, PairedUser];
    const real = await own.seal(rosa, 'people.checkIn', arrival(app, scene));
    const forged = await own.seal({ ...rosa, userId: theo.userId }, 'people.checkIn', arrival(app, scene));
    await scene.manager.done('devices.revoke', { ...here(), deviceId: own.deviceId, reason: 'Lost' });
    await own.push([real, forged]);
    expect(await setAside(real.id)).toMatchObject({ reason: 'revoked', authorId: rosa.userId });
    expect(await setAside(forged.id)).toMatchObject({ reason: 'unproven', authorId: null });
  });

  test('an account cannot hand in another’s words as theirs', async () => {
    const item = await sealIn(scene.volunteer, scene.manager.userId, arrival(app, scene));
    expect((await push(scene.volunteer, [item])).body.answers).toMatchObject([{ as: 'quarantined' }]);
    expect(await setAside(item.id)).toMatchObject({ reason: 'other_account', authorId: null });
    expect((await shown(item.id)).item.sides).toMatchObject([{ who: 'Account of Vic Volunteer' }]);
  });
});

test('what somebody was answered is not told to whoever names them', async () => {
  const said = await sealIn(scene.volunteer, scene.volunteer.userId, arrival(app, scene));
  expect((await push(scene.volunteer, [said])).body.answers).toMatchObject([{ as: 'accepted' }]);
  const stranger = await app.signInAs('volunteer', await elsewhere());
  const asked = { ...said, box: `${said.box.slice(0, -4)}AAAA` };
  expect((await push(stranger, [asked])).body.answers).toMatchObject([{ as: 'quarantined' }]);
  expect((await tablet.push([asked])).body.answers).toMatchObject([{ as: 'quarantined' }]);

  const onTablet = await tablet.seal(amir, 'people.checkIn', arrival(app, scene));
  expect((await tablet.push([onTablet])).body.answers).toMatchObject([{ as: 'accepted' }]);
  const other = await app.pairTablet({ ...scene, hands: [] });
  const forged = await tablet.seal(asAmir(), 'people.checkIn', {}, { id: onTablet.id });
  expect((await other.push([forged])).body.answers).toMatchObject([{ as: 'quarantined' }]);
});

const elsewhere = async () => {
  const operationId = await app.operation();
  return { operationId, centreId: await app.centre({ operationId, sheetLetter: 'B' }) };
};

test('nobody fills the list of an operation where they never had a place', async () => {
  const stranger = await app.signInAs('volunteer', await elsewhere());
  const item = await sealIn(scene.volunteer, scene.volunteer.userId, arrival(app, scene));
  const broken = { id: app.newId(), keyId: scene.operationId };
  const { answers } = (await push(stranger, [item, broken])).body;
  expect(answers).toMatchObject([{ as: 'quarantined' }, { as: 'quarantined' }]);
  expect([...(await raisedFor(item.id)), ...(await raisedFor(broken.id))]).toEqual([]);
});

test('a manager does not learn from a refusal who works elsewhere', async () => {
  const args = { ...here(), userId: scene.otherVolunteer.userId };
  const unknown = { ...here(), userId: app.newId() };
  expect((await scene.manager.command('hands.remove', args)).status).toBe(404);
  expect((await scene.manager.command('hands.remove', unknown)).status).toBe(404);
});
