import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attention, attentionArgs } from '../../db/schema/attention.ts';
import { heldDone } from '../../server/attention/held/doHeld.ts';
import { type AttentionKind, attentionKinds } from '../../shared/attention.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, type Scene, setScene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
let personId: string;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  const guest = arrival(app, scene);
  await scene.manager.done('people.checkIn', guest);
  personId = guest.personId;
});
afterAll(() => app.stop());

/** One to sort out, said by the volunteer, as if it had come about in its own way. */
const put = async (kind: AttentionKind, more: Partial<typeof attention.$inferInsert> = {}): Promise<string> => {
  const { operationId, centreId, volunteer } = scene;
  const [id, commandId] = [app.newId(), app.newId()];
  // Of one clock it is asked once at a time.
  if (kind === 'clock')
    await app.owner`update attention set settled_at = now(), settled_as = 'resolved' where kind = 'clock' and operation_id = ${operationId}
      and settled_at is null`;
  const sent = kind === 'clock' || kind === 'quarantined' ? {} : { command: 'people.move', commandId };
  const row = { id, operationId, centreId, kind, authorId: volunteer.userId, raisedAt: app.clock.now() };
  await app.deps.db.insert(attention).values({ ...row, ...sent, ...more });
  const args = { operationId, personId, zone: 'Hall B', baseVersion: 1 };
  await app.deps.db.insert(attentionArgs).values({ id, args, occurredAt: app.clock.now() });
  return id;
};
const list = async (who: Person, query = ''): Promise<{ items: Loose[]; settled: Loose[] }> =>
  (await who.get(`/api/operations/${scene.operationId}/attention?centreId=${scene.centreId}${query}`)).body;
const choose = async (who: Person, name: string, attentionId: string, more: Loose = {}): Promise<number> =>
  (await who.command(name, { operationId: scene.operationId, attentionId, baseVersion: 1, ...more })).status;

const pair = { lead: ['apart', 'ask'], author: ['ask'], as: 'kept_apart' };
const sent = {
  lead: ['retry', 'amend', 'discard', 'ask'],
  author: ['retry', 'amend', 'discard', 'ask'],
  as: 'discarded',
};
/** What may be chosen of each kind, and how it is settled by whoever looked at it. */
const kinds: Record<AttentionKind, { lead: string[]; author: string[]; as: string }> = {
  refused: sent,
  conflict: sent,
  same_reference: pair,
  duplicate: pair,
  held: { lead: ['amend', 'discard', 'ask'], author: ['amend', 'discard', 'ask'], as: 'discarded' },
  quarantined: { lead: ['discard', 'ask'], author: ['ask'], as: 'discarded' },
  clock: { lead: ['resolve', 'ask'], author: ['resolve', 'ask'], as: 'resolved' },
};
const each = some(attentionKinds);

test.each(each)(
  'of what is "%s" a lead and its author may choose what is theirs, and nothing once it is settled',
  async (kind) => {
    await put(kind);
    const choices = async (who: Person) => (await list(who)).items.map((it) => it.choices);
    expect([await choices(scene.manager), await choices(scene.volunteer)]).toEqual([
      [kinds[kind].lead],
      [kinds[kind].author],
    ]);
    await app.deps.db.update(attention).set({ asked: true });
    const but = (all: string[]) => all.filter((it) => it !== 'ask');
    expect(await choices(scene.manager)).toEqual([but(kinds[kind].lead)]);
    await app.deps.db.update(attention).set({ settledAt: app.clock.now(), settledAs: 'discarded' });
    expect(await list(scene.manager)).toMatchObject({ items: [], settled: [{ choices: [] }] });
  },
);

test.each(each)('what is "%s" is settled in one way, by whom it is for', async (kind) => {
  const { as: due, lead, author } = kinds[kind];
  const settle = async (who: Person, as: string) =>
    choose(who, 'attention.settle', await put(kind), { as, reason: 'Seen' });
  for (const as of ['discarded', 'kept_apart', 'resolved'])
    expect([as, await settle(scene.manager, as)]).toEqual([as, as === due ? 200 : 409]);
  const theirs = author.length === lead.length;
  expect(await settle(scene.volunteer, due)).toBe(theirs ? 200 : 404);
  expect(await settle(scene.otherVolunteer, due)).toBe(404);
});

