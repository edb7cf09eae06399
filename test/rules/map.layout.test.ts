import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeNames } from '../../client/map/base.ts';
import { centreName, ringShare, vehicleName, venueName } from '../../client/map/centre-state.ts';
import { around, overlaps, project, unproject } from '../../client/map/geometry.ts';
import { squareCentre } from '../../client/map/grid.ts';
import { placeLabels } from '../../client/map/labels.ts';
import { roughWidth } from '../../client/map/measure.ts';
import { arcPath, ringText } from '../../client/map/ring.ts';
import { layOut } from '../../client/map/scene.ts';
import { spread } from '../../client/map/spread.ts';
import type { Box, MapCentre, Measure } from '../../client/map/types.ts';

const seeded = { seed: 77, numRuns: 200 };
const measure: Measure = (text, _weight, size) => roughWidth(text, size);
const wren: MapCentre = {
  id: 'c1',
  name: 'Wren',
  state: 'open',
  ...squareCentre('SK 45'),
  exact: false,
  onSite: 31,
  places: 40,
};
const sides = ['above', 'right', 'left', 'below'] as const;

function clashes(boxes: readonly Box[]): number {
  return boxes.filter((a, i) => boxes.slice(i + 1).some((b) => overlaps(a, b))).length;
}

describe('labels on the map', () => {
  it('no two labels ever cover each other or an obstacle', () => {
    const spot = fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      w: fc.integer({ min: 20, max: 120 }),
    });
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 60 }), (spots) => {
        const obstacle = { x: 200, y: 150, w: 90, h: 60 };
        const wishes = spots.map((each, i) => ({ ...each, id: `p${i}`, h: 16, gap: 5, sides }));
        const boxes = placeLabels(wishes, [obstacle]).map(({ box }) => box);
        expect(clashes([obstacle, ...boxes])).toBe(0);
      }),
      seeded,
    );
  });

  it('the more important of two towns keeps its name when there is room for one', () => {
    const wish = { x: 0, y: 0, w: 300, h: 16, gap: 5, sides: ['middle'] as const };
    const placed = placeLabels(
      [
        { ...wish, id: 'city' },
        { ...wish, id: 'village', x: 20 },
      ],
      [],
    );
    expect(placed.map(({ id }) => id)).toEqual(['city']);
  });

  it('a town moves its name to another side before it goes without', () => {
    const wish = { x: 0, y: 0, w: 60, h: 16, gap: 5, id: 'town', sides };
    const [placed] = placeLabels([wish], [{ x: -30, y: -30, w: 60, h: 18 }]);
    expect(placed?.side).toBe('right');
  });

  it('names of places never cover each other, at any zoom', () => {
    for (const zoom of [7, 8.25, 9, 9.5, 10, 11.25]) {
      const names = placeNames(zoom, [], measure);
      expect(names.length).toBeGreaterThan(1);
      expect(clashes(names.map(({ box }) => box))).toBe(0);
    }
  });

  it('the largest cities are named first', () => {
    const names = placeNames(9, [], measure).map(({ place }) => place.name);
    expect(names).toEqual(expect.arrayContaining(['Nottingham', 'Sheffield', 'Leicester', 'Derby', 'Stoke-on-Trent']));
  });
});

