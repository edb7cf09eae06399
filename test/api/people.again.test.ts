import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subjectOf } from '../../server/engine/subject.ts';
import { groupReferences } from '../../server/people/record/groups.ts';
import { needDueAt, defaultNeedClocks, needKindNames, needKinds } from '../../shared/needs.ts';
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
  scene = await setScene(app);
  const { operationId, centreId, otherCentreId } = scene;
  const manages = (id: string) => ({ role: 'manager' as const, operationId, centreId: id, address: true });
  both = await app.signInAs([manages(centreId), manages(otherCentreId)]);
});
afterAll(() => app.stop());

const done = (name: string, more: Loose) => both.done(name, { operationId: scene.operationId, ...more });
const arrive = async (more: Loose = {}) => {
  const args = arrival(app, scene, more);
  await both.done('people.checkIn', args);
  return args;
};
const rowOf = async ({ personId }: Loose) => (await guestKept(app, personId)).row;
const join = async (keep: Loose, other: Loose) => {
  const [keepVersion, joinVersion] = [(await rowOf(keep)).rowVersion, (await rowOf(other)).rowVersion];
  const mergeId = app.newId();
  await done('people.merge', { mergeId, keepId: keep.personId, joinId: other.personId, keepVersion, joinVersion });
  return mergeId;
};

describe('a guest who is checked in again', () => {
  test('as before, and is here, has a record that nobody has changed', async () => {
    const args = await arrive({
      reference: 'K-101',
      preferredName: 'Dan',
      vehicle: 'Van',
      zone: 'Hall A',
      paperForm: 4,
    });
    const before = await guestKept(app, args.personId);
    app.clock.advance?.(5);
    expect(await both.done('people.checkIn', args)).toMatchObject({ alreadyHere: true });
    expect(await guestKept(app, args.personId)).toEqual(before);
  });

  test('from another form keeps the first form they were keyed in from', async () => {
    const args = await arrive({ paperForm: 11 });
    const { keyedAt } = await rowOf(args);
    app.clock.advance?.(5);
    await both.done('people.checkIn', { ...args, paperForm: 12 });
    await done('people.setPresence', { personId: args.personId, to: 'departed', baseVersion: 1 });
    await both.done('people.checkIn', { ...args, paperForm: 12 });
    expect(await rowOf(args)).toMatchObject({ paperForm: 11, keyedAt, flags: ['from_paper'] });
  });

  test('after they left stands where they are put now, and nothing said of their leaving stands', async () => {
    const args = await arrive({ zone: 'Hall A' });
    const note = 'Went to a friend';
    await done('people.setPresence', { personId: args.personId, to: 'left_voluntarily', note, baseVersion: 1 });
    await both.done('people.checkIn', { ...args, zone: 'Hall B' });
    expect(await rowOf(args)).toMatchObject({ presence: 'on_site', zone: 'Hall B', presenceNote: null });
    await done('people.setPresence', { personId: args.personId, to: 'temporarily_out', note, baseVersion: 3 });
    await both.done('people.checkIn', { ...args, zone: 'Hall C' });
    expect(await rowOf(args)).toMatchObject({ presence: 'on_site', zone: 'Hall C', presenceNote: null });
  });

  test('after a mistaken undo is struck out no longer, comes now, and gives no reason', async () => {
    const args = await arrive({ reference: 'K-102' });
    await done('people.undoCheckIn', { personId: args.personId, reason: 'Twice', baseVersion: 1 });
    app.clock.advance?.(9);
    await both.done('people.checkIn', args);
    const { row, stays } = await guestKept(app, args.personId);
    expect(row).toMatchObject({ undoneAt: null, undoneReason: null, arrivedAt: app.clock.now() });
    expect(stays.map((it) => [it.leftAt === null, it.endedAs])).toEqual([
      [false, 'undone'],
      [true, null],
    ]);
  });

  test('at another centre ends their stay at the first and begins one there, both at that moment', async () => {
    const { centreId, otherCentreId } = scene;
    const args = await arrive();
    app.clock.advance?.(9);
    await both.done('people.checkIn', { ...args, centreId: otherCentreId });
    const now = app.clock.now();
    expect((await guestKept(app, args.personId)).stays).toMatchObject([
      { centreId, leftAt: now, endedAs: 'transferred' },
      { centreId: otherCentreId, arrivedAt: now, leftAt: null, endedAs: null },
    ]);
  });

  test('by the record that was joined wears what the kept one wears, however many were joined on the way', async () => {
    const [first, second, third] = [
      await arrive({ reference: 'K-103' }),
      await arrive({ reference: 'K-104' }),
      await arrive({ reference: 'K-105' }),
    ];
    await join(second, third);
    await join(first, second);
    const again = await both.done('people.checkIn', { ...third, vehicle: 'Van' });
    expect(again).toMatchObject({ personId: first.personId, reference: 'K-103', alreadyHere: true });
    expect(await rowOf(first)).toMatchObject({ reference: 'K-103', vehicle: 'Van' });
    const { operationId } = scene;
    const subject = await subjectOf(app.deps.db, operationId, 'people.move', { personId: third.personId });
    expect(subject).toMatchObject({ id: first.personId, personId: first.personId });
  });

  test('in another wristband leaves the one they had to whoever shared it', async () => {
    const [one, other] = [await arrive({ reference: 'K-106' }), await arrive({ reference: 'K-106' })];
    await both.done('people.checkIn', { ...one, reference: 'K-107' });
    expect([(await rowOf(one)).flags, (await rowOf(other)).flags]).toEqual([[], []]);
  });
});

