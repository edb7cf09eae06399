import { expect, test } from 'vitest';
import { fromGridReference, squareCentre, toGridReference } from '../../server/venues/gridReference.ts';
import { positionOf } from '../../server/venues/position.ts';
import { farFromPostcode } from '../../server/venues/postcodeAreas.ts';
import { distanceKm } from '../../shared/distance.ts';

const derby = { lat: 53, lon: -1.5, postcode: 'DE1 5ZZ' };

test('a place within reach of its postcode is let be, and one beyond it is told how far off it is', () => {
  expect(farFromPostcode(derby)).toBeNull();
  expect(farFromPostcode({ ...derby, lat: 53.449 })).toBeNull();
  expect(farFromPostcode({ ...derby, lat: 53.451 })).toBe(
    'This place is 50 km from where DE postcodes are. Check the postcode, latitude and longitude',
  );
  expect(farFromPostcode({ ...derby, lat: 54 })).toMatch(/is 111 km from where DE postcodes are/);
});

test('a minus sign that was lost is asked about, and a postcode of no area says nothing', () => {
  expect(farFromPostcode({ ...derby, lon: 1.5 })).toBe('Has this lost its minus sign? DE1 5ZZ is near longitude -1.5');
  expect(farFromPostcode({ ...derby, lat: 57, lon: 1.5 })).toMatch(/km from/);
  expect(farFromPostcode({ ...derby, postcode: 'XX1 5ZZ' })).toBeNull();
});

test('a place is found on the meridian, and beyond the sea no British square is its name', () => {
  expect(positionOf({ lat: 51.5, lon: 0 })).toMatchObject({ lat: 51.5, lon: 0, square: 'TQ 37' });
  const belfast = { lat: 54.6, lon: -5.93 };
  expect(positionOf(belfast)).toEqual({ ...belfast, gridReference: null, square: null });
});

test.each([
  ['SK 45', 'SK 45', 2],
  ['SK 41 55', 'SK 41 55', 4],
  ['SK 412 556', 'SK 412 556', 6],
  ['SK 4123 5567', 'SK 4123 5567', 8],
  ['SK 41234 55678', 'SK 41234 55678', 10],
] as const)('a reference of any even number of figures names a square: %s', (text, back, digits) => {
  const read = fromGridReference(text);
  expect(read.ok && toGridReference(read.position.lat, read.position.lon, digits)?.replaceAll(' ', '')).toBe(
    back.replaceAll(' ', ''),
  );
});

test('a square is known by its middle', () => {
  expect(squareCentre('SK 45')).toEqual(fromGridReference('SK 45'));
  const read = fromGridReference('SK 45');
  expect(read.ok && distanceKm(read.position, { lat: 53.09, lon: -1.33 })).toBeLessThan(1);
});

test('a quarter of the way round the earth is ten thousand kilometres and a little', () => {
  expect(distanceKm({ lat: 0, lon: 0 }, { lat: 90, lon: 0 })).toBeCloseTo(10_007.543, 2);
  expect(distanceKm({ lat: 0, lon: -45 }, { lat: 0, lon: 45 })).toBeCloseTo(10_007.543, 2);
  expect(distanceKm({ lat: 53, lon: -1 }, { lat: 53, lon: -1 })).toBe(0);
});
