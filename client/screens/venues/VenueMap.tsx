import type { VenueItem } from '../../../shared/venues/views.ts';
import { MapView } from '../../map/MapView.tsx';
import type { MapVenue } from '../../map/types.ts';
import { nameOf } from './words.ts';

const stateOf = (venue: VenueItem, chosen: string | null): MapVenue['state'] => {
  if (venue.id === chosen) return 'selected';
  if (venue.inUse) return 'in_use';
  return venue.suitability === 'unsuitable' || venue.overdue ? 'ruled_out' : 'available';
};

const markerOf =
  (chosen: string | null) =>
  (venue: VenueItem): MapVenue[] =>
    venue.access
      ? [
          {
            id: venue.id,
            lat: venue.access.lat,
            lon: venue.access.lon,
            size: venue.size === 'several' ? 'large' : venue.size,
            state: stateOf(venue, chosen),
            label: `${nameOf(venue)}, ${venue.access.town}`,
            sub: `${venue.capacity.night.places} beds`,
          },
        ]
      : [];

export interface VenueMapProps {
  venues: readonly VenueItem[];
  chosen: string | null;
  onChoose: (venue: VenueItem) => void;
}

/** The venues of the list, where they are. The list beside it holds everything that this does. */
export function VenueMap({ venues, chosen, onChoose }: VenueMapProps) {
  return (
    <MapView
      label="Venues"
      class="venue-map"
      venues={venues.flatMap(markerOf(chosen))}
      selectedId={chosen}
      fitKey={venues.length > 0 ? 'venues' : 'none'}
      onSelect={({ id }) => {
        const found = venues.find((it) => it.id === id);
        if (found) onChoose(found);
      }}
    />
  );
}
