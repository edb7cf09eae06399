import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { breakdownNow } from '../../server/counts/snapshots.ts';
import { isLate } from '../../client/parts/needs/needBoard.ts';
import { device } from '../../db/schema/tablets.ts';
import { factsOf } from '../../server/counts/facts.ts';
import {
  isOpenNeed,
  needKindNames,
  needKinds,
  needMayBecome,
  type NeedRow,
  needStates,
  priorities,
  type Priority,
} from '../../shared/needs.ts';
import { hasLeft, presenceMayBecome, presences } from '../../shared/people.ts';
import { some } from '../support/some.ts';
import type { BreakdownView, CentreCounts, OperationCounts } from '../../shared/counts.ts';
import { type Person, startTestApp, type TestApp } from '../support/app.ts';

let app: TestApp;
let operationId: string;
let wren: string;
let manager: Person;
let silver: Person;
let people: string[];

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  operationId = await app.operation({ languages: [{ tag: 'ro' }] });
  wren = await app.centre({ operationId });
  manager = await app.signInAs('manager', { operationId, centreId: wren });
  silver = await app.signInAs('silver', { operationId });
  people = [];
});

const arrive = async (heads: number, given: Record<string, unknown> = {}): Promise<void> => {
  for (let n = 0; n < heads; n += 1) {
    const personId = app.newId();
    people.push(personId);
    const guest = { operationId, centreId: wren, personId, ageBand: 'adult', language: 'ro', needs: [], ...given };
    await manager.done('people.checkIn', guest);
  }
};
const totals = async (): Promise<OperationCounts> =>
  (await silver.mirror(operationId)).row('operationCounts', operationId) as OperationCounts;
const ofWren = async (): Promise<CentreCounts> =>
  (await silver.mirror(operationId)).row('centreCounts', wren) as CentreCounts;
const breakdown = async (): Promise<BreakdownView | null> => (await totals()).breakdown;
const shown = (view: BreakdownView | null) => ({
  text: view?.text,
  age: view?.age.map((it) => it.count.text),
  languages: view?.languages.map((it) => `${it.key} ${it.count.text}`),
});
/** To a minute past the next half hour. */
const nextHalfHour = (): void => {
  const into = (app.clock.now().getTime() / 60_000) % 30;
  app.clock.advance?.(30 - into + 1);
};

test('a breakdown is shown on the half hour, of sixteen or more who came in', async () => {
  await arrive(9);
  await arrive(6, { ageBand: 'child', language: 'vi' });
  nextHalfHour();
  expect(await breakdown()).toBeNull();
  await arrive(1);
  expect(await breakdown()).toBeNull();
  nextHalfHour();
  const first = await breakdown();
  expect(first?.text).toMatch(/^16 who came in by Thu 19 Nov \d\d:[03]0$/);
  expect(first).toMatchObject({ people: 16 });
  expect(shown(first)).toMatchObject({ age: ['10', '6'], languages: ['ro 10', 'other 6'] });
});

test('later groups are added, and fewer than sixteen change nothing, whoever they are', async () => {
  await arrive(16);
  nextHalfHour();
  const first = shown(await breakdown());
  await arrive(15, { ageBand: 'child' });
  nextHalfHour();
  expect(shown(await breakdown())).toEqual(first);
  await arrive(1, { ageBand: 'child' });
  nextHalfHour();
  expect(shown(await breakdown())).toMatchObject({ age: ['16', '16'], languages: ['ro 32', 'other 0'] });
});

test('who leaves, is corrected, undone, or comes back changes nothing of the breakdown', async () => {
  await arrive(18);
  nextHalfHour();
  const first = shown(await breakdown());
  const [one, two, three, four] = people;
  const of = (personId: string | undefined) => ({ operationId, personId, baseVersion: 1 });
  await manager.done('people.setPresence', { ...of(one), to: 'departed' });
  await manager.done('people.amend', { ...of(two), ageBand: 'child' });
  await manager.done('people.undoCheckIn', { ...of(three), reason: 'Wrong wristband' });
  await manager.done('people.identify', { ...of(four), baseVersion: 0, sex: 'female' });
  nextHalfHour();
  expect(shown(await breakdown())).toEqual(first);
  await arrive(16);
  nextHalfHour();
  expect((await breakdown())?.people).toBe(34);
});

