import { expect, test } from 'vitest';
import { defaultCapacityRules } from '../../shared/venues/capacity.ts';
import { facilities, type Facility, mobileSignals, type SizeClass, sizeClasses } from '../../shared/venues/venue.ts';
import { facilityFacets, reasonsFor, sentence, warningsFor } from '../../shared/venues/words.ts';
import { sampleVenues } from './support/samples.ts';
import { some } from '../support/some.ts';

type Facts = Parameters<typeof warningsFor>[0];

/** Nothing speaks for it. */
const bare: Facts = {
  ...(sampleVenues()[0] as Facts),
  areas: [],
  stepFree: false,
  accessibleWc: false,
  accessibleShower: 'unknown',
  showers: 0,
  kitchen: 'kitchenette',
  generator: 'hookup',
  wifi: false,
  mobileSignal: 'poor',
  coachParking: false,
  discreetEntrance: false,
  privateRooms: 0,
  pets: 'unknown',
  entrances: 1,
  suitability: 'suitable',
};
/** What gives each facility, one fact at a time, beside what is just too little for it. */
const gives: Record<Facility, [given: Partial<Facts>[], lacking: Partial<Facts>[]]> = {
  step_free: [[{ stepFree: true }], [{}]],
  accessible_wc: [[{ accessibleWc: true }], [{}]],
  accessible_shower: [[{ accessibleShower: 'yes' }], [{ accessibleShower: 'no' }, {}]],
  showers: [[{ showers: 1 }], [{}]],
  kitchen: [[{ kitchen: 'full' }], [{ kitchen: 'none' }, {}]],
  generator: [[{ generator: 'yes' }], [{ generator: 'no' }, {}]],
  wifi: [[{ wifi: true }], [{}]],
  mobile_signal: [
    [{ mobileSignal: 'good' }, { mobileSignal: 'fair' }],
    [{ mobileSignal: 'none' }, {}],
  ],
  coach_parking: [[{ coachParking: true }], [{}]],
  discreet_entrance: [[{ discreetEntrance: true }], [{}]],
  private_rooms: [[{ privateRooms: 2 }], [{ privateRooms: 1 }]],
  women_and_men_apart: [[{ areas: ['women_sleeping'] }, { privateRooms: 3 }], [{ privateRooms: 2 }]],
  children: [[{ areas: ['unaccompanied_children'] }], [{ privateRooms: 9 }]],
  families: [[{ areas: ['family_sleeping'] }, { privateRooms: 3 }], [{ privateRooms: 2 }]],
  isolation: [[{ areas: ['isolation'] }], [{ areas: ['quiet'] }]],
  faith: [[{ areas: ['faith'] }], [{ areas: ['quiet'] }]],
  pets: [
    [{ areas: ['pets'] }, { pets: 'yes' }],
    [{ pets: 'no' }, {}],
  ],
};

test.each(some(facilities))(
  'a venue has "%s" by each fact that gives it, and not without; unknown is not having it',
  (it) => {
    const [given, lacking] = gives[it];
    const has = (more: Partial<Facts>) => facilityFacets[it].has({ ...bare, ...more });
    expect(some(given).map(has)).not.toContain(false);
    expect(some(lacking).map(has)).not.toContain(true);
  },
);

const fine: Facts = {
  ...bare,
  stepFree: true,
  showers: 4,
  discreetEntrance: true,
  privateRooms: 8,
  wifi: true,
  mobileSignal: 'good',
  coachParking: true,
  entrances: 2,
};
const warned = (
  more: Partial<Facts>,
  { km = null, size = 'medium', wanted = [], late = 0 }: Partial<Parameters<typeof warningsFor>[1]> = {},
) =>
  warningsFor({ ...fine, ...more }, { km, size, wanted, late, rules: defaultCapacityRules }).map(
    ({ words, cost }) => `${words}: ${cost}`,
  );

