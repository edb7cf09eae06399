import type { Box, MapBounds, Point, Position } from './types.ts';

const TILE = 256;

/** Web Mercator: a position as pixels of the world at a zoom, the same ones Leaflet uses. */
export function project({ lat, lon }: Position, zoom: number): Point {
  const scale = TILE * 2 ** zoom;
  const sin = Math.sin((lat * Math.PI) / 180);
  return { x: (lon / 360 + 0.5) * scale, y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * scale };
}

/** Pixels of the world at a zoom as a position. */
export function unproject({ x, y }: Point, zoom: number): Position {
  const scale = TILE * 2 ** zoom;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / scale))) * 180) / Math.PI;
  return { lat, lon: (x / scale - 0.5) * 360 };
}

/** The positions a box of the world's pixels covers. */
export function boxBounds(box: Box, zoom: number): MapBounds {
  const northWest = unproject(box, zoom);
  const southEast = unproject({ x: box.x + box.w, y: box.y + box.h }, zoom);
  return { north: northWest.lat, west: northWest.lon, south: southEast.lat, east: southEast.lon };
}

/** Pixels of one metre on the ground at a latitude and zoom. */
export function pixelsPerMetre(lat: number, zoom: number): number {
  return (TILE * 2 ** zoom) / (40_075_016.686 * Math.cos((lat * Math.PI) / 180));
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** Square pixels two boxes share. */
export function overlapArea(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

export function isFree(box: Box, taken: readonly Box[]): boolean {
  return !taken.some((other) => overlaps(box, other));
}

export function grow(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, w: box.w + 2 * by, h: box.h + 2 * by };
}

/** The box of a size around its middle. */
export function around(middle: Point, w: number, h: number): Box {
  return { x: middle.x - w / 2, y: middle.y - h / 2, w, h };
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.w >= inner.x + inner.w &&
    outer.y + outer.h >= inner.y + inner.h
  );
}
