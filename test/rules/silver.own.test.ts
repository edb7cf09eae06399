import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import { forget } from '../../client/data/store.ts';
import { setClock } from '../../client/data/time.ts';
import { fitKey, mapCentres, mapSquares, mapVehicles } from '../../client/screens/silver/mapContent.ts';
import { centres, totals } from '../../client/screens/silver/model.ts';
import { tick } from '../../client/session/now.ts';
import { centreStates, isFinished } from '../../shared/centres.ts';
import { needStates, isOpenNeed, type NeedRow } from '../../shared/needs.ts';
import type { OperationRow } from '../../shared/operations.ts';
import { type PersonRow, presences } from '../../shared/people.ts';
import type { Slot } from '../../shared/rosters/contract.ts';
import { vehicleKinds, type VehicleRow, vehicleStates } from '../../shared/vehicles.ts';
import { some } from '../support/some.ts';
import { centreRow, coming, counts, exact, few, hold, sums } from './support/silverRows.ts';

const { level } = vi.hoisted(() => ({ level: { core: 'full' } }));
vi.mock('../../client/data/connection.ts', () => ({ dataAge: signal(0) }));
vi.mock('../../client/session/session.ts', () => ({
  operationId: signal('op'),
  centreId: signal(null),
  me: signal(null),
  sees: () => level.core,
}));

beforeEach(() => {
  forget();
  level.core = 'full';
  setClock('2026-11-19T07:42:00.000Z', 0);
  tick();
});

const at = (time: string): string => `2026-11-19T${time}:00.000Z`;
const guest = (id: string, centreId: string, presence: PersonRow['presence'], undoneAt: string | null = null) =>
  ({ id, centreId, presence, undoneAt, arrivedAt: at('06:30') }) as PersonRow;
const slot = (id: string, centreId: string, more: Partial<Slot> = {}) =>
  ({
    id,
    centreId,
    role: 'welfare',
    partner: 'BRC',
    language: null,
    state: 'arrived',
    shiftStart: at('06:00'),
    shiftEnd: at('14:00'),
    needed: 9,
    accepted: 8,
    arrived: 8,
    arriveBy: null,
    arrivedAt: at('06:00'),
    ...more,
  }) as Slot;
const coach = (id: string, centreId: string, more: Partial<VehicleRow> = {}) =>
  ({
    id,
    centreId,
    label: id,
    kind: 'coach',
    people: 9,
    dueAt: at('07:58'),
    state: 'on_the_way',
    ...more,
  }) as VehicleRow;
const need = (id: string, centreId: string, more: Partial<NeedRow> = {}) =>
  ({ id, centreId, priority: 'P1', state: 'open', dueAt: at('07:50'), acceptedAt: null, ...more }) as NeedRow;

const everyPresence = (centreId: string): PersonRow[] =>
  presences.flatMap((it) => [
    guest(`${centreId} ${it}`, centreId, it),
    guest(`${centreId} undone ${it}`, centreId, it, at('07:00')),
  ]);

test('whoever sees guests counts them: here, out, left and moved on, an undone one nowhere', () => {
  hold('centre', [centreRow('Wren', 'open'), centreRow('Heron', 'open')]);
  hold('person', [...everyPresence('Wren'), guest('one', 'Heron', 'on_site')]);
  hold('slot', [slot('a', 'Wren'), slot('b', 'Heron', { arrived: 1 })]);
  const [heron, wren] = centres.value;
  // Out: out for a while and missing. Left: by choice, departed, transferred, removed.
  expect(wren).toMatchObject({ onSite: exact(1), out: exact(2), left: exact(4), away: exact(6), staffed: 40 });
  expect([wren?.free, heron?.free, heron?.onSite]).toEqual([exact(39), exact(4), exact(1)]);
  expect(totals.value).toMatchObject({ onSite: exact(2), out: exact(2), left: exact(4), away: exact(6) });
});

test('free places are bound by the building too, and never fewer than none', () => {
  hold('centre', [centreRow('Wren', 'open', { places: 30 }), centreRow('Heron', 'open')]);
  hold('slot', [slot('a', 'Wren')]);
  hold('person', [guest('one', 'Heron', 'on_site')]);
  expect(centres.value.map((it) => it.free)).toEqual([exact(0), exact(30)]);
});

test('needs are counted by priority where they are open, and late past their time', () => {
  hold('centre', [centreRow('Wren', 'open'), centreRow('Heron', 'open')]);
  const states = some(needStates).flatMap((state) => [
    need(`1 ${state}`, 'Wren', { state }),
    need(`2 ${state}`, 'Wren', { state, priority: 'P2', dueAt: at('09:00') }),
  ]);
  hold('need', [
    ...states,
    need('3', 'Wren', { priority: 'P3', dueAt: at('07:00') }),
    need('4', 'Heron', { dueAt: at('07:00') }),
  ]);
  const open = needStates.filter(isOpenNeed).length;
  const [heron, wren] = centres.value;
  expect(wren).toMatchObject({ p1: exact(open), p2: exact(open), late: exact(1), p1Late: false, silent: [] });
  expect(heron).toMatchObject({ p1: exact(1), p2: exact(0), late: exact(1), p1Late: true });
  expect(totals.value).toMatchObject({ p1: exact(open + 1), p2: exact(open), late: exact(2) });
});