test.each(each)('what is "%s" is sent again, or let in, only where it was refused or is sealed', async (kind) => {
  // What is held is tried again as something else is made of it.
  const retried = kind === 'held' ? null : await choose(scene.manager, 'attention.retry', await put(kind));
  const due = kinds[kind].lead.includes('retry') ? 200 : 409;
  expect(retried ?? due).toBe(due);
  expect(await choose(scene.manager, 'attention.release', await put(kind))).toBe(409);
  expect(await choose(scene.volunteer, 'attention.release', await put(kind))).toBe(404);
});

const minute = (n: number): Date => new Date(app.clock.now().getTime() + n * 60_000);

test('a lead reads what is oldest first, what nobody is known to have said last, of this centre and of none', async () => {
  const [late, first] = [await put('refused', { raisedAt: minute(3) }), await put('conflict', { raisedAt: minute(1) })];
  const nobodys = await put('quarantined', { raisedAt: minute(0), authorId: null });
  const known = await put('quarantined', { raisedAt: minute(2) });
  const general = await put('refused', { raisedAt: minute(4), centreId: null, authorId: scene.planner.userId });
  await put('refused', { centreId: scene.otherCentreId });
  await put('refused', { operationId: await app.operation(), centreId: null });
  const ids = async (query = '') => (await list(scene.manager, query)).items.map((it) => it.id);
  const due = [first, known, late, general, nobodys];
  expect([await ids(), await ids('&skip=2')]).toEqual([due, due.slice(2)]);
  // Its author, what they said, wherever it belongs.
  const own = (await list(scene.volunteer)).items.map((it) => it.id);
  expect(own).toHaveLength(4);
  expect(own).not.toContain(general);
});

test('why something was refused is read in full by its author and whoever may do it, and by a lead who may not in general', async () => {
  const detail = 'This venue holds Centre Heron. Choose another';
  const problem = { type: '/problems/claim-lost' as const, title: 'Someone else got it first', status: 409 };
  const refused = { authorId: scene.volunteer.userId, problem: { ...problem, detail } };
  const toldOf = async (who: Person, id: string) => (await list(who)).items.find((it) => it.id === id)?.problem;
  const theirs = await put('refused', { ...refused, command: 'people.move' });
  expect([await toldOf(scene.manager, theirs), await toldOf(scene.volunteer, theirs)]).toEqual([
    { ...problem, detail },
    { ...problem, detail },
  ]);
  const planners = await put('refused', { ...refused, command: 'centres.activate' });
  expect(await toldOf(scene.manager, planners)).toEqual(problem);
  expect(await toldOf(scene.volunteer, planners)).toEqual({ ...problem, detail });
});

test('of what is settled the last thirty are shown, the latest first', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 32; n += 1) ids.push(await put('clock', { settledAt: minute(n), settledAs: 'resolved' }));
  const { items, settled } = await list(scene.manager);
  expect([items, settled.map((it) => it.id)]).toEqual([[], ids.toReversed().slice(0, 30)]);
});

test('of several things said of a guest nobody knew, the last that was said stands', async () => {
  const { operationId, centreId, volunteer, manager } = scene;
  for (const [zone, occurredAt] of [
    ['Hall C', '2026-11-19T05:20:00.000Z'],
    ['Hall A', '2026-11-19T05:05:00.000Z'],
    ['Hall B', '2026-11-19T05:10:00.000Z'],
  ]) {
    const said = { operationId, centreId, heldId: app.newId(), reference: 'M-007', command: 'people.move' };
    await volunteer.done('people.later', { ...said, args: { zone } }, { occurredAt: occurredAt ?? '' });
  }
  const guest = arrival(app, scene, { reference: 'M-007' });
  await manager.done('people.checkIn', guest);
  await heldDone(app.deps);
  const held = await manager.mirror(operationId);
  expect(held.rows('heldCommand').map((it) => it['state'])).toEqual(['done', 'done', 'done']);
  expect(held.row('person', guest.personId)).toMatchObject({ zone: 'Hall C', rowVersion: 4 });
});

test('what stands at no centre is decided on by a lead of its own operation, and by none of another', async () => {
  const other = await setScene(app);
  const id = await put('refused', { centreId: null });
  const there = { operationId: other.operationId, attentionId: id, baseVersion: 1 };
  for (const who of [other.manager, other.volunteer])
    for (const name of ['attention.retry', 'attention.ask']) expect((await who.command(name, there)).status).toBe(404);
  expect(await choose(scene.manager, 'attention.ask', id)).toBe(200);
});
