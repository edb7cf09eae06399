import type { Position } from './distance.ts';
import { gridSquareOrigin } from './grid.ts';

/** The parts of the kingdom that keep bank holidays of their own; Wales keeps England's. */
export type Nation = 'England' | 'Scotland' | 'Northern Ireland';

const WEST: readonly [number, number] = [-3.6, 54.86];
const EAST: readonly [number, number] = [-2.03, 55.811];
/** The border from the Solway to north of Berwick, to about two kilometres: longitude, latitude. */
const BORDER: readonly (readonly [number, number])[] = [
  WEST,
  [-3.06, 54.985],
  [-2.86, 55.1],
  [-2.69, 55.18],
  [-2.48, 55.355],
  [-2.33, 55.41],
  [-2.17, 55.47],
  [-2.27, 55.56],
  [-2.33, 55.635],
  [-2.235, 55.648],
  [-2.16, 55.72],
  EAST,
];

/** Ireland and the water on this side of Kintyre, Galloway, Anglesey and Pembrokeshire. */
const inIreland = ({ lat, lon }: Position): boolean => {
  if (lat < 51.2 || lat > 55.5) return false;
  const coast = lat > 55.33 ? -6.6 : lat > 55.22 ? -5.95 : lat > 54 ? -5.4 : -5.8;
  return lon < coast;
};

/** The six counties by a box: what of it lies in Ireland is of another state and not on the register. */
const inNorthernIreland = (at: Position): boolean =>
  inIreland(at) && at.lat > 54 && at.lon > -8.2 && (at.lat < 55.35 || at.lon > -7);

/** Whose bank holidays are kept at a place. */
export function nationOf(at: Position): Nation {
  if (inNorthernIreland(at)) return 'Northern Ireland';
  return isBeyondBorder(at) ? 'Scotland' : 'England';
}

/** The border runs back on itself in the Cheviots and along the Tweed: who has crossed it once or thrice is beyond it. */
function isBeyondBorder({ lat, lon }: Position): boolean {
  // West of the Solway the Rhins of Galloway reach further south than Cumbria does north.
  if (lon <= WEST[0]) return lat > 54.62;
  if (lon >= EAST[0]) return lat > EAST[1];
  const crossed = BORDER.slice(1).filter(([x2, y2], index) => {
    const [x1, y1] = BORDER[index] ?? WEST;
    return x1 < lon !== x2 < lon && y1 + ((lon - x1) / (x2 - x1)) * (y2 - y1) < lat;
  });
  return crossed.length % 2 === 1;
}

/** Seas that the National Grid's figures reach and Great Britain does not, well off its coast: west, south, east, north. */
const SEAS: readonly [number, number, number, number][] = [
  [-9, 49, -6.6, 56.4],
  [-9, 49, -5.9, 49.7],
  [-5.9, 49, -1.5, 49.9],
  [-6.4, 50.5, -5.4, 51.5],
  [-0.8, 49, 2, 50.55],
  [0.6, 53.4, 2, 61],
  [1.95, 49, 2.5, 61],
  [-0.1, 54.35, 2, 61],
  [-1.1, 54.75, 2, 60],
  [-9, 56.4, -8.8, 61],
];

/** Is a British grid square the right name for a place? Not in Ireland, north or south, and not out at sea. */
export const inGreatBritain = (at: Position): boolean =>
  !inIreland(at) &&
  !SEAS.some(([west, south, east, north]) => at.lon > west && at.lon < east && at.lat > south && at.lat < north);

/** What of the National Grid's figures, in kilometres, is Ireland and the sea beside it: east to here, from south to north. */
const IRISH: readonly [number, number, number][] = [
  [160, 230, 400],
  [190, 400, 600],
  [150, 600, 610],
];

/** How a ten-kilometre square is shown: by its name in Great Britain, where alone it is one. */
export function squareWords(square: string): string {
  const corner = gridSquareOrigin(square);
  const [east, north] = corner ? [corner.easting / 1000, corner.northing / 1000] : [0, 0];
  const irish = IRISH.some(([edge, from, to]) => east < edge && north >= from && north < to);
  return corner && irish ? 'Northern Ireland' : square;
}
