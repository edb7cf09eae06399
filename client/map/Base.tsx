import { useMemo } from 'preact/hooks';
import { allPlaces, blobRadius, gridLetterings, gridLines, letterBox, namesIn, placeNames } from './base.ts';
import type { PlacedName } from './base.ts';
import { around, isFree, overlaps, project } from './geometry.ts';
import type { Box, Measure, Point } from './types.ts';

export type Drawn = { zoom: number; origin: Point; area: Box };
type BaseProps = {
  drawn: Drawn;
  live: { zoom: number; origin: Point };
  taken: readonly Box[];
  measure: Measure;
  size: number;
};

/** Land, built-up areas, National Grid and place names, without a request to anybody. */
export function Base({ drawn, live, taken, measure, size }: BaseProps) {
  const { zoom, area, origin } = drawn;
  const names = useMemo(() => placeNames(zoom, taken, measure, size), [zoom, taken, measure, size]);
  const ground = useMemo(() => <Ground drawn={drawn} />, [drawn]);
  const letters = useMemo(() => <Letters drawn={drawn} names={names} size={size} />, [drawn, names, size]);
  return (
    <svg class="map-base" width="1" height="1" aria-hidden="true" style={{ transform: follow(drawn, live) }}>
      {ground}
      {letters}
      {namesIn(names, area).map((name) => (
        <PlaceName key={name.place.id} name={name} origin={origin} size={size} />
      ))}
    </svg>
  );
}

function Ground({ drawn }: { drawn: Drawn }) {
  return (
    <>
      <Blobs drawn={drawn} />
      <Lines drawn={drawn} />
    </>
  );
}

function Blobs({ drawn: { zoom, origin, area } }: { drawn: Drawn }) {
  const blobs = allPlaces.map((place) => ({ id: place.id, r: blobRadius(place, zoom), ...project(place, zoom) }));
  return (
    <g fill="var(--map-built)">
      {blobs
        .filter(({ r, x, y }) => r >= 1 && overlaps(around({ x, y }, r * 2, r * 2), area))
        .map(({ id, r, x, y }) => (
          <circle key={id} cx={px(x - origin.x)} cy={px(y - origin.y)} r={px(r)} />
        ))}
    </g>
  );
}

function Lines({ drawn: { zoom, origin, area } }: { drawn: Drawn }) {
  return (
    <g>
      {gridLines(area, zoom).map(({ key, points, strong }) => (
        <polyline
          key={key}
          class={strong ? 'map-line map-line--strong' : 'map-line'}
          points={polyline(points, origin)}
        />
      ))}
    </g>
  );
}

function Letters({ drawn: { zoom, origin, area }, names, size }: { drawn: Drawn; names: PlacedName[]; size: number }) {
  const texts = names.map(({ box }) => box);
  const letters = gridLetterings(area, zoom, size).filter((letter) => isFree(letterBox(letter, size), texts));
  return (
    <g>
      {letters.map(({ key, text, x, y, large }) => (
        <text
          key={key}
          class={large ? 'map-grid map-grid--large' : 'map-grid'}
          x={px(x - origin.x)}
          y={px(y - origin.y)}
        >
          {text}
        </text>
      ))}
    </g>
  );
}

function PlaceName({ name: { place, box, dot }, origin, size }: { name: PlacedName; origin: Point; size: number }) {
  return (
    <g>
      <circle cx={px(dot.x - origin.x)} cy={px(dot.y - origin.y)} r={2 * size} fill="var(--map-name)" />
      <text
        class={`map-name map-name--${place.tier}`}
        x={px(box.x + box.w / 2 - origin.x)}
        y={px(box.y + box.h / 2 - origin.y)}
      >
        {place.name}
      </text>
    </g>
  );
}

/** While a pinch is on, the picture drawn for the zoom before is stretched to the zoom now. */
function follow(drawn: Drawn, live: { zoom: number; origin: Point }): string {
  const scale = 2 ** (live.zoom - drawn.zoom);
  return `translate(${px(drawn.origin.x * scale - live.origin.x)}px, ${px(drawn.origin.y * scale - live.origin.y)}px) scale(${scale})`;
}

function polyline(points: readonly Point[], origin: Point): string {
  return points.map(({ x, y }) => `${px(x - origin.x)},${px(y - origin.y)}`).join(' ');
}

function px(value: number): number {
  return Math.round(value * 10) / 10;
}
