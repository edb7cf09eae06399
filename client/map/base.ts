import { gridLetters, gridSquare } from '../../shared/grid.ts';
import { boxBounds, contains, grow, isFree, overlaps, pixelsPerMetre, project } from './geometry.ts';
import { boundsOf, corner, gridRange } from './grid.ts';
import type { LabelSide, LabelWish } from './labels.ts';
import { placeLabels } from './labels.ts';
import places from './places.json';
import type { Box, Measure, Point, Position } from './types.ts';

export type Place = Position & { id: string; name: string; population: number; tier: 1 | 2 | 3 };
export type PlacedName = { place: Place; side: LabelSide; box: Box; dot: Point };
export type GridLine = { key: string; points: Point[]; strong: boolean };
export type GridLetter = Point & { key: string; text: string; large: boolean };

/** Population from which a place may be named, by the zoom below which that holds. */
const NAMED_FROM = [
  [7, 250_000],
  [8, 100_000],
  [9, 15_000],
  [10, 2500],
  [11, 1],
] as const;
/** Pixels of a letter pair and figures such as `SK 45`, with air. */
const LETTERS_NEED = 52;
const FONT = { 1: [700, 19], 2: [600, 16], 3: [400, 14] } as const;
const WALL_FONT = { 1: [700, 28], 2: [600, 24], 3: [400, 22] } as const;

export const allPlaces: readonly Place[] = places.places.map(([name, lat, lon, population], id) => ({
  id: `p${id}`,
  name: String(name),
  lat: Number(lat),
  lon: Number(lon),
  population: Number(population),
  tier: tierOf(Number(population)),
}));

const known = boundsOf(allPlaces);

/** Metres between the lines drawn at a zoom. */
export function gridStep(zoom: number): 10_000 | 100_000 {
  return zoom >= 8 ? 10_000 : 100_000;
}

/** The National Grid lines crossing a part of the world. */
export function gridLines(area: Box, zoom: number): GridLine[] {
  const step = gridStep(zoom);
  const { from, to } = gridRange(boxBounds(area, zoom), step);
  const eastings = steps(from.easting, to.easting, step);
  const northings = steps(from.northing, to.northing, step);
  const at = (e: number, n: number) => project(corner(e, n), zoom);
  return [
    ...eastings.map((e) => ({ key: `e${e}`, strong: e % 100_000 === 0, points: northings.map((n) => at(e, n)) })),
    ...northings.map((n) => ({ key: `n${n}`, strong: n % 100_000 === 0, points: eastings.map((e) => at(e, n)) })),
  ];
}

/** The letters at the north-west corner of each square in a part of the world. */
export function gridLetterings(area: Box, zoom: number, size = 1): GridLetter[] {
  const large = !hasSmallLetters(zoom, area, size);
  const step = large ? 100_000 : 10_000;
  const { from, to } = gridRange(boxBounds(area, zoom), step);
  return steps(from.easting, to.easting - step, step).flatMap((easting) =>
    steps(from.northing, to.northing - step, step).flatMap((northing) => {
      const point = { easting, northing };
      const text = large ? gridLetters(point) : gridSquare(point);
      const { x, y } = project(corner(easting, northing + step), zoom);
      return text ? [{ key: text, text, large, x: x + 5, y: y + (large ? 24 : 16) * size }] : [];
    }),
  );
}

function hasSmallLetters(zoom: number, area: Box, size: number): boolean {
  const { south } = boxBounds(area, zoom);
  return gridStep(zoom) === 10_000 && 10_000 * pixelsPerMetre(south, zoom) >= LETTERS_NEED * size;
}

/** Radius in pixels of a place's built-up blob. */
export function blobRadius({ population, lat }: Place, zoom: number): number {
  return 68 * Math.cbrt(population) * pixelsPerMetre(lat, zoom);
}

/**
 * Which places are named at a zoom and where, larger ones first; the same however the map is panned. Cities are named
 * even where a square's letters stand, smaller places give way to them.
 */
export function placeNames(zoom: number, taken: readonly Box[], measure: Measure, size = 1): PlacedName[] {
  const least = NAMED_FROM.find(([below]) => zoom < below)?.[1] ?? 0;
  const named = allPlaces.filter((place) => place.population >= least);
  const wish = (place: Place) => wishFor(place, zoom, measure, size);
  const cities = placeLabels(named.filter((place) => place.tier === 1).map(wish), taken, 7 * size);
  const cityBoxes = cities.map(({ box }) => box);
  const letters = allLetters(zoom, size).map((letter) => letterBox(letter, size));
  const clear = letters.filter((box) => isFree(box, cityBoxes));
  const towns = placeLabels(
    named.filter((place) => place.tier !== 1).map(wish),
    [...taken, ...clear, ...cityBoxes.map((box) => grow(box, 3))],
    7 * size,
  );
  const byId = new Map(named.map((place) => [place.id, place]));
  return [...cities, ...towns].flatMap(({ id, side, box }) => {
    const place = byId.get(id);
    return place ? [{ place, side, box, dot: project(place, zoom) }] : [];
  });
}

/** The part of the map a square's letters cover. */
export function letterBox({ x, y, large }: GridLetter, size = 1): Box {
  return { x, y: y - (large ? 20 : 12) * size, w: (large ? 34 : 42) * size, h: (large ? 22 : 14) * size };
}

/** Only what touches a part of the world. */
export function namesIn(names: readonly PlacedName[], area: Box): PlacedName[] {
  return names.filter(({ box }) => overlaps(box, area));
}

/** The part of the world to draw, so that a short drag shows no empty edge. */
export function drawnArea(view: Box): Box {
  return grow(view, Math.round(Math.max(view.w, view.h) / 2));
}

/** Whether a part drawn earlier still covers what is in view. */
export function stillCovers(drawn: Box, view: Box): boolean {
  return contains(drawn, view);
}

function wishFor(place: Place, zoom: number, measure: Measure, size: number): LabelWish {
  const [weight, px] = (size > 1 ? WALL_FONT : FONT)[place.tier];
  const sides: LabelSide[] =
    place.tier === 3 ? ['above', 'right', 'left', 'below'] : ['above', 'below', 'right', 'left'];
  return {
    id: place.id,
    ...project(place, zoom),
    w: measure(place.name, weight, px),
    h: px * 1.25,
    gap: 5 * size,
    sides,
  };
}

function allLetters(zoom: number, size: number): GridLetter[] {
  const northWest = project({ lat: known.north, lon: known.west }, zoom);
  const southEast = project({ lat: known.south, lon: known.east }, zoom);
  const area = { ...northWest, w: southEast.x - northWest.x, h: southEast.y - northWest.y };
  return gridLetterings(area, zoom, size);
}

function tierOf(population: number): Place['tier'] {
  if (population >= 150_000) return 1;
  return population >= 40_000 ? 2 : 3;
}

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, i) => from + i * step);
}
