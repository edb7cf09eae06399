import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { device } from '../../db/schema/tablets.ts';
import { factsOf } from '../../server/counts/facts.ts';
import type { BreakdownView, CentreCounts, OperationCounts } from '../../shared/counts.ts';
import { defaultNeedClocks, endsWithGuest, type NeedKindName, needKindNames, needKinds } from '../../shared/needs.ts';
import { presences, sexes } from '../../shared/people.ts';
import { vehicleStates } from '../../shared/vehicles.ts';
import { type Loose, type Person, startTestApp, type TestApp } from '../support/app.ts';
import { arrival } from '../support/scene.ts';
import { some } from '../support/some.ts';

let app: TestApp;
let here: { operationId: string; centreId: string };
let manager: Person;
let silver: Person;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  const operationId = await app.operation({ languages: [{ tag: 'ro' }] });
  here = { operationId, centreId: await app.centre({ operationId }) };
  manager = await app.signInAs('manager', here);
  silver = await app.signInAs('silver', { operationId });
});

const totals = async () =>
  (await silver.mirror(here.operationId)).row('operationCounts', here.operationId) as OperationCounts;
const ofCentre = async (centreId = here.centreId) =>
  (await silver.mirror(here.operationId)).row('centreCounts', centreId) as CentreCounts;
const facts = async () => {
  const [found] = (await factsOf(app.deps.db, here.operationId, app.clock.now())).centres;
  if (!found) throw new Error('there is no centre');
  return found;
};
const arrive = async (heads: number, given: Loose = {}): Promise<void> => {
  for (let n = 0; n < heads; n += 1) await manager.done('people.checkIn', arrival(app, here, given));
};
const raise = (kind: NeedKindName, given: Loose = {}) =>
  manager.done('needs.raise', { ...here, needId: app.newId(), kind, ...given });
/** To so many seconds past the next half hour. */
const toHalfHour = (past = 0): void => {
  const into = (app.clock.now().getTime() / 60_000) % 30;
  app.clock.advance?.(30 - into + past / 60);
};

test.each(some(vehicleStates))('a coach that is "%s" is on its way or is not', async (state) => {
  const coach = { ...here, vehicleId: app.newId(), label: 'Coach 2', kind: 'coach', people: 9 };
  await manager.done('vehicles.record', { ...coach, dueAt: '2026-11-19T06:40:00Z' });
  await app.owner`update vehicle set state = ${state} where id = ${coach.vehicleId}`;
  const comes = state === 'expected' || state === 'on_the_way';
  const told = await totals();
  expect([told.vehicles.length, told.inTransit.text]).toEqual(comes ? [1, '9'] : [0, '0']);
  expect((await ofCentre()).nextVehicleId).toBe(comes ? coach.vehicleId : null);
});

test('of several coaches the one that is due first is told of first, whichever was recorded first', async () => {
  const coach = { ...here, label: 'Coach', kind: 'coach', people: 9 };
  const dues = ['2026-11-19T08:00:00Z', '2026-11-19T07:00:00Z', '2026-11-19T09:00:00Z'];
  const ids = dues.map(() => app.newId());
  for (const [n, dueAt] of dues.entries())
    await manager.done('vehicles.record', { ...coach, vehicleId: ids[n], dueAt });
  expect((await totals()).vehicles.map(({ id }) => id)).toEqual([ids[1], ids[0], ids[2]]);
  expect((await ofCentre()).nextVehicleId).toBe(ids[1]);
});

test('urgent needs, and those for within the hour, are counted each, and no others among them', async () => {
  const heads = { P1: 6, P2: 7, P3: 8, P4: 9 };
  for (const [priority, n] of Object.entries(heads))
    for (let at = 0; at < n; at += 1) await raise('drink', { priority });
  expect(await ofCentre()).toMatchObject({ p1: { text: '6' }, p2: { text: '7' } });
  expect(await totals()).toMatchObject({ p1: { text: '6' }, p2: { text: '7' } });
});

test.each(some(presences))(
  'of a guest who is "%s" what ends with a stay is counted on site alone',
  async (presence) => {
    await arrive(1, { needs: needKindNames.slice(0, 30).map((kind) => ({ id: app.newId(), kind })) });
    await app.owner`update person set presence = ${presence} where operation_id = ${here.operationId}`;
    await raise('drink');
    const counted = needKindNames
      .slice(0, 30)
      .map((kind) => needKinds[kind])
      .filter(({ compartment, alerts, priority }) => {
        const isLeft = endsWithGuest({ compartment, alerts: alerts === true || priority === 'P1' }, 'left_before_met');
        return presence === 'on_site' || !isLeft;
      });
    const of = (priority: string): number => counted.filter((it) => it.priority === priority).length;
    // And what the centre itself needs.
    expect(await facts()).toMatchObject({ p1: of('P1'), p2: of('P2') + 1 });
  },
);

