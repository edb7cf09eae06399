import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { event, receipt, refusedCommand, stream } from '../../db/schema/engine.ts';
import { accessGrant } from '../../db/schema/users.ts';
import { and, eq } from 'drizzle-orm';
import { Rows } from '../../server/engine/rows.ts';
import { Problem } from '../../shared/problems.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
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

const occurredAt = '2026-11-19T05:31:00Z';

test('the same command sent again gets the same answer, says so, and changes nothing', async () => {
  const id = app.newId();
  const args = arrival(app, scene, { needs: [{ id: app.newId(), kind: 'drink' }] });
  const first = await scene.volunteer.command('people.checkIn', args, { id, occurredAt });
  const again = await scene.volunteer.command('people.checkIn', args, { id, occurredAt });
  expect(first.replay).toBe(false);
  expect(again.replay).toBe(true);
  expect([again.status, again.text]).toEqual([200, first.text]);
  const events = await app.deps.db.select().from(event).where(eq(event.commandId, id));
  expect(events).toHaveLength(1);
});

test('ten copies of one command at once have one effect and one answer', async () => {
  const id = app.newId();
  const args = arrival(app, scene);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => scene.volunteer.command('people.checkIn', args, { id, occurredAt })),
  );
  expect(new Set(answers.map((it) => it.text)).size).toBe(1);
  expect(answers.filter((it) => !it.replay)).toHaveLength(1);
});

test('an id used before, for other words or by another person, is refused and tells nothing', async () => {
  const id = app.newId();
  const args = arrival(app, scene, { preferredName: 'Dan' });
  await scene.volunteer.command('people.checkIn', args, { id, occurredAt });
  const otherBody = await scene.volunteer.command('people.checkIn', arrival(app, scene), { id, occurredAt });
  const otherTime = await scene.volunteer.command('people.checkIn', args, { id });
  const otherName = await scene.manager.command('people.checkIn', args, { id, occurredAt });
  for (const it of [otherBody, otherTime, otherName]) {
    expect([it.status, it.body.type, it.replay]).toEqual([409, '/problems/id-reused', false]);
    expect(it.text).toBe(otherBody.text);
  }
});

test('the order of fields makes no other command of it', async () => {
  const id = app.newId();
  const args = arrival(app, scene, { reference: 'K-014' });
  await scene.volunteer.command('people.checkIn', args, { id, occurredAt });
  const turned = Object.fromEntries(Object.entries(args).toReversed());
  const again = await scene.volunteer.command('people.checkIn', turned, { id, occurredAt });
  expect([again.status, again.replay]).toEqual([200, true]);
});

test('a refusal is kept, answered again as it was, and what was typed is not lost', async () => {
  const id = app.newId();
  const { operationId } = scene;
  const args = { operationId, personId: app.newId(), reason: 'Wrong wristband', baseVersion: 1 };
  const first = await scene.volunteer.command('people.undoCheckIn', args, { id, occurredAt });
  const again = await scene.volunteer.command('people.undoCheckIn', args, { id, occurredAt });
  expect(first.status).toBe(404);
  expect([again.status, again.text, again.replay]).toEqual([404, first.text, true]);
  const [kept] = await app.deps.db.select().from(refusedCommand).where(eq(refusedCommand.commandId, id));
  expect(kept?.args).toEqual(args);
});

test('a refused command leaves no trace in rows, events or the counter', async () => {
  const before = await scene.manager.mirror(scene.operationId);
  const args = arrival(app, scene);
  await scene.volunteer.done('people.checkIn', args);
  const stale = { operationId: scene.operationId, personId: args.personId, zone: 'Hall B', baseVersion: 7 };
  expect((await scene.volunteer.command('people.move', stale)).status).toBe(409);
  const after = await scene.manager.mirror(scene.operationId);
  expect(after.cursor).toBe(before.cursor + 1);
  expect(after.row('person', args.personId)).toMatchObject({ zone: null });
});

test('sequence numbers have no gap, whoever writes and whatever is refused between', async () => {
  await Promise.all(
    Array.from({ length: 24 }, (_, n) =>
      n % 4 === 0
        ? scene.volunteer.command('people.move', { ...arrival(app, scene) })
        : scene.volunteer.command('people.checkIn', arrival(app, scene)),
    ),
  );
  const events = await app.deps.db.select({ seq: event.seq }).from(event).where(eq(event.streamId, scene.operationId));
  const [head] = await app.deps.db.select().from(stream).where(eq(stream.id, scene.operationId));
  const seqs = events.map((it) => it.seq).toSorted((a, b) => a - b);
  expect(seqs).toEqual(Array.from({ length: head?.headSeq ?? 0 }, (_, n) => n + 1));
});

