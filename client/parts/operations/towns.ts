import { sameName } from '../../../shared/fold.ts';
import { inGreatBritain } from '../../../shared/nation.ts';
import { readGridSquare } from '../../../shared/grid.ts';

export interface Town {
  name: string;
  /** Ten-kilometre square. */
  square: string;
}

let loading: Promise<readonly Town[]> | null = null;

const load = async (): Promise<readonly Town[]> => {
  const [{ allPlaces }, { squareOf }] = await Promise.all([import('../../map/base.ts'), import('../../map/grid.ts')]);
  return allPlaces.flatMap(({ name, lat, lon }) => {
    const square = inGreatBritain({ lat, lon }) ? squareOf(lat, lon) : null;
    return square ? [{ name, square }] : [];
  });
};

/** The towns the map names, largest first; fetched once, with the map's own list. */
export const towns = (): Promise<readonly Town[]> => (loading ??= load());

/** The square a planner typed or the one the named town lies in; `null` when it is neither. */
export const squareFrom = (text: string, known: readonly Town[]): string | null => {
  const square = readGridSquare(text);
  if (square) return square;
  return known.find((it) => sameName(it.name, text))?.square ?? null;
};
