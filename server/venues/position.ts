import { z } from 'zod';
import { ukLatitude, ukLongitude } from '../../shared/primitives.ts';
import { Problem } from '../../shared/problems.ts';
import type { VenuePosition } from '../../shared/venues/views.ts';
import { parse } from '../engine/parse.ts';
import { fromGridReference, tenKmSquare, toGridReference } from './gridReference.ts';

export const positionQuery = z.union([
  z.strictObject({ grid: z.string().max(20) }),
  z.strictObject({ lat: z.coerce.number().pipe(ukLatitude), lon: z.coerce.number().pipe(ukLongitude) }),
]);

/** One place as latitude and longitude and as a grid reference, from either. */
export const positionOf = (query: unknown): VenuePosition => {
  const asked = parse(positionQuery, query);
  const at = 'grid' in asked ? onGrid(asked.grid) : asked;
  return { ...at, gridReference: toGridReference(at.lat, at.lon), square: tenKmSquare(at.lat, at.lon) };
};

const onGrid = (reference: string): { lat: number; lon: number } => {
  const found = fromGridReference(reference);
  if (found.ok) return found.position;
  throw new Problem('invalid-fields', { errors: [{ pointer: '/grid', code: found.problem, detail: found.words }] });
};
