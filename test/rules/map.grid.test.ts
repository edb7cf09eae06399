import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squareBounds, squareCentre, squareCorners, squareOf } from '../../client/map/grid.ts';
import { gridLetters, gridSquare, gridSquareOrigin, readGridSquare } from '../../shared/grid.ts';

const seeded = { seed: 4521, numRuns: 300 };
const squares = fc
  .record({ column: fc.integer({ min: 0, max: 69 }), row: fc.integer({ min: 0, max: 129 }) })
  .map(({ column, row }) => gridSquare({ easting: column * 10_000, northing: row * 10_000 }) ?? '');

describe('National Grid squares', () => {
  it.each([
    ['Derby', 52.9228, -1.4766, 'SK 33'],
    ['the water tower in the Ordnance Survey worked example', 52.65798, 1.71605, 'TG 51'],
    ['the summit of Ben Nevis', 56.79685, -5.003508, 'NN 17'],
    ['the Tower of London', 51.50811, -0.07594, 'TQ 38'],
    ['the summit of Snowdon', 53.0685, -4.0763, 'SH 65'],
  ])('%s lies in its published square', (_place, lat, lon, square) => {
    expect(squareOf(lat, lon)).toBe(square);
  });

  it('a place outside Britain has no square', () => {
    expect([squareOf(48.85, 2.35), squareOf(40, -74), squareOf(53.35, -12)]).toEqual([null, null, null]);
  });

  it('the middle of any square lies in that square', () => {
    fc.assert(
      fc.property(squares, (square) => {
        const { lat, lon } = squareCentre(square);
        expect(squareOf(lat, lon)).toBe(square);
      }),
      seeded,
    );
  });

  it('a square keeps all its corners within its bounds and is ten kilometres tall', () => {
    fc.assert(
      fc.property(squares, (square) => {
        const box = squareBounds(square);
        const [southWest, , , northWest] = squareCorners(square);
        expect(box.south).toBeLessThanOrEqual(southWest.lat);
        expect((northWest.lat - southWest.lat) * 111.2).toBeGreaterThan(9.8);
        expect((northWest.lat - southWest.lat) * 111.2).toBeLessThan(10.2);
      }),
      seeded,
    );
  });

  it('the name of a square leads back to its south-west corner', () => {
    fc.assert(
      fc.property(squares, (square) => {
        expect(gridSquare(gridSquareOrigin(square) ?? { easting: -1, northing: -1 })).toBe(square);
      }),
      seeded,
    );
  });

  it('a grid reference typed in any usual way is cut to its ten-kilometre square', () => {
    const typed = ['SK 45', 'sk45', ' Sk 4 5 ', 'SK 41 55', 'SK 412 556', 'SK4120055600'];
    expect(typed.map(readGridSquare)).toEqual(typed.map(() => 'SK 45'));
  });

  it('what is no reference of the National Grid is not taken for one', () => {
    const wrong = ['', 'SK', 'SK 4', 'SK 412', 'Alfreton', 'SI 45', 'ZZ 45', '53.1, -1.4', 'DE55 7AA'];
    expect(wrong.map(readGridSquare)).toEqual(wrong.map(() => null));
    expect(() => squareCentre('Alfreton')).toThrow(RangeError);
  });

  it('the letters follow the published layout of hundred-kilometre squares', () => {
    const corners = [
      [0, 0, 'SV'],
      [400_000, 300_000, 'SK'],
      [500_000, 300_000, 'TF'],
      [300_000, 400_000, 'SD'],
      [400_000, 1_200_000, 'HP'],
    ] as const;
    for (const [easting, northing, letters] of corners) expect(gridLetters({ easting, northing })).toBe(letters);
    expect(gridLetters({ easting: 700_000, northing: 0 })).toBeNull();
  });
});
