import { MapView } from '../../map/MapView.tsx';
import { fitKey, mapCentres, mapSquares, mapVehicles } from './mapContent.ts';
import { stale } from './model.ts';

/** To be looked at, not used: no button, no venue, every centre in the middle of its square. */
export function WallMap({ theme }: { theme: 'light' | 'dark' }) {
  return (
    <MapView
      class="wall-map"
      label="Map of centres and vehicles. The list beside it holds the same."
      large
      controls={false}
      theme={theme}
      centres={mapCentres.value}
      vehicles={mapVehicles.value}
      squares={mapSquares.value}
      layers={{ centres: true, vehicles: true, squares: true }}
      fitKey={fitKey.value}
      stale={stale.value}
    />
  );
}
