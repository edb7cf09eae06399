import { gridSquareOrigin } from '../../shared/grid.ts';
import { centreLook, isLargeRing } from './centre-state.ts';
import { around, grow, isFree, overlapArea, project } from './geometry.ts';
import { squareCentre, squareCorners } from './grid.ts';
import type { LabelSide } from './labels.ts';
import { labelBox } from './labels.ts';
import type { Disc } from './spread.ts';
import { spread } from './spread.ts';
import type { Box, MapCentre, MapContent, MapVehicle, MapVenue, Measure, Point, Position } from './types.ts';

export type PlacedCentre = Disc & { centre: MapCentre; side: LabelSide; moved: Point | null };
export type PlacedVenue = Disc & { venue: MapVenue; side: LabelSide; moved: Point | null };
export type PlacedVehicle = Point & { vehicle: MapVehicle; centre: MapCentre; from: Point; to: Point };
export type PlacedSquare = { name: string; corners: Point[] };

/** Everything drawn above the base, in pixels of the world at `zoom`. */
export type Scene = {
  zoom: number;
  centres: PlacedCentre[];
  venues: PlacedVenue[];
  vehicles: PlacedVehicle[];
  squares: PlacedSquare[];
  picked: Point | null;
  /** What place names must keep clear of. */
  taken: Box[];
};

type Spot = Disc & ({ centre: MapCentre } | { venue: MapVenue });

const BELOW_FIRST: LabelSide[] = ['below', 'left', 'right', 'above'];
const NARROW: LabelSide[] = ['below', 'above', 'right', 'left'];
const LEFT_FIRST: LabelSide[] = ['left', 'right', 'below', 'above'];
const VENUE_RADIUS = { small: 5, medium: 7, large: 9 };
/** Along the line from square to centre, the liked ones first. */
const PILL_STOPS = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1];

/**
 * Works out where every marker, label and pill goes. `size` scales them: 1 at a desk, 1.5 on a wall. On a `narrow` map
 * labels keep off the sides.
 */
export function layOut(content: MapContent, zoom: number, measure: Measure, { size = 1, narrow = false } = {}): Scene {
  const { centres = true, venues = true, vehicles = true, squares = true } = content.layers ?? {};
  const spots: Spot[] = [
    ...(venues ? (content.venues ?? []) : []).map((venue) => venueSpot(venue, zoom, size)),
    ...(centres ? (content.centres ?? []) : []).map((centre) => centreSpot(centre, zoom, size)),
  ];
  const discs = spread(spots);
  const taken: Box[] = discs.map((disc) => around(disc, disc.r * 2, disc.r * 2));
  const placedCentres = discs.flatMap((disc, i) =>
    'centre' in disc ? [{ ...disc, moved: from(spots[i], disc) }] : [],
  );
  const pills = vehicles ? placePills(content.vehicles ?? [], placedCentres, zoom, measure, size, taken) : [];
  return {
    zoom,
    vehicles: pills,
    centres: placedCentres.map((disc) => ({
      ...disc,
      side: tag(disc, narrow ? NARROW : BELOW_FIRST, centreTag(disc.centre, measure, size, content), taken, size),
    })),
    venues: discs.flatMap((disc, i) =>
      'venue' in disc ? [{ ...disc, moved: from(spots[i], disc), side: venueSide(disc, measure, size, taken) }] : [],
    ),
    squares: squares ? (content.squares ?? []).filter(gridSquareOrigin).map((name) => placeSquare(name, zoom)) : [],
    picked: content.pickedPoint ? project(content.pickedPoint, zoom) : null,
    taken,
  };
}

function centreSpot(centre: MapCentre, zoom: number, size: number): Spot {
  const r = (isLargeRing(centre.state) ? 38 : 27) * size;
  return { ...project(centre, zoom), r, yielding: centre.exact ? 0.5 : 1, centre };
}

function venueSpot(venue: MapVenue, zoom: number, size: number): Spot {
  const ranked = venue.state === 'selected' ? 24 : 17;
  const r = (venue.rank ? ranked : VENUE_RADIUS[venue.size]) * size;
  return { ...project(venue, zoom), r, yielding: venue.state === 'selected' ? 0.1 : 1, venue };
}

function placeSquare(name: string, zoom: number): PlacedSquare {
  return { name, corners: squareCorners(name).map((position) => project(position, zoom)) };
}

