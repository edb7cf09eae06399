import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { attention } from '../../db/schema/attention.ts';
import { device, quarantinedItem, streamKey } from '../../db/schema/tablets.ts';
import { event, receipt, refusedCommand, stream } from '../../db/schema/engine.ts';
import { person, stay } from '../../db/schema/people.ts';
import { openQuarantined } from '../../server/attention/intake/opened.ts';
import { REGISTERS_KEY } from '../../shared/push.ts';
import { publicKeyFrom, seal, type SealedItem } from '../../shared/sealing.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import type { PairedTablet, PairedUser } from '../support/pairedTablet.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';

/** Fails the commit of whichever change comes after so many more; `null` lets all through. */
let failAfter: number | null = null;
/** So many changes meet a defect of ours. */
let defects = 0;
const breakdown = () => Object.assign(new Error('the database is going down'), { code: '57P01' });

let app: TestApp;
let scene: Scene;
let tablet: PairedTablet;
let joan: PairedUser;
let amir: PairedUser;

beforeAll(async () => {
  app = await startTestApp({
    placeInLine: async (tx, id) => {
      if ((defects -= 1) >= 0) throw new TypeError('nobody thought of this');
      if (failAfter !== null && (failAfter -= 1) < 0) throw breakdown();
      const [head] = await tx.select().from(stream).where(eq(stream.id, id)).for('update');
      return head;
    },
  });
  scene = await setScene(app);
  tablet = await app.pairTablet({ ...scene, hands: [{ name: 'Joan P.' }, { name: 'Amir K.' }] });
  [joan, amir] = tablet.hands as [PairedUser, PairedUser];
});
afterEach(() => {
  failAfter = null;
});
afterAll(() => app.stop());

const sealCheckIn = (hand: PairedUser, more: Loose = {}, id = app.newId()): Promise<SealedItem> =>
  tablet.seal(hand, 'people.checkIn', arrival(app, scene, more), { id });

const closeCentre = async (centreId: string): Promise<void> => {
  const change = { operationId: scene.operationId, centreId, overrideReason: 'Everyone has gone home' };
  await scene.planner.done('centres.setState', { ...change, baseVersion: 1, to: 'standing_down' });
  await scene.planner.done('centres.setState', { ...change, baseVersion: 2, to: 'closed' });
};

const guest = async (id: string) => (await app.deps.db.select().from(person).where(eq(person.id, id)))[0];
const setAside = async (id: string) =>
  (await app.deps.db.select().from(quarantinedItem).where(eq(quarantinedItem.commandId, id)))[0];

/** Sealed by somebody with an account, in their own browser. */
const sealAs = async (by: Person, name: string, args: Loose, id = app.newId()): Promise<SealedItem> => {
  const { publicKey } = (await by.get(`/api/keys/${scene.operationId}`)).body;
  const header = { v: 1, id, keyId: scene.operationId, authorId: by.userId, deviceId: null } as const;
  const said = { name, args, occurredAt: app.clock.now().toISOString() };
  return seal(await publicKeyFrom(publicKey), header, said, null);
};

