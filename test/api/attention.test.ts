import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Loose, startTestApp, type TestApp } from '../support/app.ts';
import { refusedThere } from '../support/refusedThere.ts';
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
const { grantsOf, handIn, list, checkIn, say } = refusedThere(() => ({ app, scene }));

/** A move made from what the manager has changed since. */
const staleMove = async (id = app.newId()) => {
  const { personId } = await checkIn({ reference: 'K-019', zone: 'Hall A' });
  await say(scene.manager, 'people.move', { personId, zone: 'Hall B', baseVersion: 1 });
  const args = { operationId: scene.operationId, personId, zone: 'Quiet room', baseVersion: 1 };
  await handIn(scene.volunteer, 'people.move', args, 'volunteer', id);
  return { personId, args, id };
};

test('a move from an old version is shown with both versions: what was said, and what stands, by whom', async () => {
  const { personId, id } = await staleMove();
  const { items } = await list(scene.manager);
  expect(items).toMatchObject([
    {
      kind: 'conflict',
      command: 'people.move',
      commandId: id,
      references: ['K-019'],
      authorId: scene.volunteer.userId,
      sides: [
        { who: 'Vic Volunteer', personId },
        { who: 'Maya Manager', personId },
      ],
      choices: ['retry', 'amend', 'discard', 'ask'],
    },
  ]);
  const zone = items[0].fields.find((it: Loose) => it.name === 'zone');
  expect(zone).toEqual({ name: 'zone', values: ['Quiet room', 'Hall B'], differs: true, locked: false });
});

test('what is refused of the present version is no conflict with anybody', async () => {
  const { personId } = await checkIn({ reference: 'K-021' });
  const { operationId, volunteer } = scene;
  await handIn(volunteer, 'people.setPresence', { operationId, personId, to: 'in_transit', baseVersion: 1 });
  const { items } = await list(scene.manager);
  expect(items).toMatchObject([{ kind: 'refused', problem: { type: '/problems/not-in-this-state' } }]);
});

test('a refusal sent again, or raised twice at once, is shown once', async () => {
  const { args, id } = await staleMove();
  const [again] = await Promise.all([
    handIn(scene.volunteer, 'people.move', args, 'volunteer', id),
    handIn(scene.volunteer, 'people.move', args, 'volunteer', id),
  ]);
  expect(again).toMatchObject({ ok: false, replay: true });
  expect((await list(scene.manager)).items).toHaveLength(1);
  const held = await scene.manager.mirror(scene.operationId);
  expect(held.rows('attention')).toHaveLength(1);
});

test('everyone at the centre hears of it at once, by number only', async () => {
  await staleMove();
  const [row] = (await scene.volunteer.mirror(scene.operationId)).rows('attention');
  expect(Object.keys(row ?? {}).toSorted()).toEqual(
    [
      'asked',
      'authorId',
      'centreId',
      'id',
      'kind',
      'operationId',
      'personIds',
      'raisedAt',
      'rowVersion',
      'settledAs',
      'settledAt',
    ].toSorted(),
  );
  expect((await scene.otherVolunteer.mirror(scene.operationId)).rows('attention')).toEqual([]);
});

test('tried again it is done from how things stand now, in the name of whoever chose it, and cites the old command', async () => {
  const { personId, id } = await staleMove();
  const [item] = (await list(scene.manager)).items;
  const again = await say(scene.manager, 'attention.retry', { attentionId: item.id, baseVersion: item.rowVersion });
  expect(again.status).toBe(200);
  expect((await scene.manager.mirror(scene.operationId)).row('person', personId)).toMatchObject({ zone: 'Quiet room' });
  const { items, settled } = await list(scene.manager);
  expect(items).toEqual([]);
  expect(settled).toMatchObject([{ commandId: id, settledAs: 'retried', settledBy: 'Maya Manager', choices: [] }]);
  const [row] = (await app.deps.sql`select retried_as from attention where id = ${item.id}`) as Loose[];
  expect(row.retried_as).toBe(again.body.result.commandId);
});

test('sent again, it still shows what it was chosen over, and who had said that', async () => {
  await staleMove();
  const [open] = (await list(scene.manager)).items;
  await say(scene.manager, 'attention.retry', { attentionId: open.id, baseVersion: open.rowVersion });
  const [settled] = (await list(scene.manager)).settled;
  expect(settled).toMatchObject({ sides: open.sides, fields: open.fields });
  expect(settled.fields).toContainEqual(expect.objectContaining({ values: ['Quiet room', 'Hall B'], differs: true }));
});

