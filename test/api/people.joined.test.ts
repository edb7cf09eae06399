import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attention, personMerge } from '../../db/schema/attention.ts';
import { isStaying, presenceMayBecome, presences } from '../../shared/people.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { guestKept } from '../support/guestKept.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let scene: Scene;
/** Works at both centres. */
let both: Person;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  const { operationId, centreId, otherCentreId } = scene;
  const manages = (id: string) => ({ role: 'manager' as const, operationId, centreId: id, address: true });
  both = await app.signInAs([manages(centreId), manages(otherCentreId)], { name: 'Bo Both' });
});
afterAll(() => app.stop());

const say = (name: string, more: Loose, who = both) => who.command(name, { operationId: scene.operationId, ...more });
const done = (name: string, more: Loose, who = both) => who.done(name, { operationId: scene.operationId, ...more });
const arrive = async (more: Loose = {}, who = both): Promise<string> => {
  const args = arrival(app, scene, more);
  await who.done('people.checkIn', args);
  return String(args['personId']);
};
const rowOf = async (id: string) => (await guestKept(app, id)).row;
const pair = async (keepId: string, joinId: string, more: Loose = {}) => {
  const versions = { keepVersion: (await rowOf(keepId)).rowVersion, joinVersion: (await rowOf(joinId)).rowVersion };
  return { mergeId: app.newId(), keepId, joinId, ...versions, ...more };
};
const join = async (keepId: string, joinId: string): Promise<string> => {
  const args = await pair(keepId, joinId);
  await done('people.merge', args);
  return args.mergeId;
};
const part = (mergeId: string) => done('people.unmerge', { mergeId, reason: 'Two sisters' });
const becomes = async (personId: string, to: string, more: Loose = {}) =>
  done('people.setPresence', { personId, to, baseVersion: (await rowOf(personId)).rowVersion, ...more });
const questions = () =>
  app.deps.db.select().from(attention).where(eq(attention.operationId, scene.operationId)).orderBy(asc(attention.id));

describe('two records are not joined', () => {
  const undo = async (personId: string) =>
    done('people.undoCheckIn', { personId, reason: 'Twice', baseVersion: (await rowOf(personId)).rowVersion });
  const of: Record<string, [type: string, how: (keepId: string, joinId: string) => Promise<Loose>]> = {
    'where they are one': ['not-in-this-state', (keepId) => pair(keepId, keepId)],
    'where the check-in of the kept one was undone': [
      'not-in-this-state',
      async (keepId, joinId) => (await undo(keepId), pair(keepId, joinId)),
    ],
    'where the check-in of the other was undone': [
      'not-in-this-state',
      async (keepId, joinId) => (await undo(joinId), pair(keepId, joinId)),
    ],
    'where somebody changed the kept one first': [
      'stale-version',
      (keepId, joinId) => pair(keepId, joinId, { keepVersion: 2 }),
    ],
    'where somebody changed the other first': [
      'stale-version',
      (keepId, joinId) => pair(keepId, joinId, { joinVersion: 2 }),
    ],
    'where nobody knows the one': ['not-found', (keepId) => pair(keepId, keepId, { joinId: app.newId() })],
  };
  test.each(Object.keys(of))('%s', async (what) => {
    const [type, how] = of[what] ?? ['', async () => ({})];
    const args = await how(await arrive(), await arrive());
    expect((await say('people.merge', args)).body.type).toBe(`/problems/${type}`);
  });

  test('nor parted, by whoever leads at the centre of one of them only', async () => {
    const [here, there] = [await arrive(), await arrive({ centreId: scene.otherCentreId })];
    for (const [keepId, joinId] of [
      [here, there],
      [there, here],
    ] as const)
      expect((await say('people.merge', await pair(keepId, joinId), scene.manager)).status).toBe(404);
    const mergeId = await join(here, there);
    const lead = await app.signInAs('manager', { operationId: scene.operationId, centreId: scene.otherCentreId });
    for (const who of [scene.manager, lead])
      expect((await say('people.unmerge', { mergeId, reason: 'Two sisters' }, who)).status).toBe(404);
  });

  test('and are parted only while the kept one stands', async () => {
    const [keepId, joinId] = [await arrive(), await arrive()];
    const mergeId = await join(keepId, joinId);
    await undo(keepId);
    const refused = await say('people.unmerge', { mergeId, reason: 'Two sisters' });
    expect(refused.body).toMatchObject({
      type: '/problems/not-in-this-state',
      detail: expect.stringContaining('since'),
    });
  });
});

