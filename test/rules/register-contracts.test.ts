import { expect, test } from 'vitest';
import { registry } from '../../server/commands.ts';
import { createVenue, changeVenue, inspectVenue, venueListQuery } from '../../shared/venues/contract.ts';
import { venueAccess, venueFacts } from '../../shared/venues/venue.ts';
import { sampleVenues } from './support/samples.ts';
import { some } from '../support/some.ts';

test('every command accepts its own example and refuses a field it does not know', () => {
  for (const { contract } of some(registry.values())) {
    const { name, args, example } = contract;
    expect([name, args.safeParse(example).error?.issues]).toEqual([name, undefined]);
    expect([name, args.safeParse({ ...(example as object), extra: 1 }).success]).toEqual([name, false]);
  }
});

test('what anyone with sight of the register sees holds nothing that names or finds the place', () => {
  const facts = Object.keys(venueFacts.shape);
  for (const field of some(Object.keys(venueAccess.shape))) expect(facts).not.toContain(field);
  for (const field of [
    'name',
    'address',
    'town',
    'postcode',
    'lat',
    'lon',
    'keyholders',
    'rooms',
    'owner',
    'plans',
    'limits',
  ])
    expect(Object.keys(venueAccess.shape)).toContain(field);
});

const { details } = createVenue.example;
const creates = (changes: object): boolean =>
  createVenue.args.safeParse({ ...createVenue.example, details: { ...details, ...changes } }).success;

test('a venue abroad, without keyholder, or with broken text is refused', () => {
  expect(creates({})).toBe(true);
  expect(creates({ lat: 48.85, lon: 2.35 })).toBe(false);
  expect(creates({ keyholders: [] })).toBe(false);
  expect(creates({ name: 'Al\u0000der' })).toBe(false);
  expect(creates({ name: '\ud800' })).toBe(false);
  expect(creates({ lastInspected: '1066-10-14' })).toBe(false);
  expect(creates({ sleepingM2: Number.NaN })).toBe(false);
  expect(creates({ code: 'V1' })).toBe(false);
});

test('what nobody has said yet of a new venue is filled in as unknown', () => {
  expect(createVenue.args.parse(createVenue.example).details).toMatchObject({
    cctv: 'unknown',
    dayM2: null,
    authorisers: [],
  });
});

const change = (changes: object) => changeVenue.args.safeParse({ ...changeVenue.example, changes });

test('a change touches only what it names, and never the code or the inspection', () => {
  expect(change({ showers: 3 }).data?.changes).toEqual({ showers: 3 });
  expect(change({}).success).toBe(false);
  expect(change({ code: 'V011' }).success).toBe(false);
  expect(change({ suitability: 'suitable' }).success).toBe(false);
});

const inspect = (changes: object): boolean =>
  inspectVenue.args.safeParse({ ...inspectVenue.example, ...changes }).success;

test('conditions must be written down, and the next inspection lies ahead', () => {
  expect(inspect({})).toBe(true);
  expect(inspect({ suitability: 'suitable_with_conditions' })).toBe(false);
  expect(inspect({ suitability: 'suitable_with_conditions', conditions: 'No open fire' })).toBe(true);
  expect(inspect({ dueOn: '2026-11-12' })).toBe(false);
});

test('a list may be asked for by its address line', () => {
  expect(venueListQuery.parse({ facilities: 'showers', sleeps: '15', overdue: 'true', sort: 'beds' })).toMatchObject({
    facilities: ['showers'],
    sleeps: 15,
    overdue: true,
    sort: 'beds',
  });
  expect(venueListQuery.safeParse({ colour: 'red' }).success).toBe(false);
});

test('every sample venue is one that could be typed in by hand', () => {
  for (const venue of some(sampleVenues())) expect(creates(venue)).toBe(true);
});
