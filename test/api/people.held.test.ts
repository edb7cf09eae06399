import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attention } from '../../db/schema/attention.ts';
import { heldDone } from '../../server/attention/held/doHeld.ts';
import { startServer } from '../../server/serve.ts';
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

const SAID = '2026-11-19T05:10:00.000Z';
const hold = (who: Person, command: string, args: Loose, heldId = app.newId(), reference = 'M-007') =>
  who.command(
    'people.later',
    { operationId: scene.operationId, centreId: scene.centreId, heldId, reference, command, args },
    { occurredAt: SAID },
  );
const list = async (who = scene.manager): Promise<Loose> =>
  (await who.get(`/api/operations/${scene.operationId}/attention?centreId=${scene.centreId}`)).body;
const now = () => scene.manager.mirror(scene.operationId);
const stateOf = async (heldId: string) => (await now()).row('heldCommand', heldId)?.['state'];
const comesToBe = async (heldId: string, state: string): Promise<void> => {
  await expect.poll(() => stateOf(heldId)).toBe(state);
};
const arrives = async (reference = 'M-007', more: Loose = {}) => {
  const args = arrival(app, scene, { reference, ...more });
  await scene.manager.done('people.checkIn', args);
  return args.personId;
};

test('what is said of a guest nobody knows yet is held in sight, and done in its author’s name when they are', async () => {
  const [heldId, needId] = [app.newId(), app.newId()];
  const held = await hold(scene.volunteer, 'needs.raise', { needId, kind: 'clothing', note: 'Size 42' }, heldId);
  expect(held.body.result).toEqual({ heldId, held: true });
  expect((await list()).items).toMatchObject([
    { kind: 'held', references: ['M-007'], authorId: scene.volunteer.userId, choices: ['amend', 'discard', 'ask'] },
  ]);
  expect((await now()).row('heldCommand', heldId)).toMatchObject({ authorName: 'Vic Volunteer', state: 'held' });
  const personId = await arrives();
  await comesToBe(heldId, 'done');
  expect((await now()).row('need', needId)).toMatchObject({ personId, raisedAt: SAID });
  expect(await list()).toMatchObject({ items: [], settled: [{ kind: 'held', settledAs: 'resolved' }] });
  const events = (await app.deps
    .sql`select actor_id from event where kind = 'people.release' and stream_id = ${scene.operationId}`) as Loose[];
  expect(events.map((it) => it.actor_id)).toEqual([scene.volunteer.userId]);
});

test('where the guest is known it is done at once, from how things stand now', async () => {
  const personId = await arrives();
  const answer = await hold(scene.volunteer, 'people.move', { zone: 'Hall B' });
  expect(answer.body.result).toMatchObject({ held: false });
  expect((await now()).row('person', personId)).toMatchObject({ zone: 'Hall B', rowVersion: 2 });
  expect((await list()).items).toEqual([]);
});

test('a wristband whose check-in was undone is worn by nobody, and by the one other who has it', async () => {
  const { operationId, volunteer } = scene;
  const undone = await arrives();
  const undo = { operationId, personId: undone, reason: 'Twice', baseVersion: 1 };
  await scene.manager.done('people.undoCheckIn', undo);
  const heldId = app.newId();
  const answer = await hold(volunteer, 'people.move', { zone: 'Hall B' }, heldId);
  expect(answer.body.result).toEqual({ heldId, held: true });
  const personId = await arrives();
  await comesToBe(heldId, 'done');
  expect((await now()).row('person', personId)).toMatchObject({ zone: 'Hall B' });
});

test('a wristband that was misread is corrected, and what waited is done for the guest who wears the right one', async () => {
  const heldId = app.newId();
  const personId = await arrives('M-070');
  await hold(scene.volunteer, 'people.move', { zone: 'Hall B' }, heldId);
  const [item] = (await list(scene.volunteer)).items;
  const choice = { operationId: scene.operationId, attentionId: item.id, baseVersion: item.rowVersion };
  await scene.volunteer.done('attention.retry', { ...choice, set: { reference: 'M-070' } });
  expect((await now()).row('person', personId)).toMatchObject({ zone: 'Hall B' });
  expect(await stateOf(heldId)).toBe('dropped');
  expect(await list()).toMatchObject({ items: [], settled: [{ kind: 'held', settledAs: 'retried' }] });
});

test('what nobody could ever do is refused at once, and nobody says more than they may', async () => {
  expect((await hold(scene.volunteer, 'people.move', { zone: 7 })).status).toBe(422);
  expect((await hold(scene.volunteer, 'people.undoCheckIn', { reason: 'x' })).status).toBe(422);
  expect((await hold(scene.otherVolunteer, 'people.move', { zone: 'A' })).status).toBe(404);
  expect((await hold(scene.planner, 'people.move', { zone: 'A' })).status).toBe(404);
});

