import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attention, attentionArgs } from '../../db/schema/attention.ts';
import { receipt, refusedCommand } from '../../db/schema/engine.ts';
import { quarantinedItem } from '../../db/schema/tablets.ts';
import { accessGrant } from '../../db/schema/users.ts';
import { registry } from '../../server/commands.ts';
import { MOST_BYTES, MOST_FROM_NOBODY } from '../../server/attention/intake/quarantine.ts';
import { KEPT_REFUSALS, neverMight } from '../../server/engine/refusals.ts';
import { permits } from '../../shared/roles.ts';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { handingIn } from '../support/handingIn.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
const { sealAs, push, listed, pair, joanOf } = handingIn(() => ({ app, scene }));

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

const keptOf = async (id: string) => {
  const { db } = app.deps;
  const [said] = await db.select().from(refusedCommand).where(eq(refusedCommand.commandId, id));
  const items = await db.select({ id: attention.id }).from(attention).where(eq(attention.commandId, id));
  const ids = items.map((it) => it.id);
  const words = ids.length > 0 ? await db.select().from(attentionArgs).where(inArray(attentionArgs.id, ids)) : [];
  return { said: said?.args ?? null, items: items.length, words: words.length };
};
const nothing = { said: null, items: 0, words: 0 };

test('of whatever silver may not do nothing is kept, well made or not, and no manager is asked about it', async () => {
  const forbidden = [...registry].filter(([name, { right }]) => !permits('silver', right ?? name));
  for (const [name, { contract }] of some(forbidden)) {
    const place = { operationId: scene.operationId, centreId: scene.centreId };
    for (const args of [
      { ...(contract.example as Loose), ...place },
      { ...place, said: 'x'.repeat(2000) },
    ]) {
      const item = await sealAs(scene.silver.userId, name, args);
      const answer = await push(scene.silver, item);
      expect([name, answer.as, answer.listed]).toEqual([name, 'refused', false]);
      expect([name, await keptOf(item.id)]).toEqual([name, nothing]);
    }
  }
});

test('what somebody wrote while they might is kept and shown, though their role has ended', async () => {
  const item = await sealAs(scene.volunteer.userId, 'people.checkIn', arrival(app, scene));
  await app.deps.db
    .update(accessGrant)
    .set({ revokedAt: app.deps.clock.now() })
    .where(eq(accessGrant.userId, scene.volunteer.userId));
  expect(await push(scene.volunteer, item)).toMatchObject({ as: 'refused' });
  expect(await keptOf(item.id)).toMatchObject({ said: { centreId: scene.centreId }, items: 1, words: 1 });
});

test('more refusals than any day brings are not kept: they stay where they were said, and others go on', async () => {
  const { userId } = scene.volunteer;
  const refused = { authorId: userId, name: 'people.move', bodyHash: Buffer.alloc(32), problem: {} };
  const full = Array.from({ length: KEPT_REFUSALS.items }, () => ({
    ...refused,
    commandId: app.newId(),
    recordedAt: app.deps.clock.now(),
  }));
  await app.deps.db.insert(receipt).values(full);
  const stray = { ...arrival(app, scene), centreId: scene.otherCentreId };
  const id = app.newId();
  const answer = await scene.volunteer.command('people.checkIn', stray, { id });
  expect([answer.status, answer.body.type]).toEqual([429, '/problems/too-many-requests']);
  expect(answer.body.retryAfter).toBeGreaterThan(0);
  expect(await keptOf(id)).toEqual(nothing);
  expect((await scene.volunteer.command('people.checkIn', arrival(app, scene))).status).toBe(200);
  expect((await scene.otherVolunteer.command('people.checkIn', arrival(app, scene))).status).toBe(404);
});

test('an account leaves a bounded number that nobody can vouch for, below every real conflict', async () => {
  const fake = async (): Promise<Loose> => ({
    id: app.newId(),
    keyId: scene.operationId,
    said: 'nothing anybody can read',
  });
  const send = async () => scene.silver.post('/api/push', { items: [await fake()], waiting: 0 });
  for (let n = 0; n < MOST_FROM_NOBODY; n += 1) expect((await send()).status).toBe(200);
  const over = await send();
  expect([over.status, over.body.type]).toEqual([429, '/problems/too-many-requests']);
  // What has been seen to makes room.
  const { id } = await fake();
  const left = eq(quarantinedItem.sentBy, scene.silver.userId);
  const [one] = await app.deps.db.select({ id: quarantinedItem.commandId }).from(quarantinedItem).where(left).limit(1);
  const settledAt = app.deps.clock.now();
  await app.deps.db
    .update(quarantinedItem)
    .set({ releasedAt: settledAt })
    .where(eq(quarantinedItem.commandId, one?.id ?? id));
  expect((await send()).status).toBe(200);
  expect((await send()).status).toBe(429);
  const tablet = await pair();
  const real = await tablet.seal(joanOf(tablet), 'people.checkIn', { ...arrival(app, scene), ageBand: 'none' });
  expect((await tablet.push([real])).body.answers).toMatchObject([{ as: 'refused' }]);
  const { body } = await scene.manager.get(`/api/operations/${scene.operationId}/attention?centreId=${scene.centreId}`);
  expect(body.items).toHaveLength(MOST_FROM_NOBODY + 2);
  expect(body.items[0].commandId).toBe(real.id);
  // Another account's count is its own.
  const other = await fake();
  expect((await push(scene.volunteer, other)).as).toBe('quarantined');
  expect(await listed(other.id)).toBeDefined();
});

