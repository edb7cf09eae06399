/** An undo puts right what was said while the change stood, and takes nothing with it that is not of that change. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { person } from '../../db/schema/people.ts';
import { placeInLine } from '../../server/engine/append.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { needRow } from '../support/needRow.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { undoing } from '../support/undoing.ts';
import { untilWaiting } from '../support/untilWaiting.ts';

let app: TestApp;
let scene: Scene;
/** Holds a change where it is about to take its place: the first of these is for the next to come there. */
let holds: (Promise<void> | null)[] = [];

beforeAll(async () => {
  app = await startTestApp({
    placeInLine: async (tx, streamId) => {
      await holds.shift();
      return placeInLine(tx, streamId);
    },
  });
});
beforeEach(async () => {
  scene = await setScene(app);
});
afterAll(() => app.stop());

const { becomes, undo } = undoing(() => ({ app, scene }));

const arrive = async (more: Loose = {}, envelope: Loose = {}): Promise<string> => {
  const args = arrival(app, scene, more);
  await scene.manager.done('people.checkIn', args, envelope);
  return args.personId;
};
const raise = async (personId: string, kind: string, envelope: Loose = {}): Promise<string> => {
  const { operationId, centreId, volunteer } = scene;
  const needId = app.newId();
  await volunteer.done('needs.raise', { operationId, centreId, needId, personId, kind }, envelope);
  return needId;
};
const give = (needId: string, to: Person) =>
  scene.manager.done('needs.give', { operationId: scene.operationId, needId, to: to.userId, baseVersion: 1 });
const guest = async (id: string): Promise<typeof person.$inferSelect> => {
  const [found] = await app.deps.db.select().from(person).where(eq(person.id, id));
  if (!found) throw new Error(`No guest ${id}`);
  return found;
};
const minutesAgo = (minutes: number): string => new Date(app.clock.now().getTime() - minutes * 60_000).toISOString();

