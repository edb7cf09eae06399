/** A point of the National Grid in metres from its false origin, south-west of the Isles of Scilly. */
export type GridPoint = { readonly easting: number; readonly northing: number };

const LETTERS = 'ABCDEFGHJKLMNOPQRSTUVWXYZ';
const EAST_SQUARES = 7;
const NORTH_SQUARES = 13;

/** The two letters of the 100 km square a point lies in, such as `SK`; `null` outside Great Britain's grid. */
export function gridLetters({ easting, northing }: GridPoint): string | null {
  const column = Math.floor(easting / 100_000);
  const row = Math.floor(northing / 100_000);
  if (column < 0 || column >= EAST_SQUARES || row < 0 || row >= NORTH_SQUARES) return null;
  const first = (3 - Math.floor(row / 5)) * 5 + Math.floor(column / 5) + 2;
  const second = (4 - (row % 5)) * 5 + (column % 5);
  return `${LETTERS.charAt(first)}${LETTERS.charAt(second)}`;
}

/** The 10 km square a point lies in, such as `SK 45`; `null` outside Great Britain's grid. */
export function gridSquare(point: GridPoint): string | null {
  const letters = gridLetters(point);
  return letters && `${letters} ${tens(point.easting)}${tens(point.northing)}`;
}

/** The south-west corner of a 10 km square; `null` when the name is not one. */
export function gridSquareOrigin(name: string): GridPoint | null {
  const match = /^([A-HJ-Z])([A-HJ-Z]) (\d)(\d)$/.exec(name);
  if (!match) return null;
  const first = LETTERS.indexOf(match[1] ?? '');
  const second = LETTERS.indexOf(match[2] ?? '');
  const column = ((first % 5) - 2) * 5 + (second % 5);
  const row = (3 - Math.floor(first / 5)) * 5 + 4 - Math.floor(second / 5);
  const point = {
    easting: column * 100_000 + Number(match[3]) * 10_000,
    northing: row * 100_000 + Number(match[4]) * 10_000,
  };
  return gridSquare(point) === name ? point : null;
}

/** What somebody typed (`sk45`, `SK 41 55`, `SK 412 556`) as the 10 km square holding it; `null` when it is no grid reference. */
export function readGridSquare(text: string): string | null {
  const match = /^([a-z]{2})(\d+)$/i.exec(text.replace(/\s+/g, ''));
  const digits = match?.[2] ?? '';
  if (!match || digits.length % 2 === 1 || digits.length > 10) return null;
  const name = `${match[1]?.toUpperCase()} ${digits.charAt(0)}${digits.charAt(digits.length / 2)}`;
  return gridSquareOrigin(name) && name;
}

function tens(metres: number): number {
  return Math.floor((metres % 100_000) / 10_000);
}
