import { useEffect, useState } from 'preact/hooks';
import type { VenueList, VenueSort } from '../../../shared/venues/views.ts';
import type { Facility, SizeClass, Suitability } from '../../../shared/venues/venue.ts';
import { type Loaded, useQuery } from '../../data/useQuery.ts';
import type { AskedOf } from '../../../shared/contract.ts';
import type { Queries } from '../../../shared/routes/all.ts';

export interface Wanted {
  q: string;
  district: string;
  size: SizeClass | '';
  suitability: Suitability | '';
  facilities: Facility[];
  sleeps: number | null;
  overdue: boolean;
  archived: boolean;
}

export const nothingWanted: Wanted = {
  q: '',
  district: '',
  size: '',
  suitability: '',
  facilities: [],
  sleeps: null,
  overdue: false,
  archived: false,
};

export interface Sorting {
  sort: VenueSort;
  direction: 'up' | 'down';
}

export const PAGE = 14;

type Asked = AskedOf<Queries['/api/venues']>;

const queryOf = (wanted: Wanted, sorting: Sorting, limit: number, after: string | undefined): Asked => ({
  ...sorting,
  limit,
  after,
  q: wanted.q || undefined,
  district: wanted.district || undefined,
  size: wanted.size || undefined,
  suitability: wanted.suitability || undefined,
  facilities: wanted.facilities.length > 0 ? wanted.facilities : undefined,
  sleeps: wanted.sleeps ?? undefined,
  overdue: wanted.overdue ? 'true' : undefined,
  archived: wanted.archived ? 'true' : undefined,
});

/** The same value, once it has stayed for a moment. */
const useSettled = <T>(value: T, ms: number): T => {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
};

export interface Venues extends Loaded<VenueList> {
  wanted: Wanted;
  want: (change: Partial<Wanted>) => void;
  sorting: Sorting;
  sortBy: (sort: VenueSort) => void;
  /** How many venues stand on the pages before this one. */
  before: number;
  next: (() => void) | null;
  previous: (() => void) | null;
}

/** The register as asked for: overdue inspections first until another column is chosen. */
export const useVenues = (all: boolean): Venues => {
  const [wanted, setWanted] = useState(nothingWanted);
  const [sorting, setSorting] = useState<Sorting>({ sort: 'inspectionDue', direction: 'up' });
  const [pages, setPages] = useState<string[]>([]);
  const settled = useSettled(wanted, 250);
  const query = queryOf(settled, sorting, all ? 500 : PAGE, all ? undefined : pages.at(-1));
  const loaded = useQuery('/api/venues', query);
  const next = loaded.data?.next;
  return {
    ...loaded,
    wanted,
    want: (change) => {
      setWanted({ ...wanted, ...change });
      setPages([]);
    },
    sorting,
    sortBy: (sort) => {
      const again = sorting.sort === sort;
      setSorting({ sort, direction: again && sorting.direction === 'up' ? 'down' : 'up' });
      setPages([]);
    },
    before: pages.length * PAGE,
    // What is shown may be sorted as before: its end is no place to go on from.
    next: next === undefined || all ? null : () => void (loaded.current && setPages([...pages, next])),
    previous: pages.length === 0 || all ? null : () => setPages(pages.slice(0, -1)),
  };
};
