export interface Position {
  /** WGS 84 degrees. */
  lat: number;
  lon: number;
}

const EARTH_KM = 6_371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres: a straight line over the ground, not a road. */
export function distanceKm(a: Position, b: Position): number {
  const dLat = radians(b.lat - a.lat) / 2;
  const dLon = radians(b.lon - a.lon) / 2;
  const h = Math.sin(dLat) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
