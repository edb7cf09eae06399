import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attention } from '../../db/schema/attention.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';

let app: TestApp;
let scene: Scene;
let otherDesk: Person;

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  const { operationId, centreId } = scene;
  otherDesk = await app.signInAs('volunteer', { operationId, centreId });
});
afterAll(() => app.stop());

const BEGAN = Date.parse('2026-11-19T05:00:00Z');
/** Checked in at a desk, so many seconds into the morning. */
const arrive = async (more: Loose = {}, { at = 0, desk = scene.volunteer }: { at?: number; desk?: Person } = {}) => {
  const args = arrival(app, scene, more);
  await desk.done('people.checkIn', args, { occurredAt: new Date(BEGAN + at * 1000).toISOString() });
  return String(args['personId']);
};
const there = (more: Loose = {}, at = 0) => arrive(more, { at, desk: otherDesk });
const asked = async () => {
  const rows = await app.deps.db
    .select()
    .from(attention)
    .where(eq(attention.operationId, scene.operationId))
    .orderBy(attention.id);
  return rows.filter(({ kind }) => kind === 'duplicate').map(({ personIds }) => personIds);
};

/** Of two guests, what the one at the other desk has that may, or may not, be the same person. */
const alike: readonly [what: string, first: Loose, second: Loose, isAsked: boolean][] = [
  ['the same name', { preferredName: 'Ana' }, { preferredName: 'Ana' }, true],
  ['another language', { preferredName: 'Ana' }, { preferredName: 'Ana', language: 'ro' }, false],
  ['another age', { preferredName: 'Ana' }, { preferredName: 'Ana', ageBand: 'child' }, false],
  ['an age nobody is sure of', { preferredName: 'Ana' }, { preferredName: 'Ana', ageBand: 'unsure' }, true],
  ['an age, where nobody was sure', { preferredName: 'Ana', ageBand: 'unsure' }, { preferredName: 'Ana' }, true],
  [
    'the same wristband',
    { preferredName: 'Ana', reference: 'K-100' },
    { preferredName: 'Ana', reference: 'K-100' },
    false,
  ],
  ['the same vehicle and no name', { preferredName: 'Ana', vehicle: 'Van' }, { vehicle: 'Van' }, true],
  [
    'the same vehicle and a name, where none was said',
    { vehicle: 'Van' },
    { preferredName: 'Ana', vehicle: 'Van' },
    true,
  ],
  ['a vehicle that is marks alone', { vehicle: '-' }, { vehicle: '-' }, false],
  ['nothing in common but the language', {}, {}, false],
];

describe('a guest at the other desk', () => {
  test.each(alike)('with %s', async (_what, first, second, isAsked) => {
    const groupId = (it: Loose) => ({ groupId: app.newId(), ...it });
    const [one, two] = [await arrive(groupId(first)), await there(groupId(second))];
    expect(await asked()).toEqual(isAsked ? [[one, two]] : []);
  });

  test.each([
    ['preferredName', 'Ana'],
    ['vehicle', 'Van'],
    ['groupId', '0193e0a0-0000-7000-8000-0000000000b1'],
  ])('with the same %s is near for a quarter of an hour, before and after', async (field, value) => {
    for (const [n, [apart, isNear]] of (
      [
        [900, true],
        [901, false],
        [-900, true],
        [-901, false],
      ] as const
    ).entries()) {
      scene = await setScene(app);
      const { operationId, centreId } = scene;
      otherDesk = await app.signInAs('volunteer', { operationId, centreId });
      const own = field === 'groupId' ? `${value.slice(0, -1)}${n + 2}` : value;
      await arrive({ [field]: own }, { at: 850 });
      await there({ [field]: own }, 850 + apart);
      expect([apart, (await asked()).length]).toEqual([apart, isNear ? 1 : 0]);
    }
  });
});

test('one desk does not check the same person in twice: of two there nobody is asked', async () => {
  await arrive({ preferredName: 'Ana' });
  await arrive({ preferredName: 'Ana' });
  expect(await asked()).toEqual([]);
});