const fromHere = some(presences.filter((it) => it !== 'transferred' && presenceMayBecome('on_site', it)));
test.each(fromHere)(
  'whoever is "%s" may be kept in place of whoever is so too, and not of one who is here',
  async (to) => {
    const [keepId, joinId, here] = [await arrive(), await arrive(), await arrive()];
    await becomes(keepId, to);
    await becomes(joinId, to);
    const { status } = await say('people.merge', await pair(keepId, here));
    expect(status).toBe(isStaying(to) ? 200 : 409);
    expect((await say('people.merge', await pair(keepId, joinId))).status).toBe(200);
  },
);

test('the joined record is struck out from now, its stay ends as joined, and what is known of its arrival stays', async () => {
  const shared = { reference: 'K-100', paperForm: 7 };
  const [keepId, joinId] = [await arrive(shared), await arrive(shared)];
  app.clock.advance?.(3);
  const mergeId = await join(keepId, joinId);
  const joined = await guestKept(app, joinId);
  const now = app.clock.now();
  expect(joined.row).toMatchObject({ undoneAt: now, mergedInto: keepId, flags: ['from_paper'] });
  expect(joined.stays).toMatchObject([{ leftAt: now, endedAs: 'joined' }]);
  expect((await rowOf(keepId)).flags).toEqual(['from_paper']);
  app.clock.advance?.(3);
  await part(mergeId);
  const parted = await guestKept(app, joinId);
  expect(parted.row).toMatchObject({ undoneAt: null, undoneReason: null, mergedInto: null });
  expect(parted.stays).toMatchObject([{ leftAt: null, endedAs: null }]);
  const [kept] = await app.deps.db.select().from(personMerge).where(eq(personMerge.id, mergeId));
  const who = { mergedBy: both.userId, mergedAt: now, undoneBy: both.userId, undoneAt: app.clock.now() };
  expect(kept).toMatchObject({ ...who, undoneReason: 'Two sisters' });
  const told = (await both.mirror(scene.operationId)).rows('logEntry').map((it) => it['text']);
  expect(told).toEqual(
    expect.arrayContaining([
      'K-100 was joined to K-100: one guest',
      'The join of K-100 to K-100 was undone, with a reason: two guests',
    ]),
  );
});

test('a third, who shared a wristband or a form with the joined record, does so no longer, and again once they are parted', async () => {
  const keepId = await arrive({ reference: 'K-100', paperForm: 7 });
  const joinId = await arrive({ reference: 'K-200', paperForm: 8 });
  const worn = await arrive({ reference: 'K-200' });
  const written = await arrive({ reference: 'K-300', paperForm: 8 });
  const marked = async () => [(await rowOf(worn)).flags, (await rowOf(written)).flags];
  expect(await marked()).toEqual([['reference_shared'], ['from_paper', 'form_shared']]);
  const mergeId = await join(keepId, joinId);
  expect(await marked()).toEqual([[], ['from_paper']]);
  await part(mergeId);
  expect(await marked()).toEqual([['reference_shared'], ['from_paper', 'form_shared']]);
});

test('where three wear one wristband the question stays open for the two who are left', async () => {
  const [keepId, joinId, third] = [
    await arrive({ reference: 'K-100' }),
    await arrive({ reference: 'K-100' }),
    await arrive({ reference: 'K-100' }),
  ];
  const [asked] = await questions();
  expect(asked).toMatchObject({ kind: 'same_reference', personIds: [keepId, joinId, third].toSorted() });
  await join(keepId, joinId);
  const now = await questions();
  expect(now).toMatchObject([{ id: asked?.id, settledAt: null, personIds: [keepId, third].toSorted() }]);
});

test('two who are kept apart in one wristband are asked about in another that they come to share', async () => {
  const [one, other] = [await arrive({ reference: 'K-100' }), await arrive({ reference: 'K-100' })];
  const [asked] = await questions();
  const choice = { attentionId: asked?.id, baseVersion: asked?.rowVersion, as: 'kept_apart', reason: 'Twins' };
  await done('attention.settle', choice);
  for (const personId of [one, other])
    await done('people.amend', { personId, reference: 'K-200', baseVersion: (await rowOf(personId)).rowVersion });
  const open = (await questions()).filter(({ settledAt }) => settledAt === null);
  expect(open).toMatchObject([{ kind: 'same_reference', reference: 'K-200', personIds: [one, other].toSorted() }]);
});