test('a guest whose two records are joined is counted once', async () => {
  await arrive(16);
  nextHalfHour();
  await arrive(16);
  const [counted] = people;
  const joined = people.at(-1);
  const both = { keepId: joined, joinId: counted, keepVersion: 1, joinVersion: 1 };
  await manager.done('people.merge', { operationId, mergeId: app.newId(), ...both });
  nextHalfHour();
  expect((await breakdown())?.people).toBe(16);
});

test('whoever asks late is shown the same as whoever watched, for it is made from the record', async () => {
  await arrive(17);
  nextHalfHour();
  await arrive(2, { ageBand: 'child' });
  nextHalfHour();
  await arrive(16, { ageBand: 'child' });
  nextHalfHour();
  const watched = await breakdown();
  expect(watched?.people).toBe(35);
  const other = { ...app.deps };
  expect(await breakdownNow(other.db, other, operationId)).toEqual(watched);
});

test('a check-in that was undone is counted nowhere', async () => {
  await arrive(7);
  expect(await ofWren()).toMatchObject({ onSite: { text: '7' } });
  const undo = { operationId, personId: people[0], reason: 'Wrong wristband', baseVersion: 1 };
  await manager.done('people.undoCheckIn', undo);
  expect(await ofWren()).toMatchObject({ onSite: { text: '6' }, away: { text: '0' } });
});

test.each(presences)('whoever is "%s" is counted on site, away, or not yet', async (presence) => {
  await arrive(6);
  await app.owner`update person set presence = ${presence} where operation_id = ${operationId}`;
  const [onSite, away] = presence === 'on_site' ? ['6', '0'] : ['0', presence === 'expected' ? '0' : '6'];
  expect(await ofWren()).toMatchObject({ onSite: { text: onSite }, away: { text: away } });
  expect(await totals()).toMatchObject({ onSite: { text: onSite }, away: { text: away } });
});

test.each(needStates)(
  'a P1 that is "%s" counts while it is open, and is late only until somebody has it',
  async (state) => {
    for (let n = 0; n < 6; n += 1) {
      const needId = app.newId();
      await manager.done('needs.raise', { operationId, centreId: wren, needId, kind: 'missing_person' });
    }
    await app.owner`update need set state = ${state} where operation_id = ${operationId}`;
    const p1 = { text: isOpenNeed(state) ? '6' : '0' };
    expect(await ofWren()).toMatchObject({ p1, p1Late: false });
    app.clock.advance?.(6);
    expect(await ofWren()).toMatchObject({ p1, p1Late: state === 'open' });
  },
);

test('staff on site make staffed places, and staff are never hidden', async () => {
  const slotId = app.newId();
  const start = app.clock.now().getTime();
  const shift = {
    shiftStart: new Date(start - 60_000).toISOString(),
    shiftEnd: new Date(start + 8 * 3_600_000).toISOString(),
  };
  const slot = { operationId, centreId: wren, slotId, role: 'welfare', partner: 'BRC', needed: 4, ...shift };
  await manager.done('roster.add', slot);
  await manager.done('roster.arrive', { operationId, slotId, count: 3 });
  await arrive(6);
  expect(await ofWren()).toMatchObject({ staffed: 15, free: { text: '9' } });
  expect(await totals()).toMatchObject({ staff: { here: 3, needed: 4 } });
});

test('a coach on its way is shown with its square and its time until it arrives', async () => {
  const vehicleId = app.newId();
  const dueAt = new Date(app.clock.now().getTime() + 900_000).toISOString();
  const coach = { operationId, vehicleId, centreId: wren, label: 'Coach 2', kind: 'coach', fromSquare: 'SK 54' };
  await silver.done('vehicles.record', { ...coach, people: 9, dueAt });
  const { vehicles, inTransit } = await totals();
  expect(vehicles).toEqual([
    {
      id: vehicleId,
      kind: 'coach',
      label: 'Coach 2',
      fromSquare: 'SK 54',
      people: { value: 9, text: '9', kind: 'exact' },
      dueAt,
      toCentreId: wren,
      rowVersion: 1,
    },
  ]);
  expect(inTransit.text).toBe('9');
  expect(await ofWren()).toMatchObject({ nextVehicleId: vehicleId });
  await manager.done('vehicles.arrive', { operationId, vehicleId, baseVersion: 1, people: 9 });
  expect(await totals()).toMatchObject({ vehicles: [], inTransit: { text: '0' } });
});

