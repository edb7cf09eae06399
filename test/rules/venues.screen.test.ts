import { expect, test } from 'vitest';
import { oldestConfirmation, offersOf, offerTitle, totalHeads } from '../../client/screens/partners/words.ts';
import {
  isChanged,
  draftOf,
  newRow,
  rowsOf,
  scaledTotal,
  scalingKinds,
  scalingOf,
  sizeKeys,
  totalOf,
  withRows,
} from '../../client/screens/rolePlan/plan.ts';
import { changesIn, type Draft, emptyDraft, faultWords } from '../../client/parts/venues/form.ts';
import {
  alwaysOpen,
  cautions,
  checkedWords,
  day,
  kitchenPower,
  nameOf,
  roomsWords,
  signalWords,
  standingOf,
} from '../../client/screens/venues/words.ts';
import { suitabilityWords } from '../../client/parts/venues/words.ts';
import type { CapacityView } from '../../shared/partners/contract.ts';
import { venueChanges } from '../../shared/venues/contract.ts';
import { generators, kitchens, suitabilities, venueDetails } from '../../shared/venues/venue.ts';
import type { VenueItem } from '../../shared/venues/views.ts';
import { samplePlan } from './support/samples.ts';
import { some } from '../support/some.ts';

const fine = {
  archivedAt: null,
  suitability: 'suitable',
  overdue: false,
  district: 'Amber Valley',
  access: { name: 'Juniper' },
  availableHours: '24/7',
  privateRooms: 8,
  areas: [],
  kitchen: 'full',
  generator: 'no',
  wifi: true,
  mobileSignal: 'good',
  stepFree: true,
  showers: 1,
  discreetEntrance: true,
  accessibleWc: true,
} as unknown as VenueItem;
const venue = (more: object = {}): VenueItem => ({ ...fine, ...more });

test('a venue stands by what is gravest about it', () => {
  const grave = [
    { archivedAt: 'x' },
    { suitability: 'unsuitable' },
    { overdue: true },
    { suitability: null },
    { suitability: 'suitable_with_conditions' },
  ] as const;
  // Each with everything less grave than it.
  const words = grave.map((_, index) => standingOf(venue(Object.assign({}, ...grave.slice(index).toReversed()))).text);
  expect(words).toEqual([
    'Off the register',
    'Unsuitable',
    'Inspection overdue',
    'Not inspected yet',
    'With conditions',
  ]);
  expect(standingOf(venue()).text).toBe('Suitable');
  for (const it of some(suitabilities)) expect(suitabilityWords[it]).not.toBe('');
});

test('what speaks against a venue is said, each only where it does', () => {
  expect(cautions(venue())).toEqual([]);
  const against: [object, string][] = [
    [{ stepFree: false }, 'Not step-free'],
    [{ showers: 0 }, 'No shower'],
    [{ discreetEntrance: false }, 'Entrance seen from the road'],
    [{ mobileSignal: 'none' }, 'No mobile signal'],
    [{ accessibleWc: false }, 'No accessible toilet'],
  ];
  for (const [more, words] of some(against)) expect(cautions(venue(more))).toEqual([words]);
});

test('what a venue has is said in few words', () => {
  expect(roomsWords(venue({ areas: ['quiet', 'registration', 'unaccompanied_children'] }))).toBe(
    '8 private, quiet, children',
  );
  const kitchenOf = { none: 'No kitchen', kitchenette: 'Kitchenette', full: 'Full' };
  for (const kitchen of some(kitchens))
    expect(kitchenPower(venue({ kitchen }))).toBe(`${kitchenOf[kitchen]}, no generator`);
  const power = { no: 'no generator', hookup: 'hook-up for a generator', yes: 'generator' };
  for (const generator of some(generators))
    expect(kitchenPower(venue({ generator }))).toBe(`Full, ${power[generator]}`);
  expect([signalWords(venue()), signalWords(venue({ wifi: false }))]).toEqual([
    'Wi-Fi yes, mobile good',
    'Wi-Fi no, mobile good',
  ]);
  // What nobody has said is left out; where nobody has said anything, so it says.
  const unsaid = venue({ privateRooms: null, kitchen: null, generator: null, wifi: null, mobileSignal: null });
  expect([roomsWords(unsaid), kitchenPower(unsaid), signalWords(unsaid)]).toEqual([null, null, null]);
  expect(kitchenPower({ ...unsaid, generator: 'yes' })).toBe('Generator');
  expect(signalWords({ ...unsaid, mobileSignal: 'poor' })).toBe('Mobile poor');
  expect(cautions({ ...unsaid, stepFree: null, showers: null, discreetEntrance: null, accessibleWc: null })).toEqual(
    [],
  );
  expect([alwaysOpen(venue({ availableHours: ' 24 / 7' })), alwaysOpen(venue({ availableHours: 'Mo-Fr' }))]).toEqual([
    true,
    false,
  ]);
  expect([nameOf(venue()), nameOf(venue({ access: null }))]).toEqual(['Juniper', 'Venue in Amber Valley']);
  expect([day('2026-11-19'), day(null)]).toEqual(['19 Nov 2026', 'Never']);
});

