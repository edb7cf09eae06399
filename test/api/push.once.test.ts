/** What was shown as saved arrives exactly once, or is in front of a person with its reason. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { attention } from '../../db/schema/attention.ts';
import { event, stream } from '../../db/schema/engine.ts';
import { need, person, stay } from '../../db/schema/people.ts';
import { registry } from '../../server/commands.ts';
import { submit } from '../../server/engine/submit.ts';
import { REGISTERS_KEY } from '../../shared/push.ts';
import { publicKeyFrom, seal } from '../../shared/sealing.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import type { PairedTablet, PairedUser } from '../support/pairedTablet.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';

/** So many changes meet a defect of ours. */
let defects = 0;
let app: TestApp;
let scene: Scene;
let tablet: PairedTablet;
let joan: PairedUser;

beforeAll(async () => {
  app = await startTestApp({
    placeInLine: async (tx, id) => {
      if ((defects -= 1) >= 0) throw new TypeError('nobody thought of this');
      const [head] = await tx.select().from(stream).where(eq(stream.id, id)).for('update');
      return head;
    },
  });
  scene = await setScene(app);
  tablet = await pair();
  joan = tablet.hands[0] as PairedUser;
});
afterAll(() => app.stop());

const pair = () => app.pairTablet({ ...scene, hands: [{ name: 'Joan P.' }] });
const listed = async () => {
  const answer = await scene.manager.get(`/api/operations/${scene.operationId}/attention?centreId=${scene.centreId}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.items as Loose[];
};
const about = async (id: string) => (await listed()).find((it) => it['commandId'] === id);
const release = (row?: Loose) =>
  scene.manager.command('attention.release', {
    operationId: scene.operationId,
    attentionId: row?.['id'],
    baseVersion: row?.['rowVersion'],
  });
const raisedFor = (id: string) => app.deps.db.select().from(attention).where(eq(attention.commandId, id));
const revoke = ({ deviceId }: PairedTablet) => {
  const { operationId, centreId, manager } = scene;
  return manager.done('devices.revoke', { operationId, centreId, deviceId, reason: 'Left on the coach' });
};
const inDays = (days: number): string => new Date(app.clock.now().getTime() + days * 86_400_000).toISOString();

test('a tablet whose clock is a day ahead puts off no need and no arrival', async () => {
  const needId = app.newId();
  const args = arrival(app, scene, { needs: [{ id: needId, kind: 'lone_child' }] });
  const item = await tablet.seal(joan, 'people.checkIn', args, { occurredAt: inDays(1) });
  expect((await tablet.push([item])).body.answers).toMatchObject([{ as: 'accepted' }]);
  const now = app.clock.now();
  const [raised] = await app.deps.db.select().from(need).where(eq(need.id, needId));
  expect(raised?.raisedAt).toEqual(now);
  expect(raised?.dueAt?.getTime()).toBeLessThan(now.getTime() + 3_600_000);
  expect((await app.deps.db.select().from(person).where(eq(person.id, args.personId)))[0]?.arrivedAt).toEqual(now);
  expect((await app.deps.db.select().from(stay).where(eq(stay.personId, args.personId)))[0]?.arrivedAt).toEqual(now);
  // What the tablet claimed is kept in the record of what happened.
  const [told] = await app.deps.db.select().from(event).where(eq(event.commandId, item.id));
  expect(told?.occurredAt.toISOString()).toBe(inDays(1));
});

test('what was set aside is not done behind the back of whoever is to look, and letting it in does it once', async () => {
  const args = arrival(app, scene);
  const item = await tablet.seal(joan, 'people.checkIn', args);
  const stays = () => app.deps.db.select().from(stay).where(eq(stay.personId, args.personId));
  defects = 3;
  app.log.expectError('defect');
  for (let tries = 0; tries < 3; tries += 1) await tablet.push([item]);
  expect(await about(item.id)).toMatchObject({ kind: 'quarantined' });
  expect((await tablet.push([item])).body.answers).toMatchObject([{ as: 'quarantined' }]);
  expect(await stays()).toEqual([]);
  const row = await about(item.id);
  const both = await Promise.all([release(row), release(row)]);
  expect(both.map((it) => it.status).toSorted()).toEqual([200, 409]);
  expect(await about(item.id)).toBeUndefined();
  expect((await tablet.push([item])).body.answers).toMatchObject([{ as: 'quarantined' }]);
  expect(await stays()).toHaveLength(1);
});

test('a command sent again is answered as it was, whatever goes wrong with doing it once more', async () => {
  const { volunteer, manager } = scene;
  const args = arrival(app, scene);
  const envelope = { id: app.newId(), occurredAt: app.clock.now().toISOString() };
  const first = await volunteer.command('people.checkIn', args, envelope);
  defects = 1;
  const again = await volunteer.command('people.checkIn', args, envelope);
  expect([again.status, again.replay, again.text]).toEqual([200, true, first.text]);
  defects = 1;
  const others = await manager.command('people.checkIn', args, envelope);
  expect([others.status, others.body.type]).toEqual([409, '/problems/id-reused']);
  expect(defects).toBe(0);
});

test('a refusal nobody was told of yet is raised, though its tablet has been taken out of use since', async () => {
  const own = await pair();
  const user = own.hands[0] as PairedUser;
  const args = { operationId: scene.operationId, personId: app.newId(), zone: 'Hall A', baseVersion: 1 };
  const item = await own.seal(user, 'people.move', args);
  // An open form was to show it, and the tablet never heard.
  await own.locked.post('/api/push', { items: [item], waiting: 0, attended: [item.id] });
  expect(await raisedFor(item.id)).toEqual([]);
  await revoke(own);
  expect((await own.push([item])).body.answers).toMatchObject([{ as: 'refused', replay: true }]);
  expect(await raisedFor(item.id)).toHaveLength(1);
  expect(await about(item.id)).toMatchObject({ kind: 'refused', command: 'people.move' });
});

test('an item whose moment is no moment is shown to a lead like any other, and can be let in', async () => {
  const own = await pair();
  const user = own.hands[0] as PairedUser;
  const args = arrival(app, scene);
  const item = await own.seal(user, 'people.checkIn', args, { occurredAt: 'about noon' });
  const odd = await own.seal(user, 'people.checkIn', { ...arrival(app, scene), zone: 'Hall\u0000' });
  await revoke(own);
  await own.push([item, odd]);
  expect((await release(await about(item.id))).status).toBe(200);
  expect(await app.deps.db.select().from(person).where(eq(person.id, args.personId))).toHaveLength(1);
  expect((await release(await about(odd.id))).status).toBe(200);
  expect(await about(odd.id)).toMatchObject({ kind: 'refused' });
});

test('one entry that cannot be read hides none of the others', async () => {
  const args = { operationId: scene.operationId, personId: app.newId(), zone: 'Hall A', baseVersion: 1 };
  const [first, second] = [await tablet.seal(joan, 'people.move', args), await tablet.seal(joan, 'people.move', args)];
  await tablet.push([first, second]);
  const [raised] = await raisedFor(first.id);
  await app.deps.db.execute(sql`update attention_said set occurred_at = 'infinity' where id = ${raised?.id}`);
  app.log.expectError('attention-unreadable');
  expect(await about(second.id)).toMatchObject({ kind: 'refused' });
  expect(await about(first.id)).toMatchObject({ kind: 'refused', choices: ['discard', 'ask'] });
});

test('a command sent again after an update that fills in more is still the same command', async () => {
  const command = registry.get('people.checkIn');
  if (!command) throw new Error('there is such a command');
  const item = await tablet.seal(joan, 'people.checkIn', arrival(app, scene));
  expect((await tablet.push([item])).body.answers).toMatchObject([{ as: 'accepted', replay: false }]);
  const { contract } = command;
  try {
    command.contract = {
      ...contract,
      args: (contract.args as z.ZodObject).extend({ firm: z.boolean().default(true) }),
    };
    expect((await tablet.push([item])).body.answers).toMatchObject([{ as: 'accepted', replay: true }]);
  } finally {
    command.contract = contract;
  }
});

test('a receipt of an earlier release, kept by what it understood, still answers', async () => {
  const { volunteer } = scene;
  const actor = { userId: volunteer.userId, name: '', email: '', sessionId: '', deviceId: null };
  const grants = [{ role: 'volunteer', operationId: scene.operationId, centreId: scene.centreId, address: false }];
  const said = { id: app.newId(), name: 'people.checkIn', occurredAt: inDays(0) };
  const args = arrival(app, scene, { language: 'vi' });
  const who = { ...actor, grants } as Parameters<typeof submit>[1];
  const { understand } = await import('../../server/engine/submit.ts');
  const { execute } = await import('../../server/engine/execute.ts');
  const { command, request } = understand({ ...said, args });
  const { id, occurredAt } = request;
  expect(await execute(command, who, { id, args: request.args, occurredAt }, app.deps)).toMatchObject({ ok: true });
  expect(await submit({ ...said, args }, who, app.deps)).toMatchObject({ ok: true, replay: true });
});

test('where no list can show a refusal, the tablet is told so and shows it itself', async () => {
  const { planner } = scene;
  const { publicKey } = (await planner.get(`/api/keys/${REGISTERS_KEY}`)).body;
  const hand = async (name: string, args: Loose) => {
    const header = { v: 1, id: app.newId(), keyId: REGISTERS_KEY, authorId: planner.userId, deviceId: null } as const;
    const said = { name, args, occurredAt: inDays(0) };
    const item = await seal(await publicKeyFrom(publicKey), header, said, null);
    return (await planner.post('/api/push', { items: [item], waiting: 0 })).body.answers;
  };
  expect(await hand('centres.setState', { operationId: app.newId(), nothing: 'known' })).toMatchObject([
    { as: 'refused', listed: false },
  ]);
  const [shown] = await hand('centres.setState', { operationId: scene.operationId, to: 'nothing known' });
  expect(shown).toMatchObject({ as: 'refused' });
  expect(shown).not.toHaveProperty('listed');
});
