import './map.scss';
import type { Map as LeafletMap } from 'leaflet';
import { createPortal } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Base } from './Base.tsx';
import { unproject } from './geometry.ts';
import { boundsOf } from './grid.ts';
import { addTiles, fit, reveal } from './leaflet.ts';
import { Markers } from './Markers.tsx';
import { textMeasure } from './measure.ts';
import type { Scene } from './scene.ts';
import { contentPositions, layOut } from './scene.ts';
import type { Box, MapContent, MapSelection, Measure, Point, Position } from './types.ts';
import type { Stage } from './use-leaflet.ts';
import { useLeaflet } from './use-leaflet.ts';
import { ZoomButtons } from './ZoomButtons.tsx';

export type MapViewProps = MapContent & {
  /** What the map shows, for screen readers. */
  label?: string;
  /** Where to look at first; without it the view fits the content. */
  center?: Position;
  zoom?: number;
  /** The view is fitted anew when this changes, and never by a live update alone. */
  fitKey?: string;
  theme?: 'light' | 'dark';
  /** Type and markers to be read across a room. */
  large?: boolean;
  /** False leaves out the zoom buttons and stands still, for a wall. */
  controls?: boolean;
  /** The numbers are old: rings are hatched. */
  stale?: boolean;
  /** Same-origin template such as `/tiles/{z}/{x}/{y}.png`, shown instead of the drawn base. */
  tiles?: string;
  /** Credit for those tiles, as plain text. */
  tilesCredit?: string;
  onPick?: (lat: number, lon: number) => void;
  onSelect?: (selection: MapSelection) => void;
  class?: string;
};

const PLACES_CREDIT = 'Places: GeoNames, CC BY 4.0';

/** The map: a base drawn by us, and whatever centres, vehicles, squares and venues it is given. */
export function MapView(props: MapViewProps) {
  const { controls = true, large = false, onPick, tiles } = props;
  const holder = useRef<HTMLElement>(null);
  const aim = useAim(props);
  const stage = useLeaflet(holder, {
    interactive: controls,
    onSized: aim,
    onPick: (lat, lon) => onPick?.(round(lat), round(lon)),
  });
  const map = stage?.map;
  useEffect(() => (map && tiles ? addTiles(map, tiles) : undefined), [map, tiles]);
  return (
    <div class={looks(props)}>
      <section class="map-canvas" ref={holder} aria-label={props.label ?? 'Map'} />
      {stage && <Layers {...props} stage={stage} size={large ? 1.5 : 1} />}
      {stage && controls && <ZoomButtons map={stage.map} zoom={stage.live.zoom} />}
      <p class="map-credit">{tiles ? props.tilesCredit : PLACES_CREDIT}</p>
    </div>
  );
}

function Layers({ stage, size, ...props }: MapViewProps & { stage: Stage; size: number }) {
  const { map, panes, live, drawn } = stage;
  const measure = useMemo(() => textMeasure(getComputedStyle(map.getContainer()).fontFamily), [map]);
  const scene = useScene(props, live.zoom, measure, size, map.getSize().x < 640);
  const taken = useTaken(scene, drawn.zoom);
  const focus = (at: Point) => reveal(map, unproject(at, live.zoom));
  return (
    <>
      {!props.tiles &&
        createPortal(<Base drawn={drawn} live={live} taken={taken} measure={measure} size={size} />, panes.base)}
      {createPortal(
        <Markers
          scene={scene}
          origin={live.origin}
          gaps={props.layers?.gaps ?? false}
          selectedId={props.selectedId ?? null}
          onSelect={props.onSelect}
          onFocus={focus}
        />,
        panes.markers,
      )}
    </>
  );
}

function useScene(content: MapContent, zoom: number, measure: Measure, size: number, narrow: boolean): Scene {
  const { centres, vehicles, venues, squares, pickedPoint, layers } = content;
  return useMemo(
    () => layOut({ centres, vehicles, venues, squares, pickedPoint, layers }, zoom, measure, { size, narrow }),
    [centres, vehicles, venues, squares, pickedPoint, layers, zoom, measure, size, narrow],
  );
}

/** The same array as long as the same places are taken, so that names stay put through live updates. */
function useTaken(scene: Scene, zoom: number): readonly Box[] {
  const kept = useRef<{ key: string; boxes: readonly Box[] }>({ key: '', boxes: [] });
  const key = JSON.stringify([scene.zoom, scene.taken.map((box) => [box.x, box.y, box.w, box.h].map(Math.round))]);
  if (scene.zoom === zoom && key !== kept.current.key) kept.current = { key, boxes: scene.taken };
  return kept.current.boxes;
}

/** Points the map at its content: when it gets a size, until somebody moves it, and when `fitKey` changes. */
function useAim(props: MapViewProps): (map: LeafletMap) => void {
  const latest = useRef(props);
  latest.current = props;
  const aimed = useRef<Aimed | null>(null);
  const take = (map: LeafletMap) => {
    lookAt(map, latest.current);
    aimed.current = { map, zoom: map.getZoom(), key: latest.current.fitKey, dragged: false };
  };
  useEffect(() => {
    if (aimed.current && aimed.current.key !== props.fitKey) take(aimed.current.map);
  }, [props.fitKey]);
  return (map) => {
    const last = aimed.current;
    if (last?.map !== map) map.on('dragstart', () => aimed.current && (aimed.current.dragged = true));
    if (last?.map !== map || (!last.dragged && last.zoom === map.getZoom())) take(map);
  };
}

type Aimed = { map: LeafletMap; zoom: number; key: string | undefined; dragged: boolean };

function lookAt(map: LeafletMap, props: MapViewProps): void {
  const { x: width, y: height } = map.getSize();
  if (width === 0 || height === 0) return;
  if (props.center) {
    map.setView([props.center.lat, props.center.lon], props.zoom ?? map.getZoom(), { animate: false });
    return;
  }
  const positions = contentPositions(props);
  // Label boxes stand beside their markers, so there is more air at the sides.
  const padding: [number, number] = [Math.min(120, width * 0.18), Math.min(90, height * 0.11)];
  if (positions.length > 0) fit(map, boundsOf(positions), props.zoom ?? (props.large ? 10.5 : 10), padding);
}

function looks(props: MapViewProps): string {
  const names = ['map', `map--${props.theme ?? 'light'}`];
  if (props.large) names.push('map--large');
  if (props.stale) names.push('map--stale');
  if (props.onPick) names.push('map--pick');
  return [...names, props.class].filter(Boolean).join(' ');
}

function round(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000;
}
