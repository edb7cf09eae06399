import OsGridRef, { LatLon } from 'geodesy/osgridref.js';
import type { Position } from '../../shared/distance.ts';
import { gridSquare, gridSquareOrigin } from '../../shared/grid.ts';
import { inGreatBritain } from '../../shared/nation.ts';
import { ukLatitude, ukLongitude } from '../../shared/primitives.ts';

export type GridResult =
  | { ok: true; position: Position }
  | { ok: false; problem: 'not_a_reference' | 'outside_uk'; words: string };

type Digits = 2 | 4 | 6 | 8 | 10;

const inUk = ({ lat, lon }: Position): boolean =>
  ukLatitude.safeParse(lat).success && ukLongitude.safeParse(lon).success;

/** OS National Grid reference of a WGS 84 position, such as `SK 3520 3610`; null outside Great Britain. Good to 5 m. */
export function toGridReference(lat: number, lon: number, digits: Digits = 8): string | null {
  const at = { lat, lon };
  return inGreatBritain(at) ? (onGrid(at)?.toString(digits) ?? null) : null;
}

/** The middle of the square a grid reference names (`SK 352 361`, `sk352361`, `SK 45`). */
export function fromGridReference(text: string): GridResult {
  const match = /^([A-Z]{2})\s*((\d+)\s+(\d+)|\d+)$/i.exec(text.trim());
  const figures = match?.[2]?.replace(/\s/g, '') ?? '';
  const half = figures.length / 2;
  const corner = gridSquareOrigin(`${match?.[1]?.toUpperCase()} 00`);
  const split = match?.[3] === undefined || match[3].length === half;
  if (!corner || !split || !Number.isInteger(half) || half < 1 || half > 5) return notAReference;
  const metres = 10 ** (5 - half);
  const along = (digits: string): number => (Number(digits) + 0.5) * metres;
  return positioned(corner.easting + along(figures.slice(0, half)), corner.northing + along(figures.slice(half)));
}

/**
 * The 10 km square of a position, such as `SK 33`: as fine as a place may be known without the grant. In Northern
 * Ireland the grid's figures run on and are kept, but they are no name of a place: `squareWords` says which are.
 */
export function tenKmSquare(lat: number, lon: number): string | null {
  const point = onGrid({ lat, lon });
  return point && gridSquare(point);
}

/** The middle of a 10 km square. */
export function squareCentre(square: string): GridResult {
  const corner = gridSquareOrigin(square);
  if (!corner) return notAReference;
  return positioned(corner.easting + 5_000, corner.northing + 5_000);
}

const notAReference = {
  ok: false,
  problem: 'not_a_reference',
  words: 'Use a grid reference such as SK 352 361',
} as const satisfies GridResult;

function onGrid(at: Position): OsGridRef | null {
  if (!inUk(at)) return null;
  try {
    return new LatLon(at.lat, at.lon).toOsGrid();
  } catch (error) {
    // The sea west of Scilly is inside the kingdom's box and off its grid.
    if (error instanceof Error) return null;
    throw error;
  }
}

function positioned(easting: number, northing: number): GridResult {
  const { latitude, longitude } = new OsGridRef(easting, northing).toLatLon();
  const position = { lat: Number(latitude.toFixed(6)), lon: Number(longitude.toFixed(6)) };
  if (inUk(position)) return { ok: true, position };
  return { ok: false, problem: 'outside_uk', words: 'That square is outside the United Kingdom' };
}