test('what is on its way is told soonest first, and which comes next to a centre', () => {
  hold('centre', [centreRow('Wren', 'open')]);
  const states = some(vehicleStates).map((state) => coach(state, 'Wren', { state }));
  hold('vehicle', [...states, coach('soon', 'Wren', { dueAt: at('07:45'), people: 5 }), coach('other', 'Heron')]);
  expect(centres.value[0]?.nextVehicleId).toBe('soon');
  const told = totals.value?.vehicles.map((it) => [it.id, it.toCentreId, it.people.text]);
  expect(told).toEqual([
    ['soon', 'Wren', '5'],
    ['expected', 'Wren', '9'],
    ['on_the_way', 'Wren', '9'],
    ['other', 'Heron', '9'],
  ]);
  expect(totals.value?.inTransit).toEqual(exact(32));
});

test.each(some(centreStates))('staff of a centre that is "%s" are counted unless it has ended', (state) => {
  hold('centre', [centreRow('Wren', state)]);
  hold('slot', [slot('a', 'Wren')]);
  expect(totals.value?.staff).toEqual(isFinished(state) ? { here: 0, needed: 0 } : { here: 8, needed: 9 });
});

test('how many are expected is as the operation says', () => {
  expect(totals.value?.expected).toBeNull();
  hold('operation', [{ id: 'op', expected: 40 } as OperationRow]);
  expect(totals.value?.expected).toBe('40');
  hold('operation', [{ id: 'op', expected: null } as OperationRow]);
  expect(totals.value?.expected).toBeNull();
});

test('whoever sees no guests counts none', () => {
  level.core = 'kind';
  hold('centre', [centreRow('Wren', 'open')]);
  expect([centres.value, totals.value]).toEqual([[], null]);
  hold('centreCounts', [counts('Wren', 'open')]);
  expect(centres.value).toHaveLength(1);
});

test('whoever is sent counts is shown those, also where they see guests', () => {
  hold('centre', [centreRow('Wren', 'open')]);
  hold('operationCounts', [sums()]);
  hold('centreCounts', [counts('Heron', 'open')]);
  expect(centres.value.map((it) => it.name)).toEqual(['Heron']);
});

test('a centre stands on the map where it is, or in the middle of its square where that is not told', () => {
  const place = { venueId: 'v', lat: 53.1, lon: -1.38 };
  hold('centreAccess', [{ id: 'Heron', centreId: 'Heron', ...place } as never]);
  hold('centre', [centreRow('Wren', 'open'), centreRow('Heron', 'open'), centreRow('Plover', 'open', { square: '?' })]);
  const [heron, wren, ...more] = mapCentres.value;
  expect(heron).toMatchObject({ id: 'Heron', lat: 53.1, lon: -1.38, exact: true });
  expect([wren?.id, wren?.exact, more]).toEqual(['Wren', false, []]);
  expect(wren?.lat).toBeCloseTo(53.09, 1);
  expect(fitKey.value).toBe('Heron Wren');
});

test('a centre that nobody is in yet shows no figure on the map unless it opens', () => {
  level.core = 'kind';
  const states = some(centreStates.filter((it) => !isFinished(it)));
  hold('operationCounts', [sums()]);
  const shown = (onSite: typeof few) => {
    hold(
      'centreCounts',
      states.map((it) => counts(it, it, { onSite })),
    );
    return Object.fromEntries(mapCentres.value.map((it) => [it.state, it.onSite]));
  };
  const none = { planned: null, standby: null, activating: 0, open: 0, full: 0, standing_down: 0 };
  expect(shown(exact(0))).toEqual(none);
  expect(new Set(Object.values(shown(few)))).toEqual(new Set(['fewer than 5']));
});

test('a centre on the map names its first gap, and how many more there are', () => {
  hold('centre', [centreRow('Wren', 'open')]);
  const gap = () => mapCentres.value[0]?.gap;
  expect(gap()).toBeUndefined();
  hold('slot', [slot('a', 'Wren', { needed: 9 })]);
  expect(gap()).toBe('Welfare 1 short');
  hold('slot', [slot('a', 'Wren'), slot('b', 'Wren', { role: 'security' }), slot('c', 'Heron')]);
  expect(gap()).toBe('Welfare 1 short and 1 more');
});

test.each(some(vehicleKinds))('a %s is drawn as a bus or a van, from its square, where one is known', (kind) => {
  hold('operationCounts', [
    sums({ vehicles: [coming('a', 'Wren', { kind, fromSquare: 'SK 54' }), coming('b', 'Wren', { kind })] }),
  ]);
  expect(mapVehicles.value).toEqual([
    {
      id: 'a',
      kind: kind === 'coach' || kind === 'minibus' ? 'bus' : 'van',
      label: 'Coach 1',
      count: 9,
      due: '07:58',
      fromSquare: 'SK 54',
      toCentreId: 'Wren',
    },
  ]);
});

test('people come from where the planner said, else from where vehicles set off, each square once', () => {
  const from = (fromSquare: string | null, id: string) => coming(id, 'Wren', { fromSquare });
  hold('operationCounts', [
    sums({ vehicles: [from('SK 54', 'a'), from('SK 54', 'b'), from(null, 'c'), from('SK 33', 'd')] }),
  ]);
  expect(mapSquares.value).toEqual(['SK 54', 'SK 33']);
  hold('operation', [{ id: 'op', fromSquare: 'SK 45' } as OperationRow]);
  expect(mapSquares.value).toEqual(['SK 45']);
});
