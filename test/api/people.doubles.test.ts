import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';
import { arrival, setScene, type Scene } from '../support/scene.ts';
import { twoDesks } from '../support/twoDesks.ts';

let app: TestApp;
let scene: Scene;
let otherDesk: Person;
const { signInOtherDesk, say, now, list, at, onSite } = twoDesks(() => ({ app, scene }));

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  scene = await setScene(app);
  otherDesk = await signInOtherDesk();
});
afterAll(() => app.stop());

test('two desks that may have the same person are asked about it once, and never joined by the machine', async () => {
  const same = { vehicle: 'Coach 1', language: 'ro' };
  const first = arrival(app, scene, { ...same, reference: 'K-001' });
  const second = arrival(app, scene, { ...same, reference: 'K-002', ageBand: 'unsure' });
  await scene.volunteer.done('people.checkIn', first, at(1));
  await otherDesk.done('people.checkIn', second, at(4));
  const { items } = await list();
  expect(items).toMatchObject([
    { kind: 'duplicate', references: ['K-001', 'K-002'], choices: ['join', 'apart', 'ask'] },
  ]);
  expect(onSite(await now())).toBe(2);
  const apart = { attentionId: items[0].id, baseVersion: items[0].rowVersion, as: 'kept_apart', reason: 'Two people' };
  expect((await say(scene.manager, 'attention.settle', apart)).status).toBe(200);
  await otherDesk.done('people.checkIn', second);
  expect((await list()).items).toEqual([]);
});

test.each([
  ['preferredName', 'Nguyễn Văn An', 'nguyen van an'],
  ['preferredName', 'Łukasz', 'LUKASZ'],
  ['preferredName', 'أحمد', 'احمد'],
  ['vehicle', 'Coach №1', 'coach no1'],
  ['vehicle', 'Coach-1', 'Coach 1'],
])(
  'two desks that write %s as %s and %s may have the same person; each is shown as it was given',
  async (of, one, other) => {
    const first = arrival(app, scene, { [of]: one, reference: 'K-001' });
    const second = arrival(app, scene, { [of]: other, reference: 'K-002' });
    await scene.volunteer.done('people.checkIn', first);
    await otherDesk.done('people.checkIn', second);
    const { items } = await list();
    expect(items).toMatchObject([{ kind: 'duplicate', references: ['K-001', 'K-002'] }]);
    expect(JSON.stringify(items)).toContain(one);
  },
);

test('the question goes where one of the two is struck out', async () => {
  const named = (reference: string) => arrival(app, scene, { preferredName: 'Ana', reference });
  const first = named('K-001');
  await scene.volunteer.done('people.checkIn', first);
  await otherDesk.done('people.checkIn', named('K-002'));
  expect((await list()).items).toHaveLength(1);
  await say(scene.volunteer, 'people.undoCheckIn', { personId: first.personId, reason: 'Twice', baseVersion: 1 });
  expect(await list()).toMatchObject({ items: [], settled: [{ settledAs: 'resolved', settledBy: null }] });
});

test.each(['preferredName', 'vehicle', 'groupId'])(
  'a check-in that is undone is nobody’s double, though the two share a "%s"',
  async (of) => {
    const shared = { [of]: of === 'groupId' ? app.newId() : 'Ana' };
    const first = arrival(app, scene, { ...shared, reference: 'K-001' });
    await scene.volunteer.done('people.checkIn', first);
    await say(scene.volunteer, 'people.undoCheckIn', { personId: first.personId, reason: 'Twice', baseVersion: 1 });
    await otherDesk.done('people.checkIn', arrival(app, scene, { ...shared, reference: 'K-002' }));
    expect((await list()).items).toEqual([]);
    await scene.volunteer.done('people.checkIn', arrival(app, scene, { ...shared, reference: 'K-003' }));
    expect((await list()).items).toMatchObject([{ kind: 'duplicate', references: ['K-002', 'K-003'] }]);
  },
);

test('a coach of forty who speak one language, checked in at two desks, asks at most one question', async () => {
  for (let n = 1; n <= 40; n += 1) {
    const args = arrival(app, scene, { vehicle: 'Coach 1', reference: `K-${String(n).padStart(3, '0')}` });
    await (n % 2 === 0 ? otherDesk : scene.volunteer).done('people.checkIn', args, at(Math.floor(n / 4)));
  }
  expect((await list()).items.length).toBeLessThanOrEqual(1);
});

test('more heads checked in than got out of the coach: the likeliest pair is asked about, no more pairs than heads too many', async () => {
  const vehicleId = app.newId();
  const coach = {
    vehicleId,
    centreId: scene.centreId,
    label: 'Coach 1',
    kind: 'coach',
    people: 5,
    dueAt: '2026-11-19T05:00:00Z',
  };
  await say(scene.manager, 'vehicles.record', coach);
  await say(scene.manager, 'vehicles.arrive', { vehicleId, baseVersion: 1, people: 5 });
  const arrive = async (n: number) => {
    const args = arrival(app, scene, { vehicle: 'Coach 1', reference: `K-00${n}` });
    await (n % 2 === 0 ? otherDesk : scene.volunteer).done('people.checkIn', args, at(n));
  };
  for (let n = 1; n <= 5; n += 1) await arrive(n);
  expect((await list()).items).toEqual([]);
  await arrive(6);
  expect((await list()).items).toMatchObject([{ kind: 'duplicate', references: ['K-005', 'K-006'] }]);
});

test('two guests of one name at two desks are asked about; of two names never', async () => {
  const named = (preferredName: string, reference: string) =>
    arrival(app, scene, { preferredName, reference, vehicle: 'Van' });
  await scene.volunteer.done('people.checkIn', named('Mihai', 'K-001'));
  await otherDesk.done('people.checkIn', named('Ana', 'K-002'));
  expect((await list()).items).toEqual([]);
  await otherDesk.done('people.checkIn', named('mihai', 'K-003'));
  expect((await list()).items).toMatchObject([{ references: ['K-001', 'K-003'] }]);
});
