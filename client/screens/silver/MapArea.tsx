import type { VenueItem } from '../../../shared/venues/views.ts';
import { squareCentre } from '../../map/grid.ts';
import { MapView } from '../../map/MapView.tsx';
import type { MapLayers, MapSelection, MapVenue } from '../../map/types.ts';
import { fitKey, mapCentres, mapSquares, mapVehicles } from './mapContent.ts';
import { stale } from './model.ts';
import { others, standingOf, venueName } from './VenuesPanel.tsx';

export interface MapAreaProps {
  layers: MapLayers;
  venues: readonly VenueItem[];
  selected: string | null;
  onSelect: (selection: MapSelection) => void;
}

/** Without the address a venue stands in its square. */
const mapVenue = (it: VenueItem): MapVenue => ({
  ...(it.access ? { lat: it.access.lat, lon: it.access.lon } : squareCentre(it.square)),
  id: it.id,
  size: it.size === 'several' ? 'large' : it.size,
  state: standingOf(it),
  label: venueName(it),
  sub: `sleeps ${it.capacity.night.places}`,
});

/** Loaded apart: nothing else of these screens needs Leaflet. */
export function MapArea({ layers, venues, selected, onSelect }: MapAreaProps) {
  return (
    <MapView
      class="grow"
      label="Map of centres, vehicles and staff gaps. The lists beside it hold the same."
      centres={mapCentres.value}
      vehicles={mapVehicles.value}
      venues={others(venues).map(mapVenue)}
      squares={mapSquares.value}
      layers={layers}
      fitKey={fitKey.value}
      stale={stale.value}
      selectedId={selected}
      onSelect={onSelect}
    />
  );
}