test.each(['departed', 'undone'])(
  'every need that opens again once a guest who was "%s" is here has its whole time from then',
  async (how) => {
    const kinds = needKindNames.filter((it) => needKinds[it].compartment === 'welfare');
    const needs = some(kinds).map((kind) => ({ id: app.newId(), kind }));
    const [args, other] = [await arrive({ needs }), await arrive({ needs: [{ id: app.newId(), kind: 'drink' }] })];
    const goes = ({ personId }: Loose) =>
      how === 'undone'
        ? done('people.undoCheckIn', { personId, reason: 'Twice', baseVersion: 1 })
        : done('people.setPresence', { personId, to: how, baseVersion: 1 });
    app.clock.advance?.(2);
    for (const it of [args, other]) await goes(it);
    const left = app.clock.now();
    const ended = (await guestKept(app, args.personId)).needs.filter(({ state }) => state !== 'open');
    expect(some(ended).map(({ closedAt }) => closedAt)).toEqual(ended.map(() => left));
    const elsewhere = (await guestKept(app, other.personId)).needs;
    app.clock.advance?.(120);
    await both.done('people.checkIn', { ...args, needs: [] });
    const again = await guestKept(app, args.personId);
    const priorities = new Set(ended.map(({ priority }) => priority));
    expect(priorities.size).toBeGreaterThan(2);
    for (const { id } of some(ended)) {
      const now = again.needs.find((it) => it.id === id);
      const dueAt = needDueAt(app.clock.now(), now?.priority ?? 'P4', defaultNeedClocks);
      expect(now).toMatchObject({ state: 'open', holderId: null, acceptedAt: null, closedAt: null, dueAt });
    }
    expect((await guestKept(app, other.personId)).needs).toEqual(elsewhere);
  },
);

describe('what is put right afterwards', () => {
  test('a sex said later leaves the name as it is, and a name taken back leaves the sex', async () => {
    const args = await arrive({ preferredName: 'Dan' });
    const { personId } = args;
    await done('people.identify', { personId, sex: 'male', baseVersion: 1 });
    expect((await guestKept(app, personId)).identity).toMatchObject({ preferredName: 'Dan', sex: 'male' });
    await done('people.identify', { personId, preferredName: '', baseVersion: 2 });
    expect((await guestKept(app, personId)).identity).toMatchObject({ preferredName: null, sex: 'male' });
    await done('people.identify', { personId, sex: null, baseVersion: 3 });
    expect((await guestKept(app, personId)).identity).toMatchObject({ preferredName: null, sex: null });
  });

  test.each(['', null])(
    'a vehicle that is taken back (%j) is blank, and is filled by what is said next',
    async (vehicle) => {
      const args = await arrive({ vehicle: 'Coach 1' });
      await done('people.amend', { personId: args.personId, vehicle, baseVersion: 1 });
      expect(await rowOf(args)).toMatchObject({ vehicle: null });
      const { personId, ageBand, language } = args;
      await both.done('people.checkIn', arrival(app, scene, { personId, ageBand, language, vehicle: 'Coach 2' }));
      expect(await rowOf(args)).toMatchObject({ vehicle: 'Coach 2' });
    },
  );

  test('a sex that nobody asked about is filled by one that is told; what nobody knows is never asked about', async () => {
    const args = await arrive({ sex: 'not_asked' });
    await both.done('people.checkIn', { ...args, sex: 'female' });
    expect((await guestKept(app, args.personId)).identity).toMatchObject({ sex: 'female' });
    await done('people.amend', { personId: args.personId, language: 'ro', baseVersion: 1 });
    await both.done('people.checkIn', { ...args, sex: 'not_asked', language: 'und' });
    expect((await guestKept(app, args.personId)).identity).toMatchObject({ sex: 'female' });
    expect(await rowOf(args)).toMatchObject({ language: 'ro' });
    const asked = (await both.mirror(scene.operationId)).rows('attention');
    expect(asked.filter((it) => (it['personIds'] as string[]).includes(args.personId))).toEqual([]);
  });
});

test('of a group are told all who are in it now, in their order, but for one of them', async () => {
  const { operationId, centreId } = scene;
  const groupId = app.newId();
  const [third, first, second] = [
    await arrive({ groupId, reference: 'K-203' }),
    await arrive({ groupId, reference: 'K-201' }),
    await arrive({ groupId, reference: 'K-202' }),
  ];
  const undone = await arrive({ groupId, reference: 'K-204' });
  await done('people.undoCheckIn', { personId: undone.personId, reason: 'Twice', baseVersion: 1 });
  const apart = await arrive({ groupId, reference: 'K-205' });
  await done('people.amend', { personId: apart.personId, groupId: null, baseVersion: 1 });
  const elsewhere = await setScene(app);
  await elsewhere.manager.done('people.checkIn', arrival(app, elsewhere, { groupId, reference: 'K-206' }));
  const told = (but: string | null) => groupReferences(app.deps.db, operationId, groupId, but);
  expect(await told(null)).toEqual(['K-201', 'K-202', 'K-203']);
  expect(await told(second.personId)).toEqual(['K-201', 'K-203']);
  expect([first, third].map((it) => it['centreId'])).toEqual([centreId, centreId]);
});
