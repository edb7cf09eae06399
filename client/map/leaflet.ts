import { DomEvent, GridLayer, map as createMap } from 'leaflet';
import type { Coords, DoneCallback, Map as LeafletMap } from 'leaflet';
import type { MapBounds, Position } from './types.ts';

const MIDDLE: [number, number] = [53, -1.45];
const BRITAIN: [[number, number], [number, number]] = [
  [47, -16],
  [63, 8],
];

export type Panes = { base: HTMLElement; markers: HTMLElement };

/** A Leaflet map without controls, pictures or links of its own. `interactive` false makes a still one, for a wall. */
export function makeMap(holder: HTMLElement, interactive: boolean): LeafletMap {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = createMap(holder, {
    attributionControl: false,
    zoomControl: false,
    zoomAnimation: false,
    fadeAnimation: false,
    inertia: !calm,
    zoomSnap: 0.25,
    zoomDelta: 0.5,
    wheelPxPerZoomLevel: 120,
    minZoom: 5.5,
    maxZoom: 13,
    maxBounds: BRITAIN,
    dragging: interactive,
    touchZoom: interactive,
    scrollWheelZoom: interactive,
    doubleClickZoom: interactive,
    boxZoom: interactive,
    keyboard: interactive,
    // Its size is watched where the map is held, and no longer than it stands.
    trackResize: false,
    center: MIDDLE,
    zoom: 9.5,
  });
  stopGliding(map);
  markPointer(holder);
  return map;
}

/** The two layers drawn by us: the base under everything, and the markers, whose clicks are not clicks on the map. */
export function makePanes(map: LeafletMap): Panes {
  const base = map.createPane('base');
  const markers = map.createPane('markers');
  base.classList.add('map-pane-base');
  markers.classList.add('map-pane-markers');
  DomEvent.disableClickPropagation(markers);
  return { base, markers };
}

/** Shows tiles from this site's own address instead of the drawn base; a template of another origin throws. */
export function addTiles(map: LeafletMap, template: string): () => void {
  const { origin } = new URL(template.replace(/[{}]/g, ''), location.href);
  if (origin !== location.origin) throw new Error('Map tiles must come from this site');
  const layer = new Tiles(template, { maxNativeZoom: 14 });
  layer.addTo(map);
  return () => layer.remove();
}

/** Moves the view so that the box is in sight with `padding` pixels of air. */
export function fit(map: LeafletMap, box: MapBounds, maxZoom: number, padding: [number, number]): void {
  const corners: [[number, number], [number, number]] = [
    [box.south, box.west],
    [box.north, box.east],
  ];
  map.fitBounds(corners, { maxZoom, padding, animate: false });
}

/** Brings a position into view, not to the middle. */
export function reveal(map: LeafletMap, { lat, lon }: Position): void {
  const { x, y } = map.getSize();
  map.panInside([lat, lon], { padding: [Math.min(200, x / 3), Math.min(100, y / 3)], animate: false });
}

// Leaflet's own TileLayer empties its pictures with data: addresses, which the content security policy refuses.
class Tiles extends GridLayer {
  readonly template: string;
  constructor(template: string, options: { maxNativeZoom: number }) {
    super(options);
    this.template = template;
  }
  protected override createTile({ x, y, z }: Coords, done: DoneCallback): HTMLElement {
    const tile = document.createElement('img');
    tile.alt = '';
    tile.addEventListener('load', () => done(undefined, tile));
    tile.addEventListener('error', () => done(new Error('A map tile did not load'), tile));
    tile.src = this.template.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y));
    return tile;
  }
}

// Leaflet focuses the map by script on a press, which browsers take for the keyboard and ring.
function markPointer(holder: HTMLElement): void {
  holder.addEventListener('pointerdown', () => holder.classList.add('map-by-pointer'), { capture: true });
  for (const kind of ['keydown', 'blur'])
    holder.addEventListener(kind, () => holder.classList.remove('map-by-pointer'));
}

function stopGliding(map: LeafletMap): void {
  const panBy = map.panBy.bind(map);
  map.panBy = (offset, options) => panBy(offset, { ...options, animate: false });
}
