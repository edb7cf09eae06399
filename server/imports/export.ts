import type { Deps } from '../engine/deps.ts';
import { venueCells, venueColumns } from '../../shared/venues/csv.ts';
import { capacityOf, sizeOf } from '../../shared/venues/capacity.ts';
import { writeCsv } from './rows.ts';
import { EXERCISE_COLUMN } from './preview.ts';
import { rulesNow } from '../settings/queries.ts';
import { toGridReference } from '../venues/gridReference.ts';
import { findVenues } from '../venues/queries.ts';
import { accessOf, detailsOf, factsOf } from '../venues/rows.ts';

const MARK = 'EXERCISE';

/** `EXERCISE-venues.csv` where nothing is real. */
export const exportName = (deps: Deps, name: string): string => (deps.exercise ? `${MARK}-${name}` : name);

/** The register as a file that {@link parseCsv} reads back as it was. */
export const venuesCsv = async (deps: Deps): Promise<string> => {
  const [rules, found] = await Promise.all([rulesNow(deps.db), findVenues(deps.db)]);
  const rows = found.map((it) => venueCells(detailsOf(it), rules));
  if (!deps.exercise) return writeCsv(rows, venueColumns);
  return writeCsv(
    rows.map((cells) => [MARK, ...cells]),
    [EXERCISE_COLUMN, ...venueColumns],
  );
};

/** RFC 7946, longitude first. */
export const venuesGeoJson = async (deps: Deps) => {
  const [rules, found] = await Promise.all([rulesNow(deps.db), findVenues(deps.db)]);
  const mark = deps.exercise ? { exercise: MARK } : {};
  const features = found.map(({ venue, access, inUse }) => {
    const { lat, lon, ...place } = accessOf(access);
    const { night, day } = capacityOf(factsOf(venue), rules);
    return {
      type: 'Feature' as const,
      id: venue.id,
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: {
        ...mark,
        ...factsOf(venue),
        ...place,
        gridReference: toGridReference(lat, lon),
        nightPlaces: night.places,
        dayPlaces: day.places,
        size: sizeOf(night.places, rules),
        inUse,
      },
    };
  });
  return { type: 'FeatureCollection' as const, ...mark, features };
};
