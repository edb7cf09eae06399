import { type ScaledRole, scalePlan } from '../../shared/plans/scale.ts';
import { coverageStrip, type CoverageNeed, type Offer } from '../../shared/rosters/coverage.ts';
import { sizeOf } from '../../shared/venues/capacity.ts';
import { ruledOutWords } from '../../shared/venues/fit.ts';
import type { ParamsOf } from '../../shared/contract.ts';
import type { shortlistQuery } from '../../shared/routes/centres.ts';
import type { Reader } from '../engine/deps.ts';
import { listCapacities, listPartners } from '../partners/queries.ts';
import { openIntervals } from '../venues/openingHours.ts';
import { planNow } from './plan.ts';
import { middleOf, rankNow, type RankableVenue } from './ranking.ts';

type ShortlistQuery = ParamsOf<typeof shortlistQuery>;

const HOURS = 24;

/** What only the grant to addresses shows. */
const placeOf = ({ row, lat, lon }: RankableVenue, address: boolean) =>
  address
    ? { name: row.access.name, town: row.access.town, lat, lon, keyholders: row.access.details.keyholders }
    : null;

interface Offered extends Offer {
  role: string;
}

/** What partners promise, with the hours in which their line is open. */
const offersNow = async (reader: Reader, from: Date, to: Date): Promise<Offered[]> => {
  const [partners, capacities] = await Promise.all([listPartners(reader), listCapacities(reader)]);
  const hours = new Map(partners.map((it) => [it.code, it.hours]));
  return capacities
    .filter((it) => it.archivedAt === null)
    .map((it) => ({ ...it, open: openIntervals(hours.get(it.partner) ?? '24/7', from, to) }));
};

const needsOf = (scaled: readonly ScaledRole[]): CoverageNeed[] => scaled.flatMap(({ byLanguage }) => byLanguage);

const previewRole = (
  role: string,
  scaled: readonly ScaledRole[],
  offers: readonly Offered[],
  doorsAt: Date,
  callAt: Date,
) => ({
  role,
  partners: [...new Set(scaled.map((it) => it.partner))],
  heads: scaled.reduce((sum, it) => sum + it.heads, 0),
  why: scaled.map((it) => it.why).join('; '),
  coverage: coverageStrip(
    offers.filter((it) => it.role === role),
    needsOf(scaled),
    doorsAt,
    callAt,
    HOURS,
  ),
});

/** Venues by fit with reasons, and what the role plan calls for against what partners promise. Nothing is written. */
export const shortlist = async (reader: Reader, query: ShortlistQuery, callAt: Date, address: boolean) => {
  const { lat, lon } = query;
  const from = lat !== undefined && lon !== undefined ? { lat, lon } : middleOf(query.square);
  const arrivalAt = new Date(query.arrivalAt);
  const doorsAt = new Date(query.doorsAt ?? query.arrivalAt);
  const chosen = query.wishes ?? [];
  const asked = { expected: query.expected, from, arrivalAt, nights: query.nights, wishes: chosen };
  const end = new Date(doorsAt.getTime() + HOURS * 3_600_000);
  const [{ venues, ranking, rules }, plan, offers] = await Promise.all([
    rankNow(reader, asked, callAt, { address }),
    planNow(reader),
    offersNow(reader, callAt, end),
  ]);
  const size = sizeOf(query.expected, rules);
  const expectation = { size, expected: query.expected, languages: query.languages ?? [] };
  const scaled = scalePlan(plan, { ...expectation, children: chosen.includes('children') });
  const wanted = scaled.filter((it) => it.heads > 0);
  const byId = new Map(venues.map((it) => [it.id, it]));
  const shown = (venueId: string) => {
    const venue = byId.get(venueId);
    if (!venue) throw new Error('a venue was ranked that is not there');
    const { type, district, minutesToOpen } = venue;
    return { type, district, minutesToOpen, square: venue.row.venue.square, place: placeOf(venue, address) };
  };
  return {
    size,
    wanted: ranking.wanted,
    fit: ranking.fit.map((it) => ({ ...it, ...shown(it.venueId) })),
    ruledOut: ranking.ruledOut.map((it) => ({ ...it, ...shown(it.venueId) })),
    ruledOutWords: ruledOutWords(ranking.ruledOut),
    pair: ranking.pair,
    roles: [...new Set(wanted.map((it) => it.role))].map((role) =>
      previewRole(
        role,
        wanted.filter((it) => it.role === role),
        offers,
        doorsAt,
        callAt,
      ),
    ),
  };
};
