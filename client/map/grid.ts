import OsGridRef, { LatLon } from 'geodesy/osgridref.js';
import type { GridPoint } from '../../shared/grid.ts';
import { gridSquare, gridSquareOrigin } from '../../shared/grid.ts';
import type { MapBounds, Position } from './types.ts';

const SQUARE = 10_000;
const KM_PER_DEGREE = 111.3;
const corners = new Map<string, Position>();

/** The 10 km National Grid square a WGS 84 position lies in, such as `SK 45`; `null` outside the grid. */
export function squareOf(lat: number, lon: number): string | null {
  try {
    return gridSquare(new LatLon(lat, lon).toOsGrid());
  } catch (error) {
    // The library says "outside the grid" only by throwing.
    if (error instanceof Error && /invalid (easting|northing)/.test(error.message)) return null;
    throw error;
  }
}

/** The corners of a square from south-west, anticlockwise. Throws a RangeError for a name that is no 10 km square. */
export function squareCorners(name: string): [Position, Position, Position, Position] {
  const { easting: e, northing: n } = origin(name);
  return [corner(e, n), corner(e + SQUARE, n), corner(e + SQUARE, n + SQUARE), corner(e, n + SQUARE)];
}

/** The smallest box of latitudes and longitudes around a square. Throws a RangeError for a name that is no 10 km square. */
export function squareBounds(name: string): MapBounds {
  return boundsOf(squareCorners(name));
}

/** The middle of a square, WGS 84. Throws a RangeError for a name that is no 10 km square. */
export function squareCentre(name: string): Position {
  const { easting, northing } = origin(name);
  return corner(easting + SQUARE / 2, northing + SQUARE / 2);
}

/** The smallest box around some positions; there must be at least one. */
export function boundsOf(positions: readonly Position[]): MapBounds {
  const lats = positions.map((p) => p.lat);
  const lons = positions.map((p) => p.lon);
  return { south: Math.min(...lats), north: Math.max(...lats), west: Math.min(...lons), east: Math.max(...lons) };
}

/** A grid point as a WGS 84 position. Eastings 0 to 700,000 and northings 0 to 1,300,000. */
export function corner(easting: number, northing: number): Position {
  const key = `${easting},${northing}`;
  const known = corners.get(key);
  if (known) return known;
  const { lat, lon } = new OsGridRef(easting, northing).toLatLon();
  const position = { lat, lon };
  corners.set(key, position);
  return position;
}

/** Eastings and northings, in whole steps, that are sure to cover a box of latitudes and longitudes. */
export function gridRange(bounds: MapBounds, step: number): { from: GridPoint; to: GridPoint } {
  const points = [bounds.south, bounds.north].flatMap((lat) =>
    [bounds.west, bounds.east].map((lon) => roughGrid(lat, lon)),
  );
  // The grid bends away from the parallels by up to 15 km at the edges of Britain.
  const slack = 15_000;
  const low = (values: number[]) => Math.floor((Math.min(...values) - slack) / step) * step;
  const high = (values: number[]) => Math.ceil((Math.max(...values) + slack) / step) * step;
  const eastings = points.map((p) => p.easting);
  const northings = points.map((p) => p.northing);
  return {
    from: { easting: Math.max(0, low(eastings)), northing: Math.max(0, low(northings)) },
    to: { easting: Math.min(700_000, high(eastings)), northing: Math.min(1_300_000, high(northings)) },
  };
}

function origin(name: string): GridPoint {
  const point = gridSquareOrigin(name);
  if (!point) throw new RangeError(`"${name}" is not a 10 km grid square`);
  return point;
}

function roughGrid(lat: number, lon: number): GridPoint {
  const easting = 400_000 + (lon + 2) * Math.cos((lat * Math.PI) / 180) * KM_PER_DEGREE * 1000;
  return { easting, northing: (lat - 49) * KM_PER_DEGREE * 1000 - 100_000 };
}
