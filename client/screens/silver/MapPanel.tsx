import type { VenueItem } from '../../../shared/venues/views.ts';
import { desk, useMedia } from '../../ui/useMedia.ts';
import { canRegister } from '../../session/session.ts';
import { MapLegend } from '../../map/Legend.tsx';
import type { MapSelection } from '../../map/types.ts';
import { Segments } from '../../ui/choices.tsx';
import { FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { useModule } from './useModule.ts';

const loadMap = () => import('./MapArea.tsx').then((it) => it.MapArea);

const layerNames = [
  { value: 'centres', label: 'Centres' },
  { value: 'vehicles', label: 'Vehicles' },
  { value: 'gaps', label: 'Staff gaps' },
] as const;
const venueLayer = { value: 'venues', label: 'Venues on standby' } as const;
export type Layer = (typeof layerNames)[number]['value'] | 'venues';

export interface MapPanelProps {
  layers: readonly Layer[];
  onLayers: (layers: readonly Layer[]) => void;
  venues: readonly VenueItem[];
  selected: string | null;
  onSelect: (selection: MapSelection) => void;
}

/** The map with its layers and signs. */
export function MapPanel({ layers, onLayers, venues, selected, onSelect }: MapPanelProps) {
  const desktop = useMedia(desk);
  const mayVenues = canRegister('venues.read');
  const { loaded: Map, failed, again } = useModule(loadMap);
  const on = (layer: Layer) => layers.includes(layer);
  return (
    <section class="silver-map" aria-label="Map">
      <div class="silver-map__layers">
        <Segments
          legend="Show on the map"
          options={mayVenues ? [...layerNames, venueLayer] : [...layerNames]}
          value={layers}
          onChange={onLayers}
        />
        {!desktop && (
          <details class="silver-map__signs">
            <summary class="unfolds">Map signs</summary>
            <MapLegend />
          </details>
        )}
      </div>
      {Map && (
        <Map
          layers={{ centres: on('centres'), vehicles: on('vehicles'), gaps: on('gaps'), venues: on('venues') }}
          venues={venues}
          selected={selected}
          onSelect={onSelect}
        />
      )}
      {failed && <FailedPanel title="The map did not load. The lists have everything it shows" onRetry={again} />}
      {!Map && !failed && <LoadingBars label="Loading the map" />}
      {Map && desktop && <MapLegend class="map-legend--strip" />}
    </section>
  );
}
