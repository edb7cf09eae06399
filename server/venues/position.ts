import { inGreatBritain } from '../../shared/nation.ts';
import { Problem } from '../../shared/problems.ts';
import type { VenuePosition } from '../../shared/venues/views.ts';
import { fromGridReference, tenKmSquare, toGridReference } from './gridReference.ts';

type Asked = { grid?: string | undefined; lat?: number | undefined; lon?: number | undefined };

/** One place as latitude and longitude and as a grid reference, from either. @throws Problem `invalid-fields` */
export const positionOf = ({ grid, lat, lon }: Asked): VenuePosition => {
  const at = lat !== undefined && lon !== undefined ? { lat, lon } : onGrid(grid ?? '');
  return {
    ...at,
    gridReference: toGridReference(at.lat, at.lon),
    square: inGreatBritain(at) ? tenKmSquare(at.lat, at.lon) : null,
  };
};

const onGrid = (reference: string): { lat: number; lon: number } => {
  const found = fromGridReference(reference);
  if (found.ok) return found.position;
  throw new Problem('invalid-fields', { errors: [{ pointer: '/grid', code: found.problem, detail: found.words }] });
};