test('one person at a computer and at a tablet is at two desks, and two tablets are two, whoever holds them', async () => {
  const { operationId, centreId } = scene;
  const pair = () => app.pairTablet({ operationId, centreId, hands: [{ name: 'Joan P.' }] });
  const [one, other] = [await pair(), await pair()];
  const [first, second] = [await one.unlock(), await other.unlock()];
  const at = (desk: Person, preferredName: string) => arrive({ preferredName }, { desk });
  const pairs = [
    [await at(scene.volunteer, 'Ana'), await at(first, 'Ana')],
    [await at(first, 'Bao'), await at(second, 'Bao')],
  ];
  expect(await asked()).toEqual(pairs);
  const third = await at(first, 'Chi');
  await app.owner`update receipt set author_id = ${scene.volunteer.userId} where device_id = ${one.deviceId}`;
  pairs.push([third, await at(scene.volunteer, 'Chi')]);
  expect(await asked()).toEqual(pairs);
});

test('a group that has somebody at another centre too singles out nobody there', async () => {
  const groupId = app.newId();
  await arrive({ groupId, centreId: scene.otherCentreId }, { desk: scene.otherVolunteer });
  await there({ groupId });
  expect(await asked()).toEqual([]);
});

test.each(['groupId', 'vehicle'])(
  'a shared %s singles somebody out only where one other fits, whom nobody is asked about',
  async (field) => {
    const shared = { [field]: field === 'groupId' ? app.newId() : 'Van' };
    await arrive(shared);
    const first = await asked();
    await arrive(shared);
    await there(shared);
    expect([first, await asked()]).toEqual([[], []]);
  },
);

test.each(['groupId', 'vehicle', 'preferredName'])(
  'nobody is in two open questions, though a third shares the %s',
  async (field) => {
    const shared = { [field]: field === 'groupId' ? app.newId() : 'Van' };
    const pair = [await arrive({ ...shared, ageBand: 'child' }), await there({ ...shared, ageBand: 'unsure' })];
    // Who may be the second of them, and not the first.
    await arrive(shared);
    expect(await asked()).toEqual([pair]);
  },
);

describe('of a vehicle whose heads were counted', () => {
  const counted = async (people: number, label = 'Coach 1') => {
    const { operationId, centreId, manager } = scene;
    const vehicleId = app.newId();
    const coach = { operationId, vehicleId, centreId, label, kind: 'coach', people, dueAt: '2026-11-19T05:00:00Z' };
    await manager.done('vehicles.record', coach);
    await manager.done('vehicles.arrive', { operationId, vehicleId, baseVersion: 1, people });
  };
  const aboard = { vehicle: 'Coach 1' };

  test('as many pairs are asked about as there are heads too many, the nearest in time first', async () => {
    await counted(4);
    const came = [
      await arrive(aboard, { at: 0 }),
      await there(aboard, 60),
      await arrive(aboard, { at: 120 }),
      await there(aboard, 180),
    ];
    expect(await asked()).toEqual([]);
    const fifth = await arrive(aboard, { at: 200 });
    expect(await asked()).toEqual([[came[3], fifth]]);
    const sixth = await arrive(aboard, { at: 220 });
    expect(await asked()).toEqual([
      [came[3], fifth],
      [came[1], sixth],
    ]);
  });

  test('those are no heads whose check-in was undone, or who came by it to another centre', async () => {
    await counted(2);
    const { operationId, otherCentreId, otherVolunteer, volunteer } = scene;
    const personId = await arrive(aboard);
    await volunteer.done('people.undoCheckIn', { operationId, personId, reason: 'Twice', baseVersion: 1 });
    await arrive({ ...aboard, centreId: otherCentreId }, { desk: otherVolunteer });
    await arrive(aboard);
    await there(aboard);
    expect(await asked()).toEqual([]);
    await there(aboard, 30);
    expect(await asked()).toHaveLength(1);
  });

  test('a pair aboard that is asked about for its name already is one head too many', async () => {
    await counted(3);
    const named = { ...aboard, preferredName: 'Ana' };
    const pair = [await arrive(named), await there(named)];
    await arrive(aboard);
    await there(aboard);
    expect(await asked()).toEqual([pair]);
  });

  test('no count of another vehicle, or of another operation, says anything', async () => {
    await counted(5, 'Coach 2');
    const here = scene;
    scene = await setScene(app);
    await counted(5);
    scene = here;
    const pair = [await arrive(aboard), await there(aboard)];
    expect(await asked()).toEqual([pair]);
  });
});