test('what was asked of the two is settled by their join, and of the joined one and another there is nothing left to ask', async () => {
  const named = (preferredName: string, who = both) => arrive({ preferredName }, who);
  const [ana, linh, thu] = [await named('Ana'), await named('Linh'), await named('Thu')];
  const [anaToo, linhToo] = [await named('Ana', scene.manager), await named('Linh', scene.manager)];
  expect(await questions()).toHaveLength(2);
  const mergeId = await join(ana, anaToo);
  await join(thu, linh);
  const of = async (id: string) => (await questions()).find(({ personIds }) => personIds.includes(id));
  expect(await of(ana)).toMatchObject({ settledAs: 'joined', mergeId, settledBy: both.userId });
  expect(await of(linhToo)).toMatchObject({ settledAs: 'resolved', settledBy: null });
});

test('a name and a sex that were taken over go back where the join is undone, but for what was changed since', async () => {
  const told = { preferredName: 'Mihai', sex: 'male' };
  const mergeOf = async (change: Loose) => {
    const [keepId, joinId] = [await arrive(), await arrive(told)];
    const mergeId = await join(keepId, joinId);
    const taken = (await guestKept(app, keepId)).identity;
    expect(taken).toMatchObject(told);
    if (Object.keys(change).length > 0)
      await done('people.identify', { personId: keepId, baseVersion: taken?.rowVersion, ...change });
    await part(mergeId);
    expect((await guestKept(app, joinId)).identity).toMatchObject(told);
    return (await guestKept(app, keepId)).identity;
  };
  expect(await mergeOf({})).toMatchObject({ preferredName: null, sex: null });
  expect(await mergeOf({ preferredName: 'Mihail' })).toMatchObject({ preferredName: 'Mihail', sex: null });
  expect(await mergeOf({ sex: 'other' })).toMatchObject({ preferredName: null, sex: 'other' });
});

test('joined across two centres the name is kept where the guest is, and goes back with the record', async () => {
  const keepId = await arrive({ centreId: scene.otherCentreId });
  const joinId = await arrive({ preferredName: 'Mihai' });
  const at = async () => (await guestKept(app, joinId)).identity?.centreId;
  const mergeId = await join(keepId, joinId);
  expect(await at()).toBe(scene.otherCentreId);
  await part(mergeId);
  expect(await at()).toBe(scene.centreId);
});

test('a record of another centre stays struck out there when the one it was joined to goes on', async () => {
  const third = await app.centre({ operationId: scene.operationId, sheetLetter: 'P' });
  const [keepId, joinId] = [await arrive(), await arrive({ centreId: scene.otherCentreId })];
  await join(keepId, joinId);
  await becomes(keepId, 'transferred', { centreId: third });
  expect((await rowOf(joinId)).centreId).toBe(scene.otherCentreId);
});

test('of a record that went along to another centre no more is known than of the one it was joined to', async () => {
  const [keepId, joinId] = [await arrive(), await arrive({ zone: 'Hall A' })];
  const mergeId = await join(keepId, joinId);
  await becomes(keepId, 'transferred', { centreId: scene.otherCentreId, note: 'By taxi' });
  await part(mergeId);
  const joined = await guestKept(app, joinId);
  expect(joined.row).toMatchObject({ presence: 'in_transit', presenceNote: 'By taxi', zone: null });
  expect(joined.stays.filter(({ leftAt }) => leftAt === null)).toEqual([]);
});

test('what somebody was given stays given where its guest is joined with another record of the same centre', async () => {
  const needId = app.newId();
  const [keepId, joinId] = [await arrive(), await arrive({ needs: [{ id: needId, kind: 'shower' }] })];
  await done('needs.give', { needId, to: scene.volunteer.userId, baseVersion: 1 });
  await join(keepId, joinId);
  const [moved] = (await guestKept(app, keepId)).needs;
  expect(moved).toMatchObject({ id: needId, personId: keepId, holderId: scene.volunteer.userId });
});

test('where a child is on neither list of the two, and the joined guest is one on their own, the lead is told', async () => {
  const [keepId, joinId] = [await arrive(), await arrive({ ageBand: 'child' })];
  const [alarm] = (await guestKept(app, joinId)).needs;
  await done('needs.progress', { needId: alarm?.id, to: 'met', baseVersion: 1 });
  await join(keepId, joinId);
  expect((await guestKept(app, keepId)).needs.map(({ state }) => state).toSorted()).toEqual(['met', 'open']);
});

test('a need told of the joined record, from the centre where that was, reaches the guest where they are', async () => {
  const { centreId, otherCentreId, volunteer } = scene;
  const [keepId, joinId] = [await arrive({ centreId: otherCentreId }), await arrive()];
  await join(keepId, joinId);
  const needId = app.newId();
  await done('needs.raise', { centreId, needId, personId: joinId, kind: 'belongings' }, volunteer);
  expect((await guestKept(app, keepId)).needs).toMatchObject([{ id: needId, centreId: otherCentreId }]);
});
