import { useEffect, useState } from 'preact/hooks';
import type { VenueItem } from '../../../shared/venues/views.ts';
import { ApiProblem, ask } from '../../data/api.ts';

const MOST_PAGES = 20;

const allVenues = async (): Promise<VenueItem[]> => {
  const items: VenueItem[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const list = await ask('/api/venues', { limit: 500, after });
    items.push(...list.items);
    after = list.next;
    if (after === undefined) break;
  }
  return items;
};

/** The register, read when its layer is first shown. None to someone who may not see it, or without signal. */
export const useVenues = (wanted: boolean): readonly VenueItem[] => {
  const [venues, setVenues] = useState<readonly VenueItem[]>([]);
  useEffect(() => {
    if (!wanted) return;
    allVenues().then(setVenues, (error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
    });
  }, [wanted]);
  return wanted ? venues : [];
};
