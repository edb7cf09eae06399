import { finds, sameName } from '../../shared/fold.ts';
import { londonDay } from '../../shared/london.ts';
import { Problem } from '../../shared/problems.ts';
import { facilityFacets } from '../../shared/venues/words.ts';
import type { VenueItem, VenueList, VenueQuery, VenueSort } from '../../shared/venues/views.ts';
import type { Reader } from '../engine/deps.ts';
import { rulesNow } from '../settings/queries.ts';
import { findVenues, presentVenue } from './queries.ts';

/** A page of the register as its reader may see it. */
export const listVenues = async (
  reader: Reader,
  query: VenueQuery,
  { address }: { address: boolean },
  now: Date,
): Promise<VenueList> => {
  const [rules, found] = await Promise.all([rulesNow(reader), findVenues(reader, { archived: query.archived })]);
  const today = londonDay(now);
  const all = found.map((it) => presentVenue(it, { address, rules, today }));
  const matching = all.filter((it) => matches(it, query)).toSorted(order(query));
  const rest = query.after === undefined ? matching : matching.slice(placeOf(matching, query) + 1);
  const items = rest.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items,
    ...(last && rest.length > items.length ? { next: last.code } : {}),
    tallies: {
      total: all.length,
      matching: matching.length,
      overdue: all.filter((it) => it.overdue).length,
      unsuitable: all.filter((it) => it.suitability === 'unsuitable').length,
    },
    districts: [...new Set(all.map((it) => it.district))].toSorted(),
  };
};

const matches = (it: VenueItem, query: VenueQuery): boolean =>
  (query.district === undefined || sameName(it.district, query.district)) &&
  (query.size === undefined || it.size === query.size) &&
  (query.suitability === undefined || it.suitability === query.suitability) &&
  (query.sleeps === undefined || it.capacity.night.places >= query.sleeps) &&
  (query.overdue === undefined || it.overdue === query.overdue) &&
  (query.facilities ?? []).every((facility) => facilityFacets[facility].has(it)) &&
  isFound(it, query.q ?? '');

// Words are looked for only in what this reader is shown, so that a search says nothing more.
const isFound = (it: VenueItem, q: string): boolean =>
  finds(q, [it.code, it.district, it.type, it.access?.name, it.access?.town]);

const standings = ({ suitability, overdue }: VenueItem): number => {
  if (suitability === 'unsuitable') return 4;
  if (overdue) return 3;
  if (suitability === null) return 2;
  return suitability === 'suitable_with_conditions' ? 1 : 0;
};

/** What is not known comes before the least. */
const UNKNOWN = -1;

const keys: Record<VenueSort, (it: VenueItem) => string | number> = {
  code: (it) => it.code,
  name: (it) => it.access?.name ?? it.code,
  town: (it) => it.access?.town ?? it.code,
  district: (it) => it.district,
  beds: (it) => it.capacity.night.places,
  minutesToOpen: (it) => it.minutesToOpen,
  showers: (it) => it.showers ?? UNKNOWN,
  inspectionDue: (it) => it.inspectionDue ?? '',
  standing: standings,
};

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

const order = ({ sort, direction }: VenueQuery) => {
  const key = keys[sort];
  const way = direction === 'up' ? 1 : -1;
  // Equals stay as they come, by their codes.
  return (a: VenueItem, b: VenueItem): number => way * compare(key(a), key(b));
};

const placeOf = (items: readonly VenueItem[], { after }: VenueQuery): number => {
  const place = items.findIndex((it) => it.code === after);
  if (place >= 0) return place;
  throw new Problem('invalid-fields', {
    errors: [{ pointer: '/after', code: 'gone', detail: 'The list has changed. Start again from its first page' }],
  });
};