test('an urgent need past its time is marked late, and how many there are stays hidden', async () => {
  const need = { operationId, centreId: wren, needId: app.newId(), kind: 'threat' };
  await manager.done('needs.raise', need);
  expect(await ofWren()).toMatchObject({ p1: { text: 'fewer than 5' }, p1Late: false });
  app.clock.advance?.(6);
  expect(await ofWren()).toMatchObject({ p1Late: true });
  await manager.done('needs.progress', { operationId, needId: need.needId, to: 'met', baseVersion: 1 });
  expect(await ofWren()).toMatchObject({ p1: { text: '0' }, p1Late: false });
});

/** A tablet at Wren, last heard from so many minutes ago. */
const tablet = async (letter: string, minutesAgo: number, more: Partial<typeof device.$inferInsert> = {}) => {
  const at = app.clock.now().getTime();
  const paired = { id: app.newId(), operationId, centreId: wren, pairedBy: 'test', pairedAt: new Date(at) };
  const heard = { label: `Tablet of Joan ${letter}`, letter, lastSeenAt: new Date(at - minutesAgo * 60_000) };
  await app.deps.db.insert(device).values({ ...paired, ...heard, ...more });
};

test('a tablet that is silent is named to silver by its letter, and by nothing else', async () => {
  await tablet('Q', 4);
  await tablet('R', 7);
  await tablet('S', 90, { revokedAt: app.clock.now() });
  await tablet('T', 0, { lastSeenAt: null });
  const since = new Date(app.clock.now().getTime() - 7 * 60_000).toISOString();
  expect((await ofWren()).silent).toEqual([{ letter: 'R', since }]);
  expect(JSON.stringify(await silver.mirror(operationId))).not.toContain('Tablet of Joan');
  app.clock.advance?.(1);
  expect((await ofWren()).silent.map((it) => it.letter)).toEqual(['R', 'Q']);
});

test('needs past their time are counted for silver as a board counts them, whatever their priority and state', async () => {
  const kindOf = (priority: Priority) => needKindNames.find((it) => needKinds[it].priority === priority);
  const byHand = needStates.filter((it) => it !== 'open' && needMayBecome('open', it));
  for (const priority of some(priorities))
    for (const state of some(['open', ...byHand])) {
      const needId = app.newId();
      await manager.done('needs.raise', { operationId, centreId: wren, needId, kind: kindOf(priority), priority });
      if (state !== 'open') await manager.done('needs.progress', { operationId, needId, to: state, baseVersion: 1 });
    }
  const board = (await manager.mirror(operationId)).rows('need') as NeedRow[];
  expect(board).toHaveLength(priorities.length * (1 + byHand.length));
  const late: number[] = [];
  for (const minutes of [0, 6, 60, 240]) {
    app.clock.advance?.(minutes);
    const at = app.clock.now();
    const { centres } = await factsOf(app.deps.db, operationId, at);
    late.push(centres[0]?.late ?? -1);
    expect(late.at(-1)).toBe(board.filter((it) => isLate(it, at)).length);
  }
  expect([late[0], new Set(late).size]).toEqual([0, 4]);
});

const away = presences.filter((it) => presenceMayBecome('on_site', it) && (hasLeft(it) || it === 'temporarily_out'));

test('no count of needs tells who has left from who is out', async () => {
  const told: unknown[] = [];
  for (const to of some(away)) {
    operationId = await app.operation();
    wren = await app.centre({ operationId });
    manager = await app.signInAs('manager', { operationId, centreId: wren });
    silver = await app.signInAs('silver', { operationId });
    people = [];
    for (let n = 0; n < 6; n += 1)
      await arrive(1, { needs: needKindNames.slice(0, 25).map((kind) => ({ id: app.newId(), kind })) });
    app.clock.advance?.(300);
    const before = await ofWren();
    await manager.done('people.setPresence', { operationId, personId: people[0], to, baseVersion: 1 });
    const { p1, p2, late, p1Late, away: gone } = await ofWren();
    expect([before.p2.kind, before.late.kind, gone.text]).toEqual(['exact', 'exact', 'fewer than 5']);
    told.push({ p1, p2, late, p1Late });
  }
  expect(told.length).toBeGreaterThan(2);
  expect(new Set(told.map((it) => JSON.stringify(it))).size).toBe(1);
});
