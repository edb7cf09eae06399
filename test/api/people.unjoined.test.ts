import { and, desc, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { version } from '../../db/schema/engine.ts';
import { needDetails } from '../../db/schema/people.ts';
import { needCompartments, needKindNames, needKinds } from '../../shared/needs.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
/** Manages both centres. */
let both: Person;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  const { operationId, centreId, otherCentreId } = scene;
  const at = (id: string) => ({ role: 'manager' as const, operationId, centreId: id, address: true });
  both = await app.signInAs([at(centreId), at(otherCentreId)]);
});
afterAll(() => app.stop());

const say = (name: string, more: object) => both.done(name, { operationId: scene.operationId, ...more });
const arrive = async (more: object = {}): Promise<string> => {
  const args = arrival(app, scene, { ...more, reference: undefined });
  await both.done('people.checkIn', args);
  return args.personId;
};
const versionOf = async (id: string) => Number((await held()).row('person', id)?.['rowVersion']);
const held = () => scene.planner.mirror(scene.operationId);
const join = async (keepId: string, joinId: string): Promise<string> => {
  const mergeId = app.newId();
  const versions = { keepVersion: await versionOf(keepId), joinVersion: await versionOf(joinId) };
  await say('people.merge', { mergeId, keepId, joinId, ...versions });
  return mergeId;
};
const transfer = async (personId: string) => {
  const baseVersion = await versionOf(personId);
  await say('people.setPresence', { personId, to: 'transferred', centreId: scene.otherCentreId, baseVersion });
};
const seenAt = async (who: Person, id: string): Promise<string[]> => {
  const mirror = await who.mirror(scene.operationId);
  return ['person', 'personIdentity'].filter((kind) => mirror.row(kind, id));
};

test('a joined record goes where its guest goes, and the centre they left is sent nothing of it', async () => {
  const [keepId, joinId] = [await arrive(), await arrive({ preferredName: 'Mihai' })];
  await join(keepId, joinId);
  expect(await seenAt(scene.volunteer, joinId)).toEqual(['person', 'personIdentity']);
  await transfer(keepId);
  expect(await seenAt(scene.volunteer, joinId)).toEqual([]);
  expect(await seenAt(scene.otherVolunteer, joinId)).toEqual(['person', 'personIdentity']);
});

test('a join undone after its guest was taken elsewhere leaves both records there, and none where they left', async () => {
  const [keepId, joinId] = [await arrive(), await arrive({ preferredName: 'Mihai' })];
  const mergeId = await join(keepId, joinId);
  await transfer(keepId);
  await say('people.unmerge', { mergeId, reason: 'Two sisters' });
  for (const id of [keepId, joinId]) {
    expect(await seenAt(scene.volunteer, id)).toEqual([]);
    expect((await held()).row('person', id)).toMatchObject({
      centreId: scene.otherCentreId,
      presence: 'in_transit',
      undoneAt: null,
      mergedInto: null,
    });
  }
  expect(await seenAt(scene.otherVolunteer, joinId)).toEqual(['person', 'personIdentity']);
});

test('a record that was parted again stays where it is when the other goes', async () => {
  const [keepId, joinId] = [await arrive({ preferredName: 'Ana' }), await arrive({ preferredName: 'Mihai' })];
  const mergeId = await join(keepId, joinId);
  await say('people.unmerge', { mergeId, reason: 'Two sisters' });
  await transfer(keepId);
  expect(await seenAt(scene.volunteer, joinId)).toEqual(['person', 'personIdentity']);
  expect(await seenAt(scene.otherVolunteer, joinId)).toEqual([]);
  expect(await seenAt(scene.otherVolunteer, keepId)).toEqual(['person', 'personIdentity']);
});

test('a join undone once its guest is there has each stay there', async () => {
  const [keepId, joinId] = [await arrive(), await arrive()];
  const mergeId = await join(keepId, joinId);
  await transfer(keepId);
  await say('people.setPresence', { personId: keepId, to: 'on_site', baseVersion: await versionOf(keepId) });
  await say('people.unmerge', { mergeId, reason: 'Two sisters' });
  const open = (await held()).rows('stay').filter((it) => it['leftAt'] === null);
  const stays = open.map((it) => [it['personId'], it['centreId']]).toSorted();
  expect(stays).toEqual([keepId, joinId].toSorted().map((id) => [id, scene.otherCentreId]));
});

test.each(needCompartments)(
  'joined across two centres, %s needs and what they are about leave the view of the one, and come back to it',
  async (compartment) => {
    const kinds = needKindNames.filter((it) => needKinds[it].compartment === compartment).slice(0, 29);
    expect(kinds.length).toBeGreaterThan(0);
    const needs = kinds.map((kind) => ({ id: app.newId(), kind }));
    const ids = needs.map(({ id }) => id);
    const keepId = await arrive({ centreId: scene.otherCentreId });
    const joinId = await arrive({ needs });
    const table = needDetails[compartment];
    /** Where they are kept, and where the readers of each are served from. */
    const places = async () => {
      const kept = await app.deps.db.select().from(table).where(inArray(table.id, ids));
      const told = await app.deps.db
        .selectDistinctOn([version.id], { id: version.id, centreId: version.centreId })
        .from(version)
        .where(and(eq(version.kind, 'needDetail'), inArray(version.id, ids)))
        .orderBy(version.id, desc(version.seq));
      return [kept, told].map((rows) => [rows.length, ...new Set(rows.map(({ centreId }) => centreId))]);
    };
    const all = (centreId: string) => [
      [ids.length, centreId],
      [ids.length, centreId],
    ];
    expect(await places()).toEqual(all(scene.centreId));
    const mergeId = await join(keepId, joinId);
    expect(await places()).toEqual(all(scene.otherCentreId));
    await say('people.unmerge', { mergeId, reason: 'Two sisters' });
    expect(await places()).toEqual(all(scene.centreId));
  },
);
