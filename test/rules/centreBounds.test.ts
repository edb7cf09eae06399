import { expect, test } from 'vitest';
import { arrivalQuarters, stillExpected, zonesOf } from '../../client/parts/centres/occupancy.ts';
import type { CentreRow } from '../../shared/centres.ts';
import type { OperationRow } from '../../shared/operations.ts';
import type { PersonRow } from '../../shared/people.ts';
import { countHeads, type Mark, runningAt } from '../../shared/rollCalls/count.ts';
import { rosterDifferences, type Shift, type Signed } from '../../shared/rollCalls/rostered.ts';
import { arrivalFor } from '../../shared/rosters/arrival.ts';
import { shiftsFrom, slotsFor } from '../../shared/rosters/shifts.ts';
import type { VehicleRow } from '../../shared/vehicles.ts';
import { capacityOf } from '../../shared/venues/capacity.ts';

const at = (time: string): string => `2026-11-19T${time}:00.000Z`;
const guest = (id: string, more: Partial<PersonRow> = {}) =>
  ({
    id,
    centreId: 'wren',
    reference: id,
    presence: 'on_site',
    undoneAt: null,
    arrivedAt: at('06:00'),
    zone: null,
    ...more,
  }) as PersonRow;
const coach = (dueAt: string) => ({ state: 'on_the_way', people: 9, dueAt }) as VehicleRow;
const bars = (people: PersonRow[], vehicles: VehicleRow[]) =>
  arrivalQuarters(people, vehicles, Date.parse(at('07:42'))).flatMap((it) =>
    it.height > 0 ? [[new Date(it.from).toISOString(), it.height, it.expected]] : [],
  );

test('a quarter of an hour begins with its first moment and ends before the next', () => {
  expect(bars([guest('a', { arrivedAt: at('07:15') }), guest('b', { arrivedAt: at('07:30') })], [])).toEqual([
    [at('07:15'), 1, false],
    [at('07:30'), 1, false],
  ]);
});

test('what is due is shown up to five quarters ahead, and not in a quarter that is over', () => {
  expect(bars([], [coach(at('08:59'))])).toEqual([[at('08:45'), 9, true]]);
  expect(bars([], [coach(at('09:00'))])).toEqual([]);
  expect(bars([], [coach(at('07:29'))])).toEqual([]);
  expect(bars([], [coach(at('07:30'))])).toEqual([[at('07:30'), 9, true]]);
});

test('those still to come are of what the operation expects, and of no more than the centre is for', () => {
  const centre = { plannedFor: 40 } as CentreRow;
  const left = (expected: number | null) => stillExpected({ expected } as OperationRow, centre, 10);
  expect([left(60), left(30), left(null)]).toEqual([30, 20, 30]);
});

test('zones that the centre does not name stand by their names', () => {
  const zones = zonesOf({ zones: [] }, [guest('a', { zone: 'Yard' }), guest('b', { zone: 'Chapel' })]);
  expect(zones.map((it) => it.name)).toEqual(['Chapel', 'Yard']);
});

const call = { id: 'first', centreId: 'wren', joinedTo: null, startedAt: at('09:14'), endedAt: null };
const mark = (id: string, subjectId: string | null, markedAt: string, more: Partial<Mark> = {}): Mark => {
  const own = { id, centreId: 'wren', rollCallId: 'first', subjectKind: 'guest' as const, reference: null };
  return { ...own, subjectId, markedAt, takenBackAt: null, ...more };
};

test('who was seen last stands first, and of each the last mark', () => {
  const marks = [mark('m', 'a', at('09:15')), mark('n', 'b', at('09:16')), mark('o', 'a', at('09:17'))];
  for (const all of [marks, marks.toReversed()]) {
    const { seen } = countHeads(call, { calls: [call], guests: [guest('b'), guest('a')], visits: [], marks: all });
    expect(seen.map((it) => it.marks.map((each) => each.id))).toEqual([['o', 'm'], ['n']]);
  }
  const unlisted = marks.map((it) => ({ ...it, subjectId: null, reference: it.id }));
  const nothingKnown = mark('p', null, at('09:18'), { subjectKind: null, reference: 'K-050' });
  const count = countHeads(call, { calls: [call], guests: [], visits: [], marks: [...unlisted, nothingKnown] });
  expect(count.unlisted.map((it) => it.reference)).toEqual(['o', 'n', 'm']);
});