test('another operation’s guest, another centre’s guest and nobody at all are answered in the same bytes', async () => {
  const other = await setScene(app);
  const theirs = arrival(app, other);
  await other.volunteer.done('people.checkIn', theirs);
  const nextDoor = arrival(app, { ...scene, centreId: scene.otherCentreId });
  await scene.otherVolunteer.done('people.checkIn', nextDoor);
  const move = (operationId: string, personId: string) =>
    scene.volunteer.command('people.move', { operationId, personId, zone: 'Hall A', baseVersion: 1 });
  const answers = [
    await move(scene.operationId, app.newId()),
    await move(scene.operationId, nextDoor.personId),
    await move(scene.operationId, theirs.personId),
    await move(other.operationId, theirs.personId),
    await move(app.newId(), theirs.personId),
    await scene.volunteer.command('no.such', {}),
    await scene.volunteer.get(`/api/operations/${other.operationId}/pull`),
    await scene.volunteer.get(`/api/operations/${app.newId()}/pull`),
    await scene.volunteer.get('/api/operations/nonsense/pull'),
  ];
  expect(answers.map((it) => it.status)).toEqual(answers.map(() => 404));
  expect(new Set(answers.map((it) => it.text)).size).toBe(1);
});

test('a right taken away is gone at the next command, and one given is there', async () => {
  await scene.volunteer.done('people.checkIn', arrival(app, scene));
  const { db } = app.deps;
  const mine = and(eq(accessGrant.userId, scene.volunteer.userId), eq(accessGrant.operationId, scene.operationId));
  await db.update(accessGrant).set({ revokedAt: new Date() }).where(mine);
  expect((await scene.volunteer.command('people.checkIn', arrival(app, scene))).status).toBe(404);
  expect((await scene.volunteer.get(`/api/operations/${scene.operationId}/pull`)).status).toBe(404);
  await db.update(accessGrant).set({ revokedAt: null }).where(mine);
  expect((await scene.volunteer.command('people.checkIn', arrival(app, scene))).status).toBe(200);
});

test('a right ends when it was to end', async () => {
  const { operationId, centreId } = scene;
  const endsAt = new Date(app.clock.now().getTime() + 60_000);
  const relief = await app.signInAs('volunteer', { operationId, centreId, endsAt });
  expect((await relief.command('people.checkIn', arrival(app, scene))).status).toBe(200);
  app.clock.advance?.(2);
  expect((await relief.command('people.checkIn', arrival(app, scene))).status).toBe(404);
});

test('a receipt holds ids and marks, never what was typed', async () => {
  const id = app.newId();
  const args = arrival(app, scene, { preferredName: 'Canary Jones', zone: 'Canary room' });
  await scene.volunteer.command('people.checkIn', args, { id });
  const [kept] = await app.deps.db.select().from(receipt).where(eq(receipt.commandId, id));
  expect(JSON.stringify(kept)).not.toContain('Canary');
});

test('what was written before something was tried is still recorded after it, and what was refused is not', async () => {
  const { operationId, centreId } = scene;
  const rolledBack = new Error('nothing of this is kept');
  const recorded: string[] = [];
  const work = app.deps.db.transaction(async (tx) => {
    const rows = new Rows(tx);
    const comes = (to: Rows, name: string) =>
      to.insert('visit', {
        id: app.newId(),
        operationId,
        centreId,
        name,
        kind: 'visitor',
        signedInAt: app.clock.now(),
      });
    await comes(rows, 'before');
    const done = await rows.attempt(async (_tx, inner) => void (await comes(inner, 'tried')));
    const refused = await rows.attempt(async (_tx, inner) => {
      await comes(inner, 'refused');
      throw new Problem('not-found');
    });
    expect([done, refused?.slug]).toEqual([null, 'not-found']);
    await comes(rows, 'after');
    recorded.push(...rows.versions.map((it) => (it.row as { name: string }).name));
    throw rolledBack;
  });
  await expect(work).rejects.toBe(rolledBack);
  expect(recorded).toEqual(['before', 'tried', 'after']);
});