test.each<[string, string[], string[]]>([
  ['nothing', warned({}), []],
  ['two kilometres', warned({}, { km: 2 }), []],
  ['less than two kilometres', warned({}, { km: 1.9 }), ['too near? Ask police lead: 25']],
  ['steps', warned({ stepFree: false }), ['not step-free: 2']],
  ['steps where none were wanted', warned({ stepFree: false }, { wanted: ['step_free'] }), ['not step-free: 10']],
  ['conditions', warned({ suitability: 'suitable_with_conditions' }), ['suitable with conditions: 4']],
  ['no shower', warned({ showers: 0 }), ['no shower: 10']],
  ['an entrance in sight', warned({ discreetEntrance: false }), ['entrance seen from road: 4']],
  ['no Wi-Fi', warned({ wifi: false }), ['no Wi-Fi: 2']],
  ['no signal', warned({ mobileSignal: 'none' }), ['no mobile signal: 4']],
  ['poor signal', warned({ mobileSignal: 'poor' }), ['poor mobile signal: 2']],
  ['fair signal', warned({ mobileSignal: 'fair' }), []],
  ['no room for coaches', warned({ coachParking: false }), ['no coach parking: 3']],
  ['an unknown fire limit', warned({ fireLimit: null }), ['fire limit not known, ask first: 10']],
  ['a building ready late', warned({}, { late: 5 }), ['ready 5 minutes after the first arrival: 0']],
  ['never having been inspected', warned({ suitability: null }), ['never inspected: 10']],
  ['a floor nobody measured', warned({ sleepingM2: null }), ['places as told, not measured: 4']],
  ['unknown hours', warned({ availableHours: null }), ['hours not known: 4']],
  ['unknown rooms', warned({ privateRooms: null }), []],
  ['unknown entrances', warned({ entrances: null }, { size: 'large' }), []],
  ['pets wanted', warned({}, { wanted: ['pets'] }), ['without pets: 4']],
])('%s costs a venue what was decided', (_what, found, expected) => {
  expect(found).toEqual(expected);
});

test('what is wanted and already said against a venue is not said twice', () => {
  const lacking = { ...bare, showers: 0, privateRooms: 8 };
  const twice = warned(lacking, { wanted: [...facilities] }).map((it) => it.split(':')[0] ?? '');
  expect(twice).toEqual([
    'not step-free',
    'no shower',
    'entrance seen from road',
    'no Wi-Fi',
    'poor mobile signal',
    'no coach parking',
    'without an accessible toilet',
    'without an accessible shower',
    'without a full kitchen',
    'without a generator',
    'without a place for children',
    'without an isolation room',
    'without a faith room',
    'without pets',
  ]);
});

/** Private rooms wanted and one entrance, by how large a centre is. */
const bySize: Record<SizeClass, [rooms: number, entrance: boolean]> = {
  small: [2, false],
  medium: [3, false],
  large: [6, true],
  several: [6, false],
};

test.each(some(sizeClasses))('a "%s" centre wants so many private rooms, and a large one two entrances', (size) => {
  const [rooms, entrance] = bySize[size];
  expect(warned({ privateRooms: rooms }, { size })).toEqual([]);
  const fewer = `${rooms - 1} private ${rooms === 2 ? 'room' : 'rooms'}, ${rooms} wanted: 5`;
  expect(warned({ privateRooms: rooms - 1 }, { size })).toEqual([fewer]);
  expect(warned({ privateRooms: 0 }, { size })).toEqual([`no private rooms, ${rooms} wanted: 5`]);
  expect(warned({ entrances: 1 }, { size })).toEqual(entrance ? ['one entrance only: 3'] : []);
});

test('what speaks for a venue is said in one order, each only where it is there', () => {
  expect(reasonsFor({ ...fine, showers: 1, privateRooms: 1 })).toEqual([
    'step-free',
    '1 shower',
    '1 private room',
    'coaches',
    'hidden entrance',
  ]);
  expect(reasonsFor(bare)).toEqual([]);
  expect(mobileSignals).toContain(bare.mobileSignal);
  expect([sentence(['no Wi-Fi', 'no shower']), sentence([])]).toEqual(['No Wi-Fi, no shower', '']);
});