test('one that joined another is not the one that runs, also where it began sooner', () => {
  const joined = { ...call, id: 'second', joinedTo: 'first', startedAt: at('09:10') };
  expect(runningAt([joined, call], 'wren')?.id).toBe('first');
});

const shift = (id: string, more: Partial<Shift> = {}): Shift => ({
  id: `0193e0a0-0000-7000-8000-00000000${id}`,
  centreId: 'wren',
  role: 'welfare',
  partner: 'BRC',
  partnerName: 'British Red Cross',
  shiftStart: at('06:00'),
  shiftEnd: at('14:00'),
  state: 'arrived',
  arrived: 1,
  arrivedAt: at('05:50'),
  ...more,
});
const signed = (name: string, signedInAt: string, more: Partial<Signed> = {}): Signed => {
  const own = { id: `${name} ${signedInAt}`, centreId: 'wren', kind: 'staff' as const, organisation: 'Red Cross' };
  return { ...own, name, signedInAt, signedOutAt: null, ...more };
};
const differ = (shifts: Shift[], visits: Signed[], when = at('09:14')) => {
  const { unsigned, unrostered } = rosterDifferences(shifts, visits, when, () => null);
  return [unsigned.map((it) => it.shift.id.slice(-4)), unrostered.map((it) => it.name)];
};

test('who signed in up to an hour before the first of a shift came is of it', () => {
  expect(differ([shift('1000')], [signed('A', at('04:50'))])).toEqual([[], []]);
  expect(differ([shift('1000')], [signed('A', at('04:49'))])).toEqual([['1000'], ['A']]);
});

test('a later shift is filled first, and a place by whoever came first', () => {
  const late = shift('2000', { shiftStart: at('14:00'), shiftEnd: at('22:00'), arrivedAt: at('13:45') });
  expect(differ([shift('1000'), late], [signed('A', at('13:40'))], at('13:50'))).toEqual([['1000'], []]);
  expect(differ([shift('1000')], [signed('B', at('05:50')), signed('A', at('05:40'))])).toEqual([[], ['B']]);
});

test('two of one name from two organisations are two, and who has gone is looked for nowhere', () => {
  const two = [signed('A', at('05:40')), signed('A', at('05:45'), { organisation: 'BRC' })];
  expect(differ([shift('1000', { arrived: 2 })], two)).toEqual([[], []]);
  const gone = { organisation: 'Salvation Army', signedOutAt: at('08:00') };
  expect(differ([], [signed('A', at('05:40'), gone)])).toEqual([[], []]);
});

test('a first shift is worth coming to for two hours, and the day ends where the first began', () => {
  const first = (time: string) => shiftsFrom(new Date(at(time)))[0];
  expect([first('11:30')?.name, first('12:00')?.name, first('12:01')?.name]).toEqual(['Early', 'Early', 'Late']);
  expect(first('12:01')?.start).toEqual(new Date(at('12:01')));
  expect(shiftsFrom(new Date(at('06:00'))).map((it) => it.name)).toEqual(['Early', 'Late', 'Night']);
  const named = (time: string) => shiftsFrom(new Date(at(time)), 2)[0]?.name;
  expect(['02:00', '04:00', '10:00', '12:00', '18:00', '20:00'].map(named)).toEqual([
    'Night',
    'Early',
    'Early',
    'Late',
    'Late',
    'Night',
  ]);
});

test('nobody is asked for where nobody is needed', () => {
  const role = { role: 'welfare', partner: 'BRC', heads: 0, why: '' };
  const plan = [{ ...role, byLanguage: [{ language: null, heads: 0 }] }];
  expect(slotsFor(plan, shiftsFrom(new Date(at('06:00'))))).toEqual([]);
});

test('a time that is just now is none to come by, and one toilet is one', () => {
  const slot = { role: 'welfare', language: null, shiftStart: at('06:00') };
  expect(arrivalFor(slot, [], new Date(at('05:45')))).toBeNull();
  expect(arrivalFor(slot, [], new Date(at('05:44')))).toEqual(new Date(at('05:45')));
  const { night } = capacityOf({ placesTold: null, sleepingM2: 100, dayM2: null, toilets: 1, fireLimit: 99 });
  expect(night.limits[1]?.words).toBe('1 toilet × 20');
});
