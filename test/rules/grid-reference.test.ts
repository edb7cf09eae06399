import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromGridReference, squareCentre, tenKmSquare, toGridReference } from '../../server/venues/gridReference.ts';
import { distanceKm } from '../../shared/distance.ts';

test('a known place reads the same both ways', () => {
  // The Ordnance Survey's worked example, Framingham, in WGS 84.
  expect(toGridReference(52.657977, 1.716038)).toBe('TG 5140 1317');
  expect(tenKmSquare(52.91903, -1.46221)).toBe('SK 33');
  const read = fromGridReference('SK 352 361');
  expect(read.ok && toGridReference(read.position.lat, read.position.lon, 6)).toBe('SK 352 361');
});

test.each(['SK 352 361', 'sk352361', ' SK352 361 ', 'SK 352361'])(
  'a reference may be typed as people type it: %s',
  (text) => {
    expect(fromGridReference(text)).toEqual(fromGridReference('SK 352 361'));
  },
);

test.each([
  '',
  'Derby',
  'SK',
  'SK 35 3',
  'SK 12 3456',
  'SK 352',
  'ZZ 35 36',
  'IK 35 36',
  '52.9, -1.4',
  'SK 123456 123456',
])('what is no grid reference is refused with an example: %s', (text) => {
  expect(fromGridReference(text)).toEqual({
    ok: false,
    problem: 'not_a_reference',
    words: 'Use a grid reference such as SK 352 361',
  });
});

test('squares in the sea far from the kingdom, and positions abroad, have none', () => {
  expect(fromGridReference('SV 00 00')).toMatchObject({ ok: false, problem: 'outside_uk' });
  expect(squareCentre('SK')).toMatchObject({ ok: false, problem: 'not_a_reference' });
  expect(toGridReference(48.85, 2.35)).toBeNull();
  expect(tenKmSquare(49.9, -8.6)).toBeNull();
});

test('a square is found again from its middle, and a position lies within the square it is cut to', () => {
  const result = fc.check(
    fc.property(
      fc.double({ min: 50.3, max: 58, noNaN: true }),
      fc.double({ min: -4, max: -0.2, noNaN: true }),
      (lat, lon) => {
        const square = tenKmSquare(lat, lon) ?? '';
        const centre = squareCentre(square);
        if (!centre.ok) return false;
        const { position } = centre;
        return tenKmSquare(position.lat, position.lon) === square && distanceKm(position, { lat, lon }) < 7.2;
      },
    ),
    { seed: 45, numRuns: 500 },
  );
  expect(result.counterexample).toBeNull();
});