describe('the key that commands are sealed to', () => {
  test('is one, however many ask for it first at once, and its other half is not to be read in the database', async () => {
    const operationId = await app.operation();
    const all = await Promise.all(Array.from({ length: 8 }, () => scene.planner.get(`/api/keys/${operationId}`)));
    expect(new Set(all.map((it) => it.text)).size).toBe(1);
    expect(all[0]).toMatchObject({ status: 200, body: { keyId: operationId, publicKey: { kty: 'EC', crv: 'P-256' } } });
    expect(all[0]?.body.publicKey).not.toHaveProperty('d');
    const [kept] = await app.deps.db.select().from(streamKey).where(eq(streamKey.streamId, operationId));
    const key = Buffer.from(kept?.privateKey ?? []);
    await expect(
      crypto.subtle.importKey('pkcs8', key, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']),
    ).rejects.toThrow(/./);
  });

  test('is told to whoever sees the operation, by session or by tablet, and to nobody else', async () => {
    const other = await app.operation();
    expect((await tablet.locked.get(`/api/keys/${scene.operationId}`)).status).toBe(200);
    expect((await tablet.locked.get(`/api/keys/${REGISTERS_KEY}`)).status).toBe(200);
    expect((await scene.volunteer.get(`/api/keys/${REGISTERS_KEY}`)).status).toBe(200);
    expect((await tablet.locked.get(`/api/keys/${other}`)).status).toBe(404);
    expect((await scene.volunteer.get(`/api/keys/${other}`)).status).toBe(404);
    expect((await scene.planner.get(`/api/keys/${app.newId()}`)).status).toBe(404);
    expect((await app.nobody.get(`/api/keys/${scene.operationId}`)).status).toBe(401);
  });
});

describe('handing in', () => {
  test('a locked tablet drains in its order, and each item is its author’s, whoever holds the tablet', async () => {
    await tablet.unlock(amir);
    const args = arrival(app, scene);
    const move = { operationId: scene.operationId, personId: args.personId, baseVersion: 1, zone: 'Hall A' };
    const items = [
      await tablet.seal(joan, 'people.checkIn', args),
      await tablet.seal(joan, 'people.move', move),
      await sealCheckIn(amir),
    ];
    const { status, body } = await tablet.push(items);
    expect(status).toBe(200);
    expect(body.answers.map((it: Loose) => it.as)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(body.answers.map((it: Loose) => it.id)).toEqual(items.map((it) => it.id));
    expect((await guest(args.personId))?.zone).toBe('Hall A');
    const events = await Promise.all(
      items.map(async (it) => (await app.deps.db.select().from(event).where(eq(event.commandId, it.id)))[0]),
    );
    expect(events.map((it) => it?.actorId)).toEqual([joan.userId, joan.userId, amir.userId]);
    expect(events.map((it) => it?.deviceId)).toEqual([tablet.deviceId, tablet.deviceId, tablet.deviceId]);
  });

  test('the same batch again doubles nothing and is answered the same', async () => {
    const args = arrival(app, scene);
    const items = [await tablet.seal(joan, 'people.checkIn', args), await sealCheckIn(amir)];
    const first = await tablet.push(items);
    const again = await tablet.push(items);
    expect(again.body.answers).toEqual(first.body.answers.map((it: Loose) => ({ ...it, replay: true })));
    const stays = await app.deps.db.select().from(stay).where(eq(stay.personId, args.personId));
    expect(stays).toHaveLength(1);
  });

  test('what is not accepted is kept with all that was said, and does not hold up what stands behind it', async () => {
    const words = arrival(app, scene, { ageBand: 'ancient', note: 'said\u0000so' });
    const occurredAt = new Date(app.clock.now().getTime() - 9 * 60_000);
    const bad = await tablet.seal(joan, 'people.checkIn', words, { occurredAt: occurredAt.toISOString() });
    const unknown = await tablet.seal(joan, 'people.teleport', { operationId: scene.operationId, to: 'Hall A' });
    const elsewhere = await sealCheckIn(joan, { centreId: scene.otherCentreId });
    const behind = await sealCheckIn(joan);
    const { body } = await tablet.push([bad, unknown, elsewhere, behind]);
    expect(body.answers).toMatchObject([
      { as: 'refused', problem: { type: '/problems/invalid-fields' } },
      { as: 'refused', problem: { type: '/problems/not-found' } },
      { as: 'refused', problem: { type: '/problems/not-found' } },
      { as: 'accepted' },
    ]);
    const kept = async (id: string) =>
      (await app.deps.db.select().from(refusedCommand).where(eq(refusedCommand.commandId, id)))[0];
    expect(await kept(bad.id)).toMatchObject({ args: { ageBand: 'ancient', note: 'said\uFFFDso' }, occurredAt });
    expect((await kept(unknown.id))?.args).toMatchObject({ to: 'Hall A' });
    expect((await kept(elsewhere.id))?.args).toMatchObject({ centreId: scene.otherCentreId });
    const receipts = await app.deps.db.select().from(receipt).where(eq(receipt.commandId, elsewhere.id));
    expect(receipts).toMatchObject([{ authorId: joan.userId, deviceId: tablet.deviceId }]);
    const raised = await app.deps.db.select().from(attention).where(eq(attention.commandId, elsewhere.id));
    expect(raised).toHaveLength(1);
  });

  test('another command under an id that was refused is another refusal to look at', async () => {
    const id = app.newId();
    for (const zone of ['Hall A', 'Hall B', 'Hall B']) {
      const item = await sealCheckIn(joan, { centreId: scene.otherCentreId, personId: tablet.deviceId, zone }, id);
      expect((await tablet.push([item])).body.answers).toMatchObject([{ as: 'refused' }]);
    }
    expect(await app.deps.db.select().from(attention).where(eq(attention.commandId, id))).toHaveLength(2);
  });

  test('an account hands in what it said in its own browser, and nobody else does', async () => {
    const args = arrival(app, scene);
    const item = await sealAs(scene.volunteer, 'people.checkIn', args);
    expect((await scene.volunteer.post('/api/push', { items: [item], waiting: 0 })).body.answers).toMatchObject([
      { as: 'accepted' },
    ]);
    const another = await sealAs(scene.volunteer, 'people.checkIn', arrival(app, scene));
    expect((await scene.manager.post('/api/push', { items: [another], waiting: 0 })).body.answers).toMatchObject([
      { as: 'quarantined' },
    ]);
    expect((await app.nobody.post('/api/push', { items: [item], waiting: 0 })).status).toBe(401);
  });

  test('how much still waits is told to the manager', async () => {
    await tablet.push([], 7);
    const here = `/api/operations/${scene.operationId}/centres/${scene.centreId}/devices`;
    const { items } = (await scene.manager.get(here)).body;
    expect(items).toMatchObject([{ id: tablet.deviceId, waiting: 7, state: 'open' }]);
  });

  test('a tablet of a closed centre still hands in, and what it says is flagged', async () => {
    const centreId = await app.centre({ operationId: scene.operationId, sheetLetter: 'Q' });
    const there = await app.pairTablet({ operationId: scene.operationId, centreId, hands: [{ name: 'Lena' }] });
    const args = arrival(app, { operationId: scene.operationId, centreId });
    const item = await there.seal(there.hands[0] as PairedUser, 'people.checkIn', args);
    await closeCentre(centreId);
    expect((await there.locked.get('/api/device')).body.state).toBe('closed');
    expect((await there.push([item])).body.answers).toMatchObject([{ as: 'accepted' }]);
    expect((await guest(args.personId))?.flags).toContain('after_closure');
  });
});

describe('when the server cannot go on', () => {
  test('in the middle of a batch, what is done is answered and the rest stays', async () => {
    const items = [await sealCheckIn(joan), await sealCheckIn(joan), await sealCheckIn(amir)];
    failAfter = 1;
    const { status, body } = await tablet.push(items);
    expect(status).toBe(200);
    expect(body.answers.map((it: Loose) => it.id)).toEqual([items[0]?.id]);
    expect(body.retryAfter).toBeGreaterThan(0);
    // A manager who would close the centre is told of what stays there.
    expect(await app.deps.db.select().from(device).where(eq(device.id, tablet.deviceId))).toMatchObject([
      { waiting: 2 },
    ]);
    failAfter = null;
    const { answers } = (await tablet.push(items)).body;
    expect(answers.map((it: Loose) => [it.as, it.replay])).toEqual([
      ['accepted', true],
      ['accepted', false],
      ['accepted', false],
    ]);
  });

  test('at the first, it says to come back, and nothing is written', async () => {
    const item = await sealCheckIn(joan);
    failAfter = 0;
    const answer = await tablet.push([item]);
    expect(answer).toMatchObject({ status: 503, body: { type: '/problems/database-unavailable' } });
    expect(await app.deps.db.select().from(receipt).where(eq(receipt.commandId, item.id))).toEqual([]);
  });

  test('an item that only a defect of ours stops is set aside, and what stands behind it gets through', async () => {
    const [poison, behind] = [await sealCheckIn(joan), await sealCheckIn(joan)];
    defects = 3;
    app.log.expectError('defect');
    expect((await tablet.push([poison, behind])).status).toBe(500);
    expect((await tablet.push([poison, behind])).status).toBe(500);
    const { answers } = (await tablet.push([poison, behind])).body;
    expect(answers).toMatchObject([{ as: 'quarantined' }, { as: 'accepted' }]);
    expect((await setAside(poison.id))?.reason).toBe('defect');
  });
});

describe('what nobody can vouch for is kept sealed', () => {
  const asides = async (item: Loose, by: PairedTablet = tablet) => {
    const first = await by.push([item]);
    const again = await by.push([item]);
    expect(first.body.answers).toEqual([{ id: item.id, as: 'quarantined' }]);
    expect(again.body).toEqual(first.body);
    const raised = await app.deps.db.select().from(attention).where(eq(attention.commandId, item.id));
    expect(raised).toMatchObject([{ kind: 'quarantined', centreId: scene.centreId, settledAt: null }]);
    return (await setAside(item.id))?.reason;
  };

  test('an item in the name of a colleague, without that colleague’s key', async () => {
    const args = arrival(app, scene);
    const forged = await tablet.seal({ ...joan, userId: amir.userId }, 'people.checkIn', args);
    expect(await asides(forged)).toBe('unproven');
    expect(await guest(args.personId)).toBeUndefined();
  });

  test('an item that was altered, or sealed to a key that is not ours', async () => {
    const item = await sealCheckIn(joan);
    expect(await asides({ ...item, box: `${item.box.slice(0, -6)}AAAAAA` })).toBe('unproven');
    const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
    const { box: _box, proof: _proof, ...header } = await sealCheckIn(joan);
    const said = { name: 'people.checkIn', args: {}, occurredAt: app.clock.now().toISOString() };
    expect(await asides(await seal(pair.publicKey, header, said, joan.authorKey))).toBe('unopened');
  });

  test('an item of another tablet, or one that is not well made', async () => {
    const other = await app.pairTablet({ ...scene, hands: [{ name: 'Rosa' }] });
    const args = arrival(app, scene);
    expect(await asides(await other.seal(other.hands[0] as PairedUser, 'people.checkIn', args))).toBe('other_device');
    expect(await asides({ id: app.newId(), v: 9, from: 'a later release' })).toBe('malformed');
    expect((await tablet.push([{ nothing: 'at all' }])).status).toBe(422);
  });

  test('an item of a volunteer who has been taken off; a manager’s release finds it as it was said', async () => {
    const own = await app.pairTablet({ ...scene, hands: [{ name: 'Theo' }] });
    const theo = own.hands[0] as PairedUser;
    const args = arrival(app, scene);
    const item = await own.seal(theo, 'people.checkIn', args);
    const accepted = await own.seal(theo, 'people.checkIn', arrival(app, scene));
    await own.push([accepted]);
    await scene.manager.done('hands.remove', {
      operationId: scene.operationId,
      centreId: scene.centreId,
      userId: theo.userId,
    });
    expect(await asides(item, own)).toBe('no_grant');
    const opened = await openQuarantined(app.deps, item.id);
    expect(opened).toMatchObject({
      command: { name: 'people.checkIn', args },
      author: { userId: theo.userId, deviceId: own.deviceId },
      grants: [{ role: 'volunteer', centreId: scene.centreId }],
    });
    // What it was answered before stands, though nobody could run it now.
    expect((await own.push([accepted])).body.answers).toMatchObject([{ as: 'accepted', replay: true }]);
  });
});