test('said at the very moment the guest is made known, it is done once all the same', async () => {
  const made = Array.from({ length: 12 }, (_, n) => ({ heldId: app.newId(), reference: `M-0${n + 10}` }));
  await Promise.all(
    made.flatMap(({ heldId, reference }) => [
      hold(scene.volunteer, 'people.move', { zone: 'Hall B' }, heldId, reference),
      arrives(reference),
    ]),
  );
  for (const { heldId } of made) await comesToBe(heldId, 'done');
  const people = (await now()).rows('person');
  expect(people.map((it) => [it['zone'], it['rowVersion']])).toEqual(made.map(() => ['Hall B', 2]));
});

test('while two hold the wristband it waits for the one whose it is', async () => {
  const first = await arrives();
  const second = await arrives();
  const heldId = app.newId();
  await hold(scene.volunteer, 'people.move', { zone: 'Hall B' }, heldId);
  expect(await stateOf(heldId)).toBe('held');
  const amend = { operationId: scene.operationId, personId: second, baseVersion: 1, reference: 'M-008' };
  await scene.manager.done('people.amend', amend);
  await comesToBe(heldId, 'done');
  expect((await now()).row('person', first)).toMatchObject({ zone: 'Hall B' });
  expect((await now()).row('person', second)).toMatchObject({ zone: null });
});

test('what cannot be done any more becomes a refusal for a person to look at, and can be tried again', async () => {
  const heldId = app.newId();
  await hold(scene.volunteer, 'people.setPresence', { to: 'in_transit' }, heldId);
  const personId = await arrives();
  await comesToBe(heldId, 'refused');
  const [item] = (await list(scene.volunteer)).items;
  expect(item).toMatchObject({
    kind: 'refused',
    command: 'people.setPresence',
    personIds: [personId],
    problem: { type: '/problems/not-in-this-state' },
  });
  const choice = { operationId: scene.operationId, attentionId: item.id, baseVersion: item.rowVersion };
  await scene.volunteer.done('attention.retry', { ...choice, set: { to: 'temporarily_out' } });
  expect((await now()).row('person', personId)).toMatchObject({ presence: 'temporarily_out' });
});

test('refused after all, its guest is named only where what was said may be known to be of them', async () => {
  const namedIn = async (heldId: string) =>
    (await app.deps.db.select().from(attention).where(eq(attention.commandId, heldId)))[0]?.personIds;
  const { operationId, centreId, manager } = scene;
  // Somebody else's need has this id by then.
  const needId = app.newId();
  const [care, concern] = [app.newId(), app.newId()];
  await hold(manager, 'people.setPresence', { to: 'in_transit' }, care);
  await hold(manager, 'needs.raise', { needId, kind: 'threat' }, concern);
  await manager.done('needs.raise', { operationId, centreId, needId, kind: 'drink' });
  const personId = await arrives();
  await comesToBe(care, 'refused');
  await comesToBe(concern, 'refused');
  expect([await namedIn(care), await namedIn(concern)]).toEqual([[personId], []]);
});

test('what is held of a restricted kind tells nobody what it is, and can be set aside with a reason', async () => {
  const heldId = app.newId();
  await hold(scene.manager, 'needs.raise', { needId: app.newId(), kind: 'threat', note: 'canarysafe' }, heldId);
  const told = JSON.stringify([
    await scene.volunteer.pull(scene.operationId),
    await scene.manager.pull(scene.operationId),
  ]);
  expect(told).not.toMatch(/threat|canarysafe/);
  const { items } = await list();
  expect(JSON.stringify(items)).not.toMatch(/threat|canarysafe/);
  const choice = { operationId: scene.operationId, attentionId: items[0].id, baseVersion: items[0].rowVersion };
  await scene.manager.done('attention.settle', { ...choice, as: 'discarded', reason: 'Wrong wristband' });
  expect(await stateOf(heldId)).toBe('dropped');
  await arrives();
  await heldDone(app.deps);
  expect((await now()).rows('need')).toEqual([]);
});

test('a wristband mistyped is amended, and what was said finds its guest', async () => {
  const heldId = app.newId();
  await hold(scene.volunteer, 'people.move', { zone: 'Hall B' }, heldId, 'M-070');
  const personId = await arrives('M-007');
  const [item] = (await list(scene.volunteer)).items;
  const choice = { operationId: scene.operationId, attentionId: item.id, baseVersion: item.rowVersion };
  await scene.volunteer.done('attention.retry', { ...choice, set: { reference: 'M-007' } });
  expect((await now()).row('person', personId)).toMatchObject({ zone: 'Hall B' });
  expect(await stateOf(heldId)).toBe('dropped');
});

