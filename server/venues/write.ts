import type { Context } from '../engine/define.ts';
import type { VenueRows } from './rows.ts';

/** Writes whole venues, however many, each from the version it was read at. @returns the version each has now */
export const writeVenues = async (
  { rows }: Pick<Context<unknown>, 'rows'>,
  all: readonly VenueRows[],
): Promise<number[]> => {
  const kept = await rows.put(
    'venue',
    all.map((it) => it.venue),
  );
  const versions = new Map(kept.map((it) => [it.id, it.rowVersion]));
  await rows.put(
    'venueAccess',
    all.map((it) => it.access),
    ({ id }) => ({ rowVersion: versions.get(id) ?? 1 }),
  );
  return kept.map((it) => it.rowVersion);
};
