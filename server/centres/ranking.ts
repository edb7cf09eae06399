import { eq, isNull } from 'drizzle-orm';
import { centre, centreAccess } from '../../db/schema/operations.ts';
import type { Position } from '../../shared/distance.ts';
import type { wishes } from '../../shared/operations.ts';
import type { CapacityRules } from '../../shared/venues/capacity.ts';
import { type FitQuestion, type FitVenue, rankVenues, type Ranking } from '../../shared/venues/fit.ts';
import type { Reader } from '../engine/deps.ts';
import { rulesNow } from '../settings/queries.ts';
import { squareCentre } from '../venues/gridReference.ts';
import { isOpen } from '../venues/openingHours.ts';
import { findVenues, type FoundVenue } from '../venues/queries.ts';
import { factsOf } from '../venues/rows.ts';

export interface Asked {
  expected: number;
  from: Position | null;
  arrivalAt: Date;
  /** 0: nobody sleeps there, so the day capacity counts. */
  nights?: number | null | undefined;
  wishes: readonly (typeof wishes)[number][];
}

export interface RankableVenue extends FitVenue {
  row: FoundVenue;
}

export interface Ranked {
  venues: RankableVenue[];
  ranking: Ranking;
  rules: CapacityRules;
  question: FitQuestion<RankableVenue>;
}

/** Which venues hold a live centre, in words. */
const usedNow = async (reader: Reader): Promise<Map<string, string>> => {
  const rows = await reader
    .select({ venueId: centreAccess.venueId, name: centre.name })
    .from(centreAccess)
    .innerJoin(centre, eq(centre.id, centreAccess.id))
    .where(isNull(centreAccess.releasedAt));
  return new Map(rows.map(({ venueId, name }) => [venueId, `Centre ${name}`]));
};

/** The middle of a ten-kilometre square, where one is named. */
export const middleOf = (square: string | null | undefined): Position | null => {
  const found = square ? squareCentre(square) : null;
  return found?.ok ? found.position : null;
};

interface Reading {
  /** Ranked though archived. */
  also?: string;
  /** Without it nothing that is answered depends on more than the square, nor says which centre is in a venue. */
  address: boolean;
}

const placed = ({ venue, access }: FoundVenue, address: boolean): Position =>
  (address ? null : middleOf(venue.square)) ?? { lat: access.lat, lon: access.lon };

/** Every venue on the register by fit, with the library's answer on opening hours. */
export const rankNow = async (
  reader: Reader,
  asked: Asked,
  callAt: Date,
  { also, address }: Reading,
): Promise<Ranked> => {
  const [found, used, rules] = await Promise.all([findVenues(reader), usedNow(reader), rulesNow(reader)]);
  const missing = also !== undefined && !found.some(({ venue }) => venue.id === also);
  const rows = missing ? [...found, ...(await findVenues(reader, { id: also }))] : found;
  const venues = rows.map((row) => ({
    ...factsOf(row.venue),
    id: row.venue.id,
    ...placed(row, address),
    archivedAt: row.venue.archivedAt?.toISOString() ?? null,
    inUseBy: (used.has(row.venue.id) && !address ? 'another centre' : used.get(row.venue.id)) ?? null,
    row,
  }));
  const question = {
    venues,
    expected: asked.expected,
    from: asked.from,
    arrivalAt: asked.arrivalAt,
    callAt,
    stay: asked.nights === 0 ? ('day' as const) : ('night' as const),
    wanted: asked.wishes,
    rules,
    // Hours that nobody knows rule nothing out; that they are not known is said.
    openAt: (venue: RankableVenue) =>
      venue.availableHours === null || isOpen(venue.availableHours, asked.arrivalAt, rules.openHours, venue),
  };
  return { venues, ranking: rankVenues(question), rules, question };
};
