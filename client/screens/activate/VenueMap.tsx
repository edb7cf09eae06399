import { inGreatBritain } from '../../../shared/nation.ts';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { MapViewProps } from '../../map/MapView.tsx';
import type { MapVenue } from '../../map/types.ts';
import { LoadingBars } from '../../ui/notice.tsx';
import { type Candidate, shortVenueName } from './shortlist.ts';
import type { Activation } from './useActivation.ts';
import { whenWords } from '../../session/now.ts';

type MapModule = typeof import('../../map/MapView.tsx') & typeof import('../../map/grid.ts');

/** The map's own code comes only when a map is looked at. */
const useMap = (): MapModule | null => {
  const [found, setFound] = useState<MapModule | null>(null);
  useEffect(() => {
    let here = true;
    void Promise.all([import('../../map/MapView.tsx'), import('../../map/grid.ts')]).then(
      ([view, grid]) => here && setFound({ ...view, ...grid }),
    );
    return () => void (here = false);
  }, []);
  return found;
};

const sizeOnMap = (beds: number): MapVenue['size'] => (beds > 50 ? 'large' : beds > 15 ? 'medium' : 'small');

const onMap = (shown: readonly Candidate[], chosenId: string | null): MapVenue[] =>
  shown.flatMap(({ rank, venue }) =>
    venue.place
      ? [
          {
            id: venue.venueId,
            lat: venue.place.lat,
            lon: venue.place.lon,
            size: sizeOnMap(venue.beds),
            state: venue.venueId === chosenId ? ('selected' as const) : ('available' as const),
            rank,
            label: shortVenueName(venue),
            sub: `ready ${whenWords(venue.readyAt)}`,
          },
        ]
      : [],
  );

/** Candidates by number and the square people come from. A press on the map moves that square. */
export function VenueMap({ it, shown }: { it: Activation; shown: readonly Candidate[] }) {
  const map = useMap();
  const { draft, set } = it;
  const key = JSON.stringify([shown.map(({ rank, venue }) => [rank, venue.venueId, venue.readyAt]), draft.venueId]);
  const venues = useMemo(() => onMap(shown, draft.venueId), [key]);
  const squares = useMemo(() => (draft.square ? [draft.square] : []), [draft.square]);
  if (!map) return <LoadingBars label="Loading the map" />;
  const { MapView, squareOf } = map;
  const onPick: MapViewProps['onPick'] = (lat, lon) => {
    const square = inGreatBritain({ lat, lon }) ? squareOf(lat, lon) : null;
    if (square) set({ from: square, square });
  };
  return (
    <MapView
      class="venue-map"
      label="Venues that fit, and where people come from. Press the map to change where they come from"
      venues={venues}
      squares={squares}
      selectedId={draft.venueId}
      fitKey={`${draft.square ?? ''} ${shown.map(({ venue }) => venue.venueId).join(' ')}`}
      onPick={onPick}
      onSelect={({ id }) => set({ venueId: id })}
    />
  );
}
