import { expect, test } from 'vitest';
import {
  arrivalQuarters,
  occupancyOf,
  reconcile,
  reconciledWords,
  stillExpected,
  zonesOf,
} from '../../client/parts/centres/occupancy.ts';
import { readReference } from '../../client/parts/people/reference.ts';
import type { VehicleRow } from '../../shared/vehicles.ts';
import type { CentreRow } from '../../shared/centres.ts';
import type { PersonRow } from '../../shared/people.ts';

const now = Date.parse('2026-11-19T07:42:00Z');
const at = (time: string): string => `2026-11-19T${time}:00.000Z`;
let made = 0;

const guest = (more: Partial<PersonRow> = {}): PersonRow => ({
  id: `guest ${(made += 1)}`,
  operationId: 'op',
  centreId: 'wren',
  reference: 'K-001',
  language: 'ro',
  ageBand: 'adult',
  presence: 'on_site',
  zone: 'Hall A',
  vehicle: null,
  groupId: null,
  flags: [],
  arrivedAt: at('06:20'),
  undoneAt: null,
  undoneReason: null,
  rowVersion: 1,
  ...more,
});

const coach = (more: Partial<VehicleRow> = {}): VehicleRow => ({
  id: 'coach',
  operationId: 'op',
  centreId: 'wren',
  label: 'Coach 1',
  kind: 'coach',
  fromSquare: 'SK 45',
  people: 9,
  dueAt: at('07:58'),
  state: 'on_the_way',
  arrivedAt: null,
  arrivedPeople: null,
  rowVersion: 1,
  ...more,
});

test('an undone check-in counts nowhere, and whoever left still counts as arrived', () => {
  const people = [
    guest(),
    guest({ presence: 'temporarily_out' }),
    guest({ presence: 'left_voluntarily' }),
    guest({ presence: 'missing' }),
    guest({ undoneAt: at('07:00'), undoneReason: 'Wrong wristband' }),
  ];
  expect(occupancyOf(people)).toEqual({ here: 1, arrived: 4, out: 1, missing: 1, left: 1, moved: 0 });
});

test('every guest on site is in some zone of the list, or in none yet', () => {
  const people = [guest(), guest({ zone: 'Quiet room' }), guest({ zone: null }), guest({ presence: 'departed' })];
  const zones = zonesOf({ zones: [{ name: 'Hall A', beds: 30 }, { name: 'Hall B' }] }, people);
  expect(zones).toEqual([
    { name: 'Hall A', people: 1, beds: 30 },
    { name: 'Hall B', people: 0, beds: null },
    { name: 'Quiet room', people: 1, beds: null },
    { name: 'No zone yet', people: 1, beds: null },
  ]);
});

test('heads counted at the door are set against who was checked in from the vehicle', () => {
  const came = coach({ state: 'arrived', arrivedPeople: 3 });
  const people = [guest({ vehicle: 'Coach 1' }), guest({ vehicle: ' coach  1' }), guest({ vehicle: 'Coach 2' })];
  const undone = guest({ vehicle: 'Coach 1', undoneAt: at('07:00') });
  const found = reconcile(came, [...people, undone]);
  expect(found).toEqual({ counted: 3, checkedIn: 2, toFind: 1 });
  expect(reconciledWords(found)).toBe('3 got out, 2 checked in, 1 to find');
  expect(reconciledWords({ counted: 2, checkedIn: 2, toFind: 0 })).toBe('2 got out, 2 checked in, all found');
  expect(reconciledWords({ counted: 1, checkedIn: 2, toFind: -1 })).toBe(
    '1 got out, 2 checked in, 1 more than counted',
  );
});

test('arrivals stand in their quarter of an hour, what is due stands after now, what is called off nowhere', () => {
  const bars = arrivalQuarters(
    [guest({ arrivedAt: at('07:31') }), guest({ arrivedAt: at('07:29') })],
    [coach(), coach({ id: 'off', state: 'cancelled' }), coach({ id: 'far', dueAt: at('12:00') })],
    now,
  );
  const shown = bars
    .filter((it) => it.height > 0)
    .map((it) => [new Date(it.from).toISOString(), it.height, it.expected]);
  expect(shown).toEqual([
    [at('07:15'), 1, false],
    [at('07:30'), 1, false],
    [at('07:45'), 9, true],
  ]);
  expect(bars.at(-1)?.from).toBe(Date.parse(at('07:45')));
});

test('how many are still to come is never less than none', () => {
  const centre = { plannedFor: 40 } as CentreRow;
  expect(stillExpected(null, centre, 34)).toBe(6);
  expect(stillExpected(null, centre, 44)).toBe(0);
});

test('a wristband is read however it is typed', () => {
  expect(['k14', 'K 014', 'K-014', ' k-14 '].map(readReference)).toEqual(Array(4).fill('K-014'));
  expect(readReference('fourteen')).toBe('FOURTEEN');
});
