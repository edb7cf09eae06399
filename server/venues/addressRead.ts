import { addressRead } from '../../db/schema/venues.ts';
import type { Deps } from '../engine/deps.ts';

/** Notes who was shown where a venue is, or took the whole register along (`venueId` null). */
export const recordRead = async (
  deps: Deps,
  read: { what: 'address' | 'csv' | 'geojson'; venueId: string | null; actorId: string },
): Promise<void> => {
  await deps.db.insert(addressRead).values({ id: deps.newId(), readAt: deps.clock.now(), ...read });
};
