import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attention } from '../../db/schema/attention.ts';
import { sealingKeyOf } from '../../server/attention/intake/streamKeys.ts';
import { publicKeyFrom, seal } from '../../shared/sealing.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { handingIn } from '../support/handingIn.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
const { sealAs, push, listed, choose, pair, joanOf, forgedBy, here } = handingIn(() => ({
  app,
  scene,
}));

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

describe('a tablet writes into the list of its own operation and into no other', () => {
  const another = async (): Promise<Scene> => setScene(app);
  const rowsOf = (operationId: string) =>
    app.deps.db.select().from(attention).where(eq(attention.operationId, operationId));

  test('whatever it names, however it is sealed, and whether or not anybody can read it', async () => {
    const other = await another();
    const tablet = await pair();
    const joan = joanOf(tablet);
    const foreign = arrival(app, other, { reference: 'X-014' });
    const { publicKey } = await sealingKeyOf(app.deps, other.operationId);
    const toOther = async (authorKey: CryptoKey | null, args: Loose) => {
      const { deviceId } = tablet;
      const header = { v: 1, id: app.newId(), keyId: other.operationId, authorId: joan.userId, deviceId } as const;
      const said = { name: 'people.checkIn', args, occurredAt: '2026-11-19T05:10:00.000Z' };
      return seal(await publicKeyFrom(publicKey as JsonWebKey), header, said, authorKey);
    };
    const later = { heldId: app.newId(), reference: 'X-014', command: 'people.move', args: { zone: 'A' } };
    const place = { operationId: other.operationId, centreId: other.centreId };
    const items = [
      await tablet.seal(joan, 'people.checkIn', foreign),
      await tablet.seal(joan, 'people.checkIn', { ...foreign, personId: 'no id' }),
      await tablet.seal(joan, 'people.later', { ...place, ...later }),
      await tablet.seal(forgedBy(tablet), 'people.checkIn', foreign),
      await toOther(joan.authorKey, foreign),
      await toOther(null, foreign),
      { id: app.newId(), keyId: other.operationId, args: foreign },
    ];
    const { answers } = (await tablet.push(items)).body;
    expect(answers.map((it: Loose) => it.as).join()).toBe(
      'refused,refused,refused,quarantined,refused,quarantined,quarantined',
    );
    expect(answers.filter((it: Loose) => it.listed === false)).toEqual([]);
    expect(await rowsOf(other.operationId)).toEqual([]);
    for (const { id } of items) {
      const shown = await listed(id);
      expect(shown).toMatchObject({ operationId: scene.operationId, choices: ['discard', 'ask'] });
      expect(shown.whyNot).toMatch(/another operation|Nobody here can read it/);
      const name = shown.kind === 'quarantined' ? 'attention.release' : 'attention.retry';
      expect((await choose(name, shown)).status).toBe(409);
    }
    // Taken out of use, it is the same, also for what was answered before.
    await scene.manager.done('devices.revoke', { ...here(), deviceId: tablet.deviceId, reason: 'Lost' });
    await tablet.push(items);
    expect(await rowsOf(other.operationId)).toEqual([]);
  });

  test('an answer that an open form was to show, and that a tablet out of use asks for again, goes there too', async () => {
    const other = await another();
    const tablet = await pair();
    const item = await tablet.seal(joanOf(tablet), 'people.checkIn', arrival(app, other));
    await tablet.locked.post('/api/push', { items: [item], waiting: 0, attended: [item.id] });
    expect(await listed(item.id)).toBeUndefined();
    await scene.manager.done('devices.revoke', { ...here(), deviceId: tablet.deviceId, reason: 'Lost' });
    expect((await tablet.push([item])).body.answers).toMatchObject([{ as: 'refused', replay: true }]);
    expect(await rowsOf(other.operationId)).toEqual([]);
    expect(await listed(item.id)).toMatchObject({ kind: 'refused' });
  });

  test('what was sealed for one operation is not opened for the leads of another', async () => {
    const other = await another();
    const tablet = await pair();
    const said = arrival(app, other, { preferredName: 'Canaryname' });
    const captured = await sealAs(other.volunteer.userId, 'people.checkIn', said, other.operationId);
    await tablet.push([captured]);
    const shown = await listed(captured.id);
    expect(shown).toMatchObject({ title: null, choices: ['discard', 'ask'] });
    expect(JSON.stringify(shown)).not.toContain('Canaryname');
    expect(shown.handedIn.from).toBeNull();
  });

  test('what was proven to be said on a tablet stays with its operation, though the tablet was set up for another', async () => {
    const other = await another();
    const before = await pair();
    const item = await before.seal(joanOf(before), 'people.checkIn', arrival(app, scene));
    const since = await app.pairTablet({ ...other, hands: [{ name: 'Beth Secretb' }] });
    expect((await push(await since.unlock(), item)).as).toBe('quarantined');
    expect(await rowsOf(other.operationId)).toEqual([]);
    const shown = await listed(item.id);
    expect(shown).toMatchObject({ operationId: scene.operationId, authorId: joanOf(before).userId, whyNot: null });
    expect(JSON.stringify(shown)).not.toContain('Secretb');
    expect((await choose('attention.release', shown)).status).toBe(200);
  });

  test('nor does an account’s own word go to the list of a tablet it was signed in on', async () => {
    const other = await another();
    const borrowed = await pair(other);
    const item = await sealAs(scene.manager.userId, 'people.checkIn', { no: 'check-in' });
    const unreadable = { ...item, box: item.box.replace(/^./, (it) => (it === 'A' ? 'B' : 'A')) };
    const both = app.holding(`${scene.manager.cookie}; ${borrowed.cookie}`);
    const answer = await both.post('/api/push', { items: [unreadable], waiting: 0 });
    expect(answer.body.answers).toMatchObject([{ as: 'quarantined' }]);
    expect(await rowsOf(other.operationId)).toEqual([]);
    expect(await listed(item.id)).toMatchObject({ operationId: scene.operationId });
  });

  test('a tablet session counts at its own tablet only', async () => {
    const tablet = await pair();
    const open = await tablet.unlock();
    const session = open.cookie.split('; ').find((it) => it !== tablet.cookie) ?? '';
    const item = await sealAs(scene.volunteer.userId, 'people.checkIn', arrival(app, scene));
    expect((await app.holding(session).post('/api/push', { items: [item], waiting: 0 })).status).toBe(401);
  });

  test('nor does whoever only looks after accounts fill the list of an operation', async () => {
    const administrator = await app.signInAs('administrator');
    const item = await sealAs(administrator.userId, 'people.checkIn', arrival(app, scene));
    expect(await push(administrator, item)).toMatchObject({ as: 'refused', listed: false });
    const forged = await sealAs(scene.volunteer.userId, 'people.checkIn', arrival(app, scene));
    expect(await push(administrator, forged)).toMatchObject({ as: 'quarantined', listed: false });
    expect(await rowsOf(scene.operationId)).toEqual([]);
  });
});