describe('an undo', () => {
  test('takes the mark of a time not known away with the arrival it was told of', async () => {
    const personId = await arrive();
    await becomes(personId, 'departed');
    const back = await becomes(personId, 'on_site', scene.manager, { occurredAt: '2010-01-01T00:05:00.000Z' });
    expect((await guest(personId)).toldAt).not.toBeNull();
    expect((await undo(back)).status).toBe(200);
    expect(await guest(personId)).toMatchObject({ presence: 'departed', toldAt: null });
  });

  test('puts it back where the arrival before was told so', async () => {
    const personId = await arrive({}, { occurredAt: '2010-01-01T00:05:00.000Z' });
    const before = (await guest(personId)).toldAt;
    expect(before).not.toBeNull();
    await becomes(personId, 'departed');
    const back = await becomes(personId, 'on_site');
    expect((await guest(personId)).toldAt).toBeNull();
    await undo(back);
    expect((await guest(personId)).toldAt).toEqual(before);
  });

  test('of a guest sent on by mistake gives back what was given to somebody who had not accepted it yet', async () => {
    const personId = await arrive();
    const needId = await raise(personId, 'shower');
    await give(needId, scene.volunteer);
    const change = await becomes(personId, 'transferred');
    expect(await needRow(app, needId)).toMatchObject({ holderId: null });
    await undo(change);
    const { centreId, volunteer } = scene;
    expect(await needRow(app, needId)).toMatchObject({ centreId, state: 'open', holderId: volunteer.userId });
  });

  test('but not where somebody else has been given it meanwhile', async () => {
    const personId = await arrive();
    const needId = await raise(personId, 'shower');
    await give(needId, scene.volunteer);
    const change = await becomes(personId, 'transferred');
    const { operationId, otherCentreId, otherVolunteer } = scene;
    const lead = await app.signInAs('manager', { operationId, centreId: otherCentreId });
    await lead.done('needs.give', { operationId, needId, to: otherVolunteer.userId, baseVersion: 2 });
    await undo(change);
    // Who was given it stays where they are.
    expect(await needRow(app, needId)).toMatchObject({ centreId: scene.centreId, state: 'open', holderId: null });
  });

  test('keeps what was said before they left by mistake and heard of after', async () => {
    const personId = await arrive();
    app.clock.advance?.(30);
    const change = await becomes(personId, 'departed', scene.manager, { occurredAt: minutesAgo(5) });
    const needId = await raise(personId, 'drink', { occurredAt: minutesAgo(10) });
    const { dueAt } = await needRow(app, needId);
    expect(await needRow(app, needId)).toMatchObject({ state: 'left_before_met' });
    await undo(change);
    expect(await needRow(app, needId)).toMatchObject({ state: 'open', closedAt: null, dueAt });
  });

  test('leaves no care to be given to somebody who is not there after all', async () => {
    const personId = await arrive();
    await becomes(personId, 'departed');
    const change = await becomes(personId, 'on_site');
    const [care, concern] = [await raise(personId, 'drink'), await raise(personId, 'pain')];
    await undo(change);
    expect(await needRow(app, care)).toMatchObject({ state: 'left_before_met' });
    expect(await needRow(app, concern)).toMatchObject({ state: 'open' });
  });

  test('into a centre that has closed since is taken, and marked as coming after it', async () => {
    const personId = await arrive();
    const change = await becomes(personId, 'departed');
    const { operationId, centreId, manager } = scene;
    for (const [to, baseVersion] of [
      ['standing_down', 1],
      ['closed', 2],
    ] as const)
      await manager.done('centres.setState', { operationId, centreId, to, baseVersion, overrideReason: 'All gone' });
    expect((await undo(change)).status).toBe(200);
    expect(await guest(personId)).toMatchObject({ presence: 'on_site', flags: ['after_closure'] });
  });

  test('keeps the mark of a wristband that another guest was given at the same moment', async () => {
    const personId = await arrive({ reference: 'K-777' });
    const change = await becomes(personId, 'temporarily_out');
    let letGo = (): void => undefined;
    // Its first try finds that it shares, and begins anew; the second has marked them when it comes there.
    holds = [null, new Promise((resolve) => (letGo = resolve))];
    const { volunteer, manager } = scene;
    const other = volunteer.command('people.checkIn', arrival(app, scene, { reference: 'K-777' }));
    await expect.poll(() => holds.length).toBe(0);
    const undone = undo(change, manager);
    await untilWaiting(app.deps, 1);
    letGo();
    expect((await other).status).toBe(200);
    expect((await undone).status).toBe(200);
    expect(await guest(personId)).toMatchObject({ presence: 'on_site', flags: ['reference_shared'] });
  });

  test('leaves a record of another centre, joined with theirs, at that centre', async () => {
    const { operationId, centreId, otherCentreId } = scene;
    const place = { operationId, centreId: null, address: true };
    const lead = await app.signInAs([{ role: 'manager', ...place }]);
    const [keepId, joinId] = [await arrive(), app.newId()];
    await lead.done('people.checkIn', arrival(app, { operationId, centreId: otherCentreId }, { personId: joinId }));
    const pair = { operationId, mergeId: app.newId(), keepId, joinId, keepVersion: 1, joinVersion: 1 };
    await lead.done('people.merge', pair);
    expect((await guest(joinId)).centreId).toBe(otherCentreId);
    await undo(await becomes(keepId, 'transferred'));
    expect((await guest(keepId)).centreId).toBe(centreId);
    expect((await guest(joinId)).centreId).toBe(otherCentreId);
  });

  test('of a guest sent on leaves nothing of them with those who were told meanwhile', async () => {
    const personId = await arrive({ preferredName: 'Fernguest' });
    const needId = await raise(personId, 'drink');
    const { operationId, otherVolunteer } = scene;
    const change = await becomes(personId, 'transferred');
    const told = await otherVolunteer.mirror(operationId);
    expect(told.row('person', personId)).toBeDefined();
    expect(told.row('need', needId)).toBeDefined();
    await undo(change);
    told.apply(await otherVolunteer.pull(operationId, told.cursor));
    for (const [kind, id] of [
      ['person', personId],
      ['personIdentity', personId],
      ['need', needId],
      ['needDetail', needId],
    ] as const)
      expect([kind, told.row(kind, id)]).toEqual([kind, undefined]);
  });
});