test('of several urgent needs the first to run out of time makes a centre late, at that very moment', async () => {
  await raise('missing_person');
  app.clock.advance?.(2);
  await raise('missing_person');
  const began = app.clock.now().getTime() - 2 * 60_000;
  expect((await facts()).p1DueAt).toBe(began + defaultNeedClocks.P1 * 60_000);
  app.clock.advance?.(2);
  expect([(await ofCentre()).p1Late, (await facts()).late]).toEqual([false, 0]);
  app.clock.advance?.(1);
  expect([(await ofCentre()).p1Late, (await facts()).late]).toEqual([true, 1]);
});

test('staff who came before their shift look after guests from then on, and nobody after theirs', async () => {
  const start = app.clock.now().getTime() + 30 * 60_000;
  const shift = { shiftStart: new Date(start).toISOString(), shiftEnd: new Date(start + 3_600_000).toISOString() };
  const slotId = app.newId();
  await manager.done('roster.add', { ...here, slotId, role: 'welfare', partner: 'BRC', needed: 4, ...shift });
  await manager.done('roster.arrive', { operationId: here.operationId, slotId, count: 3 });
  const staffed = async () => [(await ofCentre()).staffed, (await totals()).staff];
  expect(await staffed()).toEqual([15, { here: 0, needed: 0 }]);
  app.clock.advance?.(30);
  expect(await staffed()).toEqual([15, { here: 3, needed: 4 }]);
  app.clock.advance?.(60);
  expect(await staffed()).toEqual([0, { here: 0, needed: 0 }]);
});

test('a silent tablet is named at its own centre, the longest silent first', async () => {
  const other = await app.centre({ operationId: here.operationId });
  const at = app.clock.now().getTime();
  for (const [letter, minutes, centreId] of [
    ['T', 7, here.centreId],
    ['U', 9, here.centreId],
    ['S', 7, here.centreId],
    ['Q', 8, other],
  ] as const) {
    const paired = { id: app.newId(), operationId: here.operationId, pairedBy: 'test', pairedAt: new Date(at) };
    const heard = { label: `Tablet ${letter}`, letter, lastSeenAt: new Date(at - minutes * 60_000) };
    await app.deps.db.insert(device).values({ ...paired, ...heard, centreId });
  }
  const letters = async (centreId?: string) => (await ofCentre(centreId)).silent.map((it) => it.letter);
  expect([await letters(), await letters(other)]).toEqual([['U', 'S', 'T'], ['Q']]);
});

const shown = (view: BreakdownView | null) => ({
  people: view?.people,
  at: view?.at.slice(11, 16),
  sex: view?.sex.map((it) => `${it.key} ${it.count.text}`),
  languages: view?.languages.map((it) => `${it.key} ${it.count.text}`),
});

test('the breakdown tells the sex that was said at the door, and afterwards, until the group is counted', async () => {
  toHalfHour(60);
  for (const sex of some(sexes)) await arrive(sex === 'female' ? 4 : 5, { sex });
  // Whatever else is corrected afterwards.
  const corrected = arrival(app, here, { sex: 'female' });
  await manager.done('people.checkIn', corrected);
  const amends = { operationId: here.operationId, personId: corrected.personId, baseVersion: 1, language: 'sq' };
  await manager.done('people.amend', amends);
  const guest = arrival(app, here);
  await manager.done('people.checkIn', guest);
  const identity = { operationId: here.operationId, personId: guest.personId, baseVersion: 0 };
  await manager.done('people.identify', { ...identity, sex: 'female' });
  toHalfHour(60);
  expect(shown((await totals()).breakdown)).toMatchObject({ people: 21, sex: ['male 5', 'female 6', 'unknown 10'] });
});

test('whoever came at the very half hour is among those who came in by it, and is told of once it has settled', async () => {
  toHalfHour(60);
  await arrive(15, { language: 'ro' });
  toHalfHour();
  await arrive(1, { language: 'ro' });
  const at = app.clock.now().toISOString().slice(11, 16);
  app.clock.advance?.(2.9 / 60);
  expect((await totals()).breakdown).toBeNull();
  app.clock.advance?.(0.1 / 60);
  expect(shown((await totals()).breakdown)).toMatchObject({ people: 16, at, languages: ['ro 16', 'other 0'] });
});

test('languages are told apart as the operation listed them when a group was counted', async () => {
  toHalfHour(60);
  await arrive(16, { language: 'vi' });
  const planner = await app.signInAs('planner');
  const change = { operationId: here.operationId, baseVersion: 1, languages: [{ tag: 'vi' }, { tag: 'ro' }] };
  await planner.done('operations.change', change);
  toHalfHour(60);
  expect(shown((await totals()).breakdown).languages).toEqual(['vi 16', 'ro 0', 'other 0']);
});

test('whose record was erased before a group was counted is not in it', async () => {
  toHalfHour(60);
  await arrive(15);
  const guest = arrival(app, here);
  await manager.done('people.checkIn', guest);
  await app.owner`update version set "row" = null where id = ${guest.personId} and kind = 'person'`;
  toHalfHour(60);
  expect((await totals()).breakdown).toBeNull();
});