test('what was said of a record that was joined, and whose guest has left, is shown where they are and nowhere else', async () => {
  const { operationId, centreId, otherCentreId, manager, volunteer } = scene;
  const keep = await checkIn({ reference: 'K-031' });
  const { personId } = await staleMove();
  const [refused] = (await list(manager)).items;
  const attentionId = refused.id;
  await say(manager, 'attention.settle', { attentionId, baseVersion: 1, as: 'discarded', reason: 'She is K-031' });
  const pair = { mergeId: app.newId(), keepId: keep.personId, joinId: personId, keepVersion: 1, joinVersion: 2 };
  expect((await say(manager, 'people.merge', pair)).status).toBe(200);
  const to = { personId: keep.personId, baseVersion: 2, to: 'transferred', centreId: otherCentreId };
  expect((await say(volunteer, 'people.setPresence', to)).status).toBe(200);
  const settled = async (where: string) =>
    (await list(await app.signInAs('manager', { operationId, centreId: where }), where)).settled.find(
      (it: Loose) => it.id === attentionId,
    );
  const here = await settled(centreId);
  expect(here).toMatchObject({ references: [], personIds: [] });
  expect(here.fields.every((it: Loose) => it.locked)).toBe(true);
});

test('a check-in that was sent again is shown where its guest is now and nowhere else, though they were not there before', async () => {
  const { otherCentreId, manager } = scene;
  const needs = [{ id: app.newId(), kind: 'drink' }];
  const args = arrival(app, scene, { reference: 'nonsense', preferredName: 'Anh', needs });
  await handIn(scene.volunteer, 'people.checkIn', args);
  const [refused] = (await list(manager)).items;
  const again = { attentionId: refused.id, baseVersion: 1, set: { reference: 'K-060' } };
  expect((await say(manager, 'attention.retry', again)).status).toBe(200);
  const shown = () => list(manager).then(({ settled }) => settled[0]);
  expect((await shown()).fields.some((it: Loose) => it.values.includes('Anh'))).toBe(true);
  const to = { personId: args['personId'], baseVersion: 1, to: 'transferred', centreId: otherCentreId };
  expect((await say(manager, 'people.setPresence', to)).status).toBe(200);
  const here = await shown();
  expect(here).toMatchObject({ references: [], personIds: [] });
  expect(here.fields.every((it: Loose) => it.locked)).toBe(true);
});

test('amended, it says what it should have said; what still cannot be done leaves it open', async () => {
  const { personId } = await staleMove();
  const [item] = (await list(scene.volunteer)).items;
  const at = { attentionId: item.id, baseVersion: item.rowVersion };
  expect((await say(scene.volunteer, 'attention.retry', { ...at, set: { zone: 5 } })).status).toBe(422);
  expect((await list(scene.volunteer)).items).toHaveLength(1);
  const elsewhere = await say(scene.volunteer, 'attention.retry', { ...at, set: { personId: app.newId() } });
  expect(elsewhere.status).toBe(422);
  expect(elsewhere.body.errors[0].pointer).toBe('/args/set/personId');
  expect((await say(scene.volunteer, 'attention.retry', { ...at, set: { zone: 'Library' } })).status).toBe(200);
  expect((await scene.manager.mirror(scene.operationId)).row('person', personId)).toMatchObject({ zone: 'Library' });
});

test('set aside with a reason, it is kept among what was sorted out, and the log says so without the guest’s name', async () => {
  await staleMove();
  const [item] = (await list(scene.volunteer)).items;
  const at = { attentionId: item.id, baseVersion: item.rowVersion };
  expect((await say(scene.volunteer, 'attention.settle', { ...at, as: 'discarded' })).status).toBe(422);
  expect((await say(scene.volunteer, 'attention.settle', { ...at, as: 'kept_apart', reason: 'x' })).status).toBe(409);
  const done = await say(scene.volunteer, 'attention.settle', { ...at, as: 'discarded', reason: 'Desk 2 did it' });
  expect(done.status).toBe(200);
  expect((await list(scene.volunteer)).settled).toMatchObject([
    { settledAs: 'discarded', settledReason: 'Desk 2 did it', settledBy: 'Vic Volunteer' },
  ]);
  const log = (await scene.manager.mirror(scene.operationId)).rows('logEntry');
  expect(log).toMatchObject([{ kind: 'system', author: 'Vic Volunteer', text: expect.stringContaining('K-019') }]);
  expect((await say(scene.volunteer, 'attention.settle', { ...at, as: 'discarded', reason: 'x' })).status).toBe(409);
});

