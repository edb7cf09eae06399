import type { Map as LeafletMap } from 'leaflet';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { drawnArea, stillCovers } from './base.ts';
import type { Drawn } from './Base.tsx';
import { makeMap, makePanes } from './leaflet.ts';
import type { Panes } from './leaflet.ts';
import type { Box, Point } from './types.ts';

export type Live = { zoom: number; origin: Point };
export type Stage = { map: LeafletMap; panes: Panes; live: Live; drawn: Drawn };
type Handlers = {
  interactive: boolean;
  /** The map has a size: point it at its content. */
  onSized: (map: LeafletMap) => void;
  onPick: (lat: number, lon: number) => void;
};

/** Keeps one Leaflet map in the element and tells where it looks. `null` until the map stands. */
export function useLeaflet(holder: RefObject<HTMLElement | null>, handlers: Handlers): Stage | null {
  const [stage, setStage] = useState<Stage | null>(null);
  const latest = useRef(handlers);
  latest.current = handlers;
  const { interactive } = handlers;
  useEffect(() => {
    const element = holder.current;
    if (!element) return undefined;
    const map = makeMap(element, interactive);
    const panes = makePanes(map);
    const show = (drawn: Drawn) => setStage({ map, panes, live: liveOf(map), drawn });
    let drawn = drawnOf(map);
    const redraw = () => show((drawn = drawnOf(map)));
    const moved = () => stillCovers(drawn.area, viewOf(map)) || map.getZoom() !== drawn.zoom || redraw();
    map.on('moveend zoomend viewreset', redraw);
    map.on('zoom', () => show(drawn));
    map.on('move', moved);
    map.on('click', ({ latlng }) => latest.current.onPick(latlng.lat, latlng.lng));
    const observer = new ResizeObserver(() => {
      map.invalidateSize({ pan: false, animate: false });
      latest.current.onSized(map);
      redraw();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      map.remove();
      setStage(null);
    };
  }, [holder, interactive]);
  return stage;
}

function liveOf(map: LeafletMap): Live {
  const { x, y } = map.getPixelOrigin();
  return { zoom: map.getZoom(), origin: { x, y } };
}

function viewOf(map: LeafletMap): Box {
  const { min } = map.getPixelBounds();
  const { x: w, y: h } = map.getSize();
  return { x: min?.x ?? 0, y: min?.y ?? 0, w, h };
}

function drawnOf(map: LeafletMap): Drawn {
  return { ...liveOf(map), area: drawnArea(viewOf(map)) };
}