/** Everything shown, to fit the view around. */
export function contentPositions(content: MapContent): Position[] {
  const { centres = true, venues = true, vehicles = true, squares = true } = content.layers ?? {};
  const starts = (vehicles ? (content.vehicles ?? []) : []).map((vehicle) => vehicle.fromSquare);
  return [
    ...(centres ? (content.centres ?? []) : []),
    ...(venues ? (content.venues ?? []) : []),
    ...(squares ? (content.squares ?? []) : []).filter(gridSquareOrigin).flatMap(squareCorners),
    ...starts.filter(gridSquareOrigin).map(squareCentre),
    ...(content.pickedPoint ? [content.pickedPoint] : []),
  ];
}

function from(spot: Point | undefined, disc: Disc): Point | null {
  if (!spot) return null;
  const far = Math.hypot(spot.x - disc.x, spot.y - disc.y) > disc.r * 0.6;
  return far ? { x: spot.x, y: spot.y } : null;
}

/** Chooses the side for a label box and marks that place as taken. */
function tag(
  disc: Disc,
  sides: readonly LabelSide[],
  text: { w: number; h: number },
  taken: Box[],
  size: number,
): LabelSide {
  const wish = { x: disc.x, y: disc.y, gap: disc.r + 6 * size, ...text };
  const crowding = (side: LabelSide) => taken.reduce((sum, box) => sum + overlapArea(labelBox(wish, side), box), 0);
  const side = sides.reduce((best, next) => (crowding(next) < crowding(best) ? next : best));
  taken.push(labelBox(wish, side));
  return side;
}

function centreTag(centre: MapCentre, measure: Measure, size: number, content: MapContent) {
  const gap = content.layers?.gaps ? centre.gap : undefined;
  const lines = [centreSub(centre), ...(gap ? [gap] : [])];
  const title = measure(centre.label ?? centre.name, 700, 15 * size) + 18 * size;
  const widest = Math.max(
    title,
    ...lines.map((line) => measure(line, 400, 14 * size)),
    gap ? measure(gap, 600, 14 * size) + 20 * size : 0,
  );
  return { w: widest + 18 * size, h: (24 + 18 * lines.length) * size };
}

function venueSide(disc: Disc & { venue: MapVenue }, measure: Measure, size: number, taken: Box[]): LabelSide {
  const { venue } = disc;
  const w = Math.max(measure(venue.label, 700, 15 * size), measure(venue.sub ?? '', 400, 14 * size)) + 18 * size;
  const text = { w, h: (venue.sub ? 42 : 26) * size };
  // The label of a venue that is not chosen comes up only on hover or focus, above whatever is there.
  return tag(disc, LEFT_FIRST, text, venue.state === 'selected' ? taken : [...taken], size);
}

function placePills(
  vehicles: readonly MapVehicle[],
  centres: readonly (Disc & { centre: MapCentre })[],
  zoom: number,
  measure: Measure,
  size: number,
  taken: Box[],
): PlacedVehicle[] {
  return vehicles.flatMap((vehicle) => {
    const to = centres.find((disc) => disc.centre.id === vehicle.toCentreId);
    if (!to || !gridSquareOrigin(vehicle.fromSquare)) return [];
    const start = project(squareCentre(vehicle.fromSquare), zoom);
    const box = pillBox(start, to, pillSize(vehicle, measure, size), taken);
    taken.push(grow(box, 2));
    const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
    return [{ vehicle, centre: to.centre, from: start, to: { x: to.x, y: to.y }, ...middle }];
  });
}

function pillSize(vehicle: MapVehicle, measure: Measure, size: number) {
  return { w: measure(`${vehicle.count} · ${vehicle.due}`, 700, 15 * size) + 48 * size, h: 32 * size };
}

function pillBox(start: Point, to: Disc, { w, h }: { w: number; h: number }, taken: readonly Box[]): Box {
  const stops = PILL_STOPS.map((t) =>
    around({ x: start.x + (to.x - start.x) * t, y: start.y + (to.y - start.y) * t }, w, h),
  );
  // A centre in the same square leaves no line to sit on: queue beside its ring instead.
  const queue = [0, 1, 2, 3, 4, 5].map((i) => ({ x: to.x + to.r * 0.8, y: to.y + to.r * 0.6 + i * (h + 4), w, h }));
  return [...stops, ...queue].find((box) => isFree(box, taken)) ?? around(start, w, h);
}

/** The word beside a centre's mark, for the label box and for screen readers. */
export function centreSub(centre: MapCentre): string {
  return centre.sub ?? centreLook(centre.state).word;
}