test.each([
  [null, 'not checked yet', true],
  ['2026-11-19', 'checked this month', false],
  ['2026-10-20', 'checked this month', false],
  ['2026-10-19', 'checked 1 month ago', false],
  ['2026-05-20', 'checked 5 months ago', false],
  ['2026-05-19', 'checked 6 months ago', true],
  ['2025-11-19', 'checked 12 months ago', true],
  ['2026-12-01', 'checked this month', false],
])('of keyholders checked on %s it is said: %s', (on, text, stale) => {
  expect(checkedWords(on, new Date('2026-11-19T12:00:00Z'))).toEqual({ text, stale });
});

test('a form of a venue sends what differs, of what may be changed there alone', () => {
  const before = { ...emptyDraft(), name: 'Juniper', areas: ['quiet'] } as Draft;
  expect(changesIn(before, before)).toEqual({});
  expect(changesIn({ ...before, areas: ['quiet'] }, before)).toEqual({});
  for (const key of some(Object.keys(venueDetails.shape))) {
    const changed = { ...before, [key]: 'other' } as Draft;
    expect(changesIn(changed, before)).toEqual(key in venueChanges.shape ? { [key]: 'other' } : {});
  }
});

test('what nobody has answered is asked for by its name', () => {
  const words = (name: string, value: unknown) =>
    faultWords({ id: name, name, text: 'Wrong' }, { ...emptyDraft(), [name]: value } as Draft);
  expect([words('toilets', null), words('town', ''), words('toilets', 3)]).toEqual([
    'Fill in: Toilets',
    'Fill in: Town',
    'Wrong',
  ]);
  for (const key of some(Object.keys(venueDetails.shape))) expect(words(key, null)).not.toBe(`Fill in: ${key}`);
});

const offer = (more: Partial<CapacityView>) =>
  ({ partner: 'BRC', role: 'welfare', languages: [], heads: 8, confirmedOn: '2026-11-01', ...more }) as CapacityView;
const now = new Date('2026-11-19T12:00:00Z');

test('of a partner the offer is told that has gone longest without a word, of those that offer anybody', () => {
  const oldest = (...offers: CapacityView[]) => oldestConfirmation(offers, now)?.words;
  expect(oldest(offer({}), offer({ confirmedOn: '2026-03-01' }))).toBe('confirmed 8 months ago');
  expect(oldest(offer({}), offer({ confirmedOn: null }))).toBe('never confirmed');
  expect(oldest(offer({}), offer({ confirmedOn: null, heads: 0 }))).toBe('confirmed this month');
  expect(oldest(offer({ heads: 0 }))).toBeUndefined();
  expect(totalHeads([offer({}), offer({ heads: 2 })])).toBe(10);
  expect([offerTitle(offer({})), offerTitle(offer({ role: 'interpreter', languages: ['ro', 'vi'] }))]).toEqual([
    'Welfare',
    'Interpreters: Romanian, Vietnamese',
  ]);
  const all = [offer({}), offer({ partner: 'SA' })];
  expect(offersOf({ items: [], capacities: all }, 'SA')).toEqual(all.slice(1));
});

test('a role plan that is typed is counted, told apart from what is kept, and drawn anew only where it is another', () => {
  const rows = samplePlan();
  const draft = draftOf(rows);
  const kept = { id: 'x', rowVersion: 1, rows };
  expect([rowsOf(draft), isChanged(draft, kept), isChanged(draft, null), isChanged([], null)]).toEqual([
    rows,
    false,
    true,
    false,
  ]);
  expect(withRows(draft, rows)).toBe(draft);
  expect(withRows(draft, rows.slice(1)).map((it) => it.role)).toEqual(rows.slice(1).map((it) => it.role));
  for (const size of some(sizeKeys)) {
    expect(totalOf(draft, size)).toBe(rows.reduce((sum, row) => sum + row[size], 0));
    expect(scaledTotal([...draft, { ...newRow(), [size]: null }], 40)).toBeNull();
    expect(totalOf([...draft, { ...newRow(), [size]: null }], size)).toBe(totalOf(draft, size));
  }
  expect(scaledTotal(draft, 40)).toBeGreaterThanOrEqual(totalOf(draft, 'medium'));
  const scalings = scalingKinds.map(({ value }) => scalingOf(value, 5));
  expect(scalings).toEqual([
    null,
    { kind: 'people', per: 5 },
    { kind: 'per_language', per: 5 },
    { kind: 'on_site_if_any_child' },
  ]);
});
