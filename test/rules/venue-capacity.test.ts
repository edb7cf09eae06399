import { expect, test } from 'vitest';
import { capacityOf, capacityRules, defaultCapacityRules, placesWanted, sizeOf } from '../../shared/venues/capacity.ts';
import { readCsv, sampleText, sampleVenues } from './support/samples.ts';

const venue = { placesTold: null, sleepingM2: 395, dayM2: null, toilets: 13, fireLimit: 328 };

test('capacity is the lowest of the limits for every sample venue, by night and by day', () => {
  const cells = readCsv(sampleText('venues')).rows;
  const worked = sampleVenues().map((each) => capacityOf(each));
  expect(worked).toHaveLength(48);
  expect(worked.map(({ night }) => String(night.places))).toEqual(cells.map((row) => row.cells['night_capacity']));
  expect(worked.map(({ day }) => String(day.places))).toEqual(cells.map((row) => row.cells['day_capacity']));
});

test('a planner is told which limit binds and how each is reached', () => {
  expect(capacityOf(venue).night).toEqual({
    places: 112,
    binding: 'sleeping_area',
    limits: [
      { limit: 'sleeping_area', places: 112, words: 'Sleeping area 395 m² ÷ 3.5' },
      { limit: 'toilets', places: 260, words: '13 toilets × 20' },
      { limit: 'fire', places: 328, words: 'Legal fire limit' },
    ],
  });
  expect(capacityOf({ ...venue, toilets: 1 }).night).toMatchObject({ places: 20, binding: 'toilets' });
  expect(capacityOf({ ...venue, fireLimit: 19 }).day).toMatchObject({ places: 19, binding: 'fire' });
});

test('a floor that is an exact multiple loses no bed to rounding', () => {
  for (let beds = 1; beds <= 500; beds += 1) {
    const floors = { sleepingM2: beds * 3.5, dayM2: beds * 1.7, toilets: 500, fireLimit: 9_999 };
    expect(capacityOf({ ...venue, ...floors })).toMatchObject({ night: { places: beds }, day: { places: beds } });
  }
});

test('a day room of its own counts by day only', () => {
  expect(capacityOf({ ...venue, dayM2: 17 })).toMatchObject({
    night: { places: 112 },
    day: { places: 10, binding: 'day_area' },
  });
});

test('a venue without toilets holds nobody', () => {
  expect(capacityOf({ ...venue, toilets: 0 }).night).toMatchObject({ places: 0, binding: 'toilets' });
});

test('until its floor is measured, a venue holds what somebody there said, or what else is known of it', () => {
  const told = { placesTold: 60, sleepingM2: null, dayM2: null, toilets: null, fireLimit: null };
  const limit = { limit: 'told', places: 60, words: 'As told, not measured' };
  const asTold = { places: 60, binding: 'told', limits: [limit] };
  expect(capacityOf(told)).toEqual({ night: asTold, day: asTold });
  expect(capacityOf({ ...told, fireLimit: 40 }).night).toMatchObject({ places: 40, binding: 'fire' });
  expect(capacityOf({ ...told, toilets: 2 }).day).toMatchObject({ places: 40, binding: 'toilets' });
  expect(capacityOf({ ...told, dayM2: 17 })).toMatchObject({ night: { places: 60 }, day: { places: 10 } });
  expect(capacityOf({ ...told, sleepingM2: 35 })).toMatchObject({ night: { places: 10 }, day: { places: 20 } });
  expect(capacityOf({ ...told, placesTold: null }).night.places).toBe(0);
});

test('size follows the thresholds, and the council can move them', () => {
  expect([0, 15, 16, 50, 51, 150, 151].map((n) => sizeOf(n))).toEqual([
    'small',
    'small',
    'medium',
    'medium',
    'large',
    'large',
    'several',
  ]);
  expect(sizeOf(15, capacityRules.parse({ smallUpTo: 10 }))).toBe('medium');
});

test('forty people and ten per cent more need forty-four places, not forty-five', () => {
  expect(placesWanted(40)).toBe(44);
  expect(placesWanted(41)).toBe(46);
  expect(placesWanted(0)).toBe(0);
  expect(placesWanted(40, { ...defaultCapacityRules, margin: 0 })).toBe(40);
});
