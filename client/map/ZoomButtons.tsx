import type { Map as LeafletMap } from 'leaflet';

export function ZoomButtons({ map, zoom }: { map: LeafletMap; zoom: number }) {
  return (
    <div class="map-zoom">
      <button
        type="button"
        aria-label="Zoom in"
        disabled={zoom >= map.getMaxZoom()}
        onClick={() => map.setZoom(zoom + 1)}
      >
        <Sign d="M12 5v14M5 12h14" />
      </button>
      <button
        type="button"
        aria-label="Zoom out"
        disabled={zoom <= map.getMinZoom()}
        onClick={() => map.setZoom(zoom - 1)}
      >
        <Sign d="M5 12h14" />
      </button>
    </div>
  );
}

function Sign({ d }: { d: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={d} fill="none" stroke="currentColor" stroke-width="2.8" />
    </svg>
  );
}