const MEBIBYTE = 1024 * 1024;

/** Keeps words of so many bytes as they are: what could be pressed together would not fill anything. */
const fill = async (table: 'refused_command' | 'quarantined_item', column: string, id: string, bytes: number) => {
  await app.owner.unsafe(`alter table ${table} alter column ${column} set storage external`);
  await app.owner.unsafe(
    `update ${table} set ${column} = jsonb_build_object('said', repeat('x', $1::int)) where command_id = $2`,
    [bytes, id],
  );
};

test('few refusals with very many words are bounded too', async () => {
  const stray = () => ({ ...arrival(app, scene), centreId: scene.otherCentreId });
  const first = app.newId();
  expect((await scene.volunteer.command('people.checkIn', stray(), { id: first })).status).toBe(404);
  await fill('refused_command', 'args', first, KEPT_REFUSALS.bytes - MEBIBYTE);
  expect((await scene.volunteer.command('people.checkIn', stray())).status).toBe(404);
  await fill('refused_command', 'args', first, KEPT_REFUSALS.bytes + MEBIBYTE);
  expect((await scene.volunteer.command('people.checkIn', stray())).body.type).toBe('/problems/too-many-requests');
  expect((await scene.volunteer.command('people.checkIn', arrival(app, scene))).status).toBe(200);
});

test('few items with very many words, that nobody can open, are bounded too', async () => {
  const send = async (): Promise<Loose> => {
    const item = { id: app.newId(), keyId: scene.operationId, said: 'nothing anybody can read' };
    return { id: item.id, ...(await scene.silver.post('/api/push', { items: [item], waiting: 0 })) };
  };
  const first = await send();
  expect(first.status).toBe(200);
  await fill('quarantined_item', 'sealed', first.id, MOST_BYTES - MEBIBYTE);
  expect((await send()).status).toBe(200);
  await fill('quarantined_item', 'sealed', first.id, MOST_BYTES + MEBIBYTE);
  expect((await send()).body.type).toBe('/problems/too-many-requests');
});

test('whether somebody never might do something follows from the roles they ever had there, or everywhere', async () => {
  const { operationId, planner, manager, volunteer, silver } = scene;
  const elsewhere = await app.operation();
  const ask = (userId: string, name: string, args: unknown = { operationId }, deviceId: string | null = null) =>
    neverMight(app.deps.db, { userId, deviceId }, name, args);
  for (const [userId, name, args, never] of [
    [planner.userId, 'vehicles.record', { operationId }, false],
    [planner.userId, 'vehicles.record', { operationId: elsewhere }, false],
    [planner.userId, 'vehicles.record', null, false],
    [planner.userId, 'people.checkIn', { operationId }, true],
    [volunteer.userId, 'people.checkIn', { operationId }, false],
    [volunteer.userId, 'people.checkIn', { operationId: elsewhere }, true],
    [volunteer.userId, 'people.checkIn', null, true],
    // By the right it asks for, where that is not its own name.
    [silver.userId, 'walls.start', { operationId }, false],
    [volunteer.userId, 'walls.start', { operationId }, true],
    [silver.userId, 'nothing.known', { operationId }, false],
    [app.newId(), 'people.checkIn', { operationId }, true],
  ] as const)
    expect([name, args, await ask(userId, name, args)]).toEqual([name, args, never]);
  // On a tablet everybody is a volunteer, and nobody is more.
  const { deviceId } = await pair();
  expect(await ask(silver.userId, 'people.checkIn', { operationId }, deviceId)).toBe(false);
  expect(await ask(manager.userId, 'centres.setState', { operationId }, deviceId)).toBe(true);
  expect(await ask(manager.userId, 'centres.setState')).toBe(false);
  // A role that nobody knows here lets nothing be done.
  await app.owner`update access_grant set role = 'gold' where user_id = ${manager.userId}`;
  expect(await ask(manager.userId, 'centres.setState')).toBe(true);
});