describe('markers on the map', () => {
  it('centres in the same square are moved apart until each can be read', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 8, max: 40 }), { minLength: 2, maxLength: 8 }), (radii) => {
        const discs = spread(radii.map((r) => ({ x: 100, y: 100, r, yielding: 1 })));
        const touching = discs.filter((a, i) =>
          discs.slice(i + 1).some((b) => Math.hypot(a.x - b.x, a.y - b.y) < a.r + b.r - 1),
        );
        expect(touching).toEqual([]);
      }),
      seeded,
    );
  });

  it('markers that are clear of each other stay exactly where they belong', () => {
    const discs = [
      { x: 0, y: 0, r: 10, yielding: 1 },
      { x: 90, y: 0, r: 10, yielding: 1 },
    ];
    expect(spread(discs)).toEqual(discs);
  });

  it('a vehicle sits on the straight line from its square to its centre', () => {
    const scene = layOut(
      {
        centres: [wren],
        vehicles: [{ id: 'v1', kind: 'bus', count: 9, due: '07:58', fromSquare: 'SK 63', toCentreId: 'c1' }],
      },
      10,
      measure,
    );
    const [pill] = scene.vehicles;
    if (!pill) throw new Error('no vehicle drawn');
    const turn =
      (pill.x - pill.from.x) * (pill.to.y - pill.from.y) - (pill.y - pill.from.y) * (pill.to.x - pill.from.x);
    expect(turn).toBeCloseTo(0, 3);
    expect(pill.from).toEqual(project(squareCentre('SK 63'), 10));
  });

  it('vehicles on the same way to the same centre do not hide each other', () => {
    const vehicles = ['a', 'b', 'c'].map((id) => ({
      id,
      kind: 'van' as const,
      count: 'fewer than 5',
      due: '08:30',
      fromSquare: 'SK 45',
      toCentreId: 'c1',
    }));
    const scene = layOut({ centres: [wren], vehicles }, 10, measure);
    expect(clashes(scene.vehicles.map((pill) => around(pill, 150, 32)))).toBe(0);
  });

  it('a vehicle to a centre that is not shown, or from no known square, is left out', () => {
    const vehicle = { id: 'v', kind: 'van' as const, count: 3, due: '08:30', fromSquare: 'SK 45', toCentreId: 'gone' };
    expect(
      layOut(
        { centres: [wren], vehicles: [vehicle, { ...vehicle, fromSquare: 'here', toCentreId: 'c1' }] },
        10,
        measure,
      ).vehicles,
    ).toEqual([]);
  });

  it('a layer that is off shows nothing', () => {
    const scene = layOut(
      { centres: [wren], squares: ['SK 45'], layers: { centres: false, squares: false } },
      10,
      measure,
    );
    expect([scene.centres, scene.squares]).toEqual([[], []]);
  });

  it('each marker is named in words', () => {
    expect(centreName(wren)).toBe('Centre Wren, open, 31 of 40');
    expect(centreName({ ...wren, onSite: 'fewer than 5' })).toBe('Centre Wren, open, fewer than 5');
    expect(centreName({ ...wren, state: 'activating', onSite: null })).toBe('Centre Wren, opening');
    const bus = { id: 'v', kind: 'bus' as const, count: 9, due: '07:58', fromSquare: 'SK 54', toCentreId: 'c1' };
    expect(vehicleName(bus, 'Wren')).toBe('Bus, 9 people, from SK 54 to Wren, due 07:58');
    const venue = {
      id: 'V1',
      lat: 53,
      lon: -1,
      size: 'medium' as const,
      state: 'selected' as const,
      rank: 1,
      label: 'Juniper, Alfreton',
    };
    expect(venueName(venue)).toBe('1. Juniper, Alfreton, medium, chosen');
  });

  it('a ring tells nothing of a number that is not told', () => {
    expect(ringShare({ onSite: 'fewer than 5', places: 40 })).toBe(0);
    expect(ringShare({ onSite: 50, places: 40 })).toBe(1);
    expect(ringText('fewer than 5')).toEqual(['fewer', 'than 5']);
    expect(arcPath(10, 0)).toBe('');
    expect(arcPath(10, 0.5)).toBe('M0 -10A10 10 0 0 1 0 10');
    expect(arcPath(10, 1)).toContain('0 -10');
  });

  it('a position survives the way onto the map and back', () => {
    const place = fc.record({
      lat: fc.double({ min: 49, max: 61, noNaN: true }),
      lon: fc.double({ min: -8, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(place, fc.integer({ min: 5, max: 14 }), (position, zoom) => {
        const back = unproject(project(position, zoom), zoom);
        expect(back.lat).toBeCloseTo(position.lat, 6);
        expect(back.lon).toBeCloseTo(position.lon, 6);
      }),
      seeded,
    );
  });
});
