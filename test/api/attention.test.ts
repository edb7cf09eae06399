import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../server/engine/actor.ts';
import { onRefused } from '../../server/attention/intake/raise.ts';
import { submit } from '../../server/engine/submit.ts';
import type { Grant } from '../../shared/roles.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
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

const grantsOf = new Map<string, Grant[]>();
const actorFor = (who: Person, role: 'volunteer' | 'manager' = 'volunteer', deviceId: string | null = null): Actor => ({
  userId: who.userId,
  name: who.name,
  email: '',
  sessionId: '',
  deviceId,
  grants: grantsOf.get(who.userId) ?? [
    { role, operationId: scene.operationId, centreId: scene.centreId, address: true },
  ],
});

/** As a tablet hands it in: run, and raised where it is refused. */
const handIn = async (
  who: Person,
  name: string,
  args: Loose,
  role: 'volunteer' | 'manager' = 'volunteer',
  id = app.newId(),
) => {
  const actor = actorFor(who, role);
  const said = { id, name, args, occurredAt: '2026-11-19T05:20:00.000Z' };
  const outcome = await submit(said, actor, app.deps);
  if (!outcome.ok) await onRefused(app.deps, actor, name, said, outcome.problem);
  return outcome;
};

const list = async (who: Person, centreId = scene.centreId): Promise<Loose> => {
  const answer = await who.get(`/api/operations/${scene.operationId}/attention?centreId=${centreId}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
};
const checkIn = async (more: Loose = {}, who = scene.volunteer) => {
  const args = arrival(app, scene, more);
  await who.done('people.checkIn', args);
  return args;
};
const say = (who: Person, name: string, more: Loose) => who.command(name, { operationId: scene.operationId, ...more });

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
  expect(items.map((it: Loose) => [it.command, it.problem.type])).toEqual([
    ['people.dance', '/problems/not-found'],
    ['people.move', '/problems/invalid-fields'],
  ]);
});

test('nobody is shown the words of a compartment their role does not open', async () => {
  const canary = { health: 'canaryhealth', safeguarding: 'canarysafe', welfare: 'canarywelfare', name: 'Canaryname' };
  const { personId } = await checkIn({ reference: 'K-014', preferredName: 'Dan', sex: 'female' });
  const { operationId, centreId } = scene;
  const kinds = { health: 'medicine', safeguarding: 'threat', welfare: 'food' } as const;
  for (const [compartment, kind] of Object.entries(kinds)) {
    const note = canary[compartment as keyof typeof canary];
    const raised = { operationId, centreId, needId: app.newId(), personId, kind, note };
    await scene.manager.done('needs.raise', raised);
    // The same id again, in the volunteer's own words.
    await handIn(scene.volunteer, 'needs.raise', raised);
    await handIn(scene.volunteer, 'needs.progress', {
      operationId,
      needId: raised.needId,
      to: 'met',
      note,
      baseVersion: 9,
    });
  }
  await handIn(scene.volunteer, 'people.identify', {
    operationId,
    personId,
    baseVersion: 7,
    preferredName: canary.name,
    sex: 'male',
  });
  const shown = async (who: Person) => JSON.stringify(await list(who));
  const seen = async (who: Person) => {
    const text = await shown(who);
    return [...Object.values(canary), ...Object.values(kinds), 'female'].filter((it) => text.includes(`"${it}"`));
  };
  expect(await seen(scene.volunteer)).toEqual(['canarywelfare', 'Canaryname', 'food']);
  expect(await seen(scene.manager)).toEqual(['canarywelfare', 'Canaryname', 'medicine', 'food', 'female']);
  const { items } = await list(scene.volunteer);
  const restricted = items.filter((it: Loose) => it.command === 'needs.progress' && it.references.length === 0);
  expect(restricted).toHaveLength(2);
  for (const it of items.filter((row: Loose) => row.command === 'needs.raise')) {
    expect(it.fields.find((field: Loose) => field.name === 'needs').locked).toBe(true);
  }
});

test('a visitor who could not be signed in is shown by name to whoever counts heads there', async () => {
  const { operationId } = scene;
  await handIn(scene.volunteer, 'visits.signIn', {
    operationId,
    visitId: app.newId(),
    centreId: app.newId(),
    kind: 'staff',
    name: 'R. Iqbal',
    organisation: 'Council',
  });
  const [item] = (await list(scene.manager)).items;
  expect(item).toMatchObject({ kind: 'refused', command: 'visits.signIn', sides: [{ who: 'Vic Volunteer' }] });
  expect(item.fields[0]).toMatchObject({ name: 'preferredName', values: ['R. Iqbal'], locked: false });
});

test('a role’s sight is the same whether there is anything behind the lock or not', async () => {
  const first = await checkIn({ reference: 'K-023', needs: [{ id: app.newId(), kind: 'pain' }] });
  const second = await checkIn({ reference: 'K-023' }, scene.manager);
  expect([first.reference, second.reference]).toEqual(['K-023', 'K-023']);
  const [item] = (await list(scene.manager)).items;
  const needs = item.fields.find((it: Loose) => it.name === 'needs');
  expect(needs).toMatchObject({ values: [['pain'], []], locked: true, differs: true });
  expect((await list(scene.volunteer)).items).toEqual([]);
});
