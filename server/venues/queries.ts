import { asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { venue, venueAccess } from '../../db/schema/venues.ts';
import { levelFor, type Grant, registerReaders } from '../../shared/roles.ts';
import { capacityOf, sizeOf, type CapacityRules } from '../../shared/venues/capacity.ts';
import { venueItem, type VenueItem } from '../../shared/venues/views.ts';
import type { Reader } from '../engine/deps.ts';
import { accessOf, factsOf, type AccessRow, type VenueRow, type VenueRows } from './rows.ts';

/**
 * What someone may see of the register, or export (`venues.export`); null for nothing. An address granted with another
 * role opens nothing here.
 */
export const registerRights = (
  grants: readonly Grant[],
  right: 'venues.read' | 'venues.export' = 'venues.read',
): { address: boolean } | null => {
  const readers = registerReaders(grants, right);
  if (readers.length === 0) return null;
  return { address: levelFor(readers, 'address', null) === 'full' };
};

/** Does it open addresses to them? */
export const seesAddresses = (grants: readonly Grant[], right?: 'venues.export'): boolean =>
  registerRights(grants, right)?.address ?? false;

export interface FoundVenue extends VenueRows {
  inUse: boolean;
}

/** Venues with their places, by code: those on the register, or the archived, or both (`too`), or the one of `id`. */
export const findVenues = async (
  reader: Reader,
  { archived = false, id }: { archived?: boolean | 'too' | undefined; id?: string } = {},
): Promise<FoundVenue[]> => {
  const standing = archived ? isNotNull(venue.archivedAt) : isNull(venue.archivedAt);
  const wanted = id === undefined ? (archived === 'too' ? undefined : standing) : eq(venue.id, id);
  const rows = await reader
    .select({
      venue,
      access: venueAccess,
      inUse: sql<boolean>`exists (select 1 from centre_access as live
        where live.venue_id = ${venue.id} and live.released_at is null)`,
    })
    .from(venue)
    .innerJoin(venueAccess, eq(venueAccess.id, venue.id))
    .where(wanted)
    .orderBy(asc(venue.code));
  return rows;
};

/** One venue with its place, locked until the end of the transaction. */
export const lockVenue = async (reader: Reader, id: string): Promise<VenueRows | null> => {
  const [found] = await reader.select().from(venue).where(eq(venue.id, id)).for('update');
  if (!found) return null;
  const [access] = await reader.select().from(venueAccess).where(eq(venueAccess.id, id));
  return access ? { venue: found, access } : null;
};

/** A venue that nobody has inspected yet is not overdue; that is said apart. */
export const isOverdue = ({ suitability, inspectionDue }: VenueRow, today: string): boolean =>
  suitability !== null && (inspectionDue === null || inspectionDue < today);

/** A venue as a reader may see it. `today` is London's. */
export const presentVenue = (
  found: { venue: VenueRow; access: AccessRow; inUse: boolean },
  { address, rules, today }: { address: boolean; rules: CapacityRules; today: string },
): VenueItem => {
  const facts = factsOf(found.venue);
  const capacity = capacityOf(facts, rules);
  return venueItem.parse({
    ...facts,
    id: found.venue.id,
    rowVersion: found.venue.rowVersion,
    square: found.venue.square,
    archivedAt: found.venue.archivedAt?.toISOString() ?? null,
    size: sizeOf(capacity.night.places, rules),
    capacity,
    overdue: isOverdue(found.venue, today),
    access: address ? accessOf(found.access) : null,
    inUse: address ? found.inUse : null,
  });
};