test('somebody is asked to look, once, and whoever looked at the older state is told', async () => {
  await staleMove();
  const [item] = (await list(scene.manager)).items;
  const at = { attentionId: item.id, baseVersion: item.rowVersion };
  expect((await say(scene.manager, 'attention.ask', at)).status).toBe(200);
  expect((await say(scene.volunteer, 'attention.ask', at)).body.type).toBe('/problems/stale-version');
  const [asked] = (await list(scene.manager)).items;
  expect(asked).toMatchObject({ asked: true, choices: ['retry', 'amend', 'discard'] });
});

test('a volunteer sees and settles their own, no other’s; nobody from another centre either', async () => {
  await staleMove();
  const [item] = (await list(scene.manager)).items;
  const colleague = await app.signInAs('volunteer', { operationId: scene.operationId, centreId: scene.centreId });
  expect(await list(colleague)).toEqual({ items: [], settled: [] });
  const at = { attentionId: item.id, baseVersion: item.rowVersion };
  const refused = await say(colleague, 'attention.settle', { ...at, as: 'discarded', reason: 'x' });
  const missing = await say(colleague, 'attention.settle', {
    ...at,
    attentionId: app.newId(),
    as: 'discarded',
    reason: 'x',
  });
  expect([refused.status, refused.text]).toEqual([404, missing.text]);
  expect((await say(colleague, 'attention.retry', at)).status).toBe(404);
  const path = `/api/operations/${scene.operationId}/attention?centreId=`;
  for (const who of [scene.planner, scene.silver, scene.otherVolunteer]) {
    expect((await who.get(path + scene.centreId)).status).toBe(404);
  }
});

test('who names a group of another operation’s guests is shown nothing they wear', async () => {
  const there = await setScene(app);
  const groupId = app.newId();
  await there.manager.done('people.checkIn', arrival(app, there, { groupId, reference: 'Q-777' }));
  const { personId } = await checkIn();
  const args = { operationId: scene.operationId, personId, groupId, baseVersion: 99 };
  await handIn(scene.volunteer, 'people.amend', args);
  const { items } = await list(scene.manager);
  expect(items).toHaveLength(1);
  expect(items[0].fields.map((it: Loose) => it.name)).toContain('group');
  expect(JSON.stringify(items)).not.toContain('Q-777');
});

test('someone who never had a place in the operation fills nobody’s list', async () => {
  const stranger = await app.signInAs('volunteer', { operationId: await app.operation() });
  grantsOf.set(stranger.userId, []);
  const { personId } = await checkIn();
  const args = { operationId: scene.operationId, personId, zone: 'x', baseVersion: 1 };
  expect(await handIn(stranger, 'people.move', args)).toMatchObject({ ok: false });
  expect((await list(scene.manager)).items).toEqual([]);
});

test('what no command understands is still in front of a person, with its reason', async () => {
  await handIn(scene.volunteer, 'people.dance', { operationId: scene.operationId, centreId: scene.centreId });
  await handIn(scene.volunteer, 'people.move', {
    operationId: scene.operationId,
    personId: 'x\u0000',
    zone: 'A',
    baseVersion: 1,
  });
  const { items } = await list(scene.manager);
  // Of nothing that is known here: no version of it can have been overtaken.
  expect(items.map((it: Loose) => [it.kind, it.command, it.problem.type])).toEqual([
    ['refused', 'people.dance', '/problems/not-found'],
    ['refused', 'people.move', '/problems/invalid-fields'],
  ]);
});

test('what names no place is shown at the centre of whoever said it, also where another role of theirs has none', async () => {
  const { operationId, centreId, volunteer } = scene;
  const everywhere = { role: 'silver', operationId, centreId: null, address: false } as const;
  grantsOf.set(volunteer.userId, [everywhere, { ...everywhere, role: 'volunteer', centreId }]);
  await handIn(volunteer, 'people.dance', { operationId });
  expect((await scene.manager.mirror(operationId)).rows('attention')).toMatchObject([{ kind: 'refused', centreId }]);
});