test('what a crash left held is done when the server starts again', async () => {
  const heldId = app.newId();
  await hold(scene.volunteer, 'people.move', { zone: 'Hall B' }, heldId);
  const personId = await arrives();
  await comesToBe(heldId, 'done');
  await app.deps.sql`update held_command set state = 'held' where id = ${heldId}`;
  await app.deps.sql`update person set zone = null where id = ${personId}`;
  const { deps } = app;
  const another = await startServer({
    connection: { sql: deps.sql, db: deps.db },
    host: '127.0.0.1',
    port: 0,
    clock: app.clock,
    log: app.log,
    keys: deps.keys,
    exercise: false,
    secureCookies: false,
    clientDir: null,
  });
  await comesToBe(heldId, 'done');
  await another.stop();
  expect((await now()).row('person', personId)).toMatchObject({ zone: 'Hall B' });
});

test('one that cannot be done for a defect of ours stays held in sight, and stops none behind it', async () => {
  const [poison, behind] = [app.newId(), app.newId()];
  await hold(scene.volunteer, 'people.move', { zone: 'Hall A' }, poison);
  await hold(scene.volunteer, 'people.move', { zone: 'Hall B' }, behind);
  await app.deps.sql`update held_command set occurred_at = '-infinity' where id = ${poison}`;
  app.log.expectError('held-command-failed');
  await arrives();
  await comesToBe(behind, 'done');
  expect(await stateOf(poison)).toBe('held');
  expect((await list()).items).toMatchObject([{ kind: 'held', commandId: poison }]);
  await app.owner`delete from held_command where id = ${poison}`;
});

test.for([
  ['people.move', { zone: 'Hall B' }],
  ['needs.raise', { needId: '0193e0a0-0000-7000-8000-00000000aaaa', kind: 'drink' }],
])(
  'what was said at one centre is not done to a guest of another: %s waits in sight, as of one whom nobody knows',
  async (said) => {
    const heldId = app.newId();
    await hold(scene.volunteer, said[0] as string, said[1], heldId);
    const args = arrival(app, scene, { centreId: scene.otherCentreId, reference: 'M-007' });
    await scene.otherVolunteer.done('people.checkIn', args);
    await heldDone(app.deps);
    expect(await stateOf(heldId)).toBe('held');
    expect((await now()).rows('need')).toEqual([]);
    expect((await list()).items).toMatchObject([{ kind: 'held', personIds: [], problem: null }]);
    const [there] = await app.deps.sql`select zone, row_version from person where id = ${args.personId}`;
    expect(there).toMatchObject({ zone: null, row_version: 1 });
  },
);

const there = async (reference: string): Promise<string> => {
  const args = arrival(app, scene, { reference, centreId: scene.otherCentreId });
  await scene.otherVolunteer.done('people.checkIn', args);
  return args.personId;
};

test('tells nobody which wristbands are worn at another centre: said of one there, it waits as of one nobody wears', async () => {
  await there('K-101');
  const said = ['K-101', 'K-102'].map((reference) => ({ reference, heldId: app.newId() }));
  for (const [command, args] of [
    ['people.move', { zone: 'Hall B' }],
    ['people.setPresence', { to: 'temporarily_out' }],
  ] as const) {
    const ids = said.map(() => app.newId());
    const [elsewhere, nowhere] = await Promise.all(
      said.map(({ reference }, n) => hold(scene.volunteer, command, args, ids[n], reference)),
    );
    expect([elsewhere?.status, nowhere?.status]).toEqual([200, 200]);
    expect(elsewhere?.body.result).toEqual({ heldId: ids[0], held: true });
    expect(nowhere?.body.result).toEqual({ heldId: ids[1], held: true });
  }
  await list();
  await heldDone(app.deps);
  await app.restart();
  await heldDone(app.running.deps);
  const { items } = await list();
  expect(items).toHaveLength(4);
  const shown = (reference: string) =>
    items
      .filter((it: Loose) => it.references.includes(reference))
      .map((it: Loose) => ({ kind: it.kind, command: it.command, personIds: it.personIds, problem: it.problem }));
  expect(shown('K-101')).toEqual(shown('K-102'));
  const [mine] = items.filter((it: Loose) => it.references.includes('K-101'));
  expect(mine).toMatchObject({ kind: 'held', personIds: [] });
});

test('a wristband worn here and at another centre is the one here', async () => {
  const elsewhere = await there('K-103');
  const personId = await arrives('K-103');
  expect((await hold(scene.volunteer, 'people.move', { zone: 'Hall B' }, app.newId(), 'K-103')).body.result.held).toBe(
    false,
  );
  const zones = (await app.deps.sql`select id, zone from person where id in (${personId}, ${elsewhere})`) as Loose[];
  expect(Object.fromEntries(zones.map((it) => [it.id, it.zone]))).toEqual({ [personId]: 'Hall B', [elsewhere]: null });
});
