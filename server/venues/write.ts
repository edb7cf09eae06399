import { sql } from 'drizzle-orm';
import { venue, venueAccess } from '../../db/schema/venues.ts';
import type { Context } from '../engine/define.ts';
import { accessOf, factsOf, type VenueRows } from './rows.ts';

type Writing = Pick<Context<unknown>, 'tx' | 'changed'>;

/** Writes whole venues, however many, in two statements; new ones are added. */
export const writeVenues = async ({ tx, changed }: Writing, all: readonly VenueRows[]): Promise<void> => {
  if (all.length === 0) return;
  const venues = JSON.stringify(all.map((it) => toColumns(it.venue)));
  const accesses = JSON.stringify(all.map((it) => it.access));
  await tx.execute(sql`
    insert into ${venue} select * from jsonb_populate_recordset(null::venue, ${venues}::text::jsonb)
    on conflict (id) do update set type = excluded.type, district = excluded.district, square = excluded.square,
      sleeping_m2 = excluded.sleeping_m2, day_m2 = excluded.day_m2, fire_limit = excluded.fire_limit,
      toilets = excluded.toilets, showers = excluded.showers, minutes_to_open = excluded.minutes_to_open,
      available_hours = excluded.available_hours, last_inspected = excluded.last_inspected,
      inspection_due = excluded.inspection_due, suitability = excluded.suitability, details = excluded.details,
      archived_at = excluded.archived_at, archived_reason = excluded.archived_reason,
      row_version = excluded.row_version`);
  await tx.execute(sql`
    insert into ${venueAccess} select * from jsonb_populate_recordset(null::venue_access, ${accesses}::text::jsonb)
    on conflict (id) do update set name = excluded.name, address = excluded.address, town = excluded.town,
      postcode = excluded.postcode, lat = excluded.lat, lon = excluded.lon, owner = excluded.owner,
      details = excluded.details`);
  for (const it of all) {
    const { id, square, archivedAt, rowVersion } = it.venue;
    changed('venue', { ...factsOf(it.venue), id, square, archivedAt, rowVersion });
    changed('venueAccess', { ...accessOf(it.access), id, rowVersion });
  }
};

const toColumns = (row: VenueRows['venue']): Record<string, unknown> => ({
  id: row.id,
  code: row.code,
  type: row.type,
  district: row.district,
  square: row.square,
  sleeping_m2: row.sleepingM2,
  day_m2: row.dayM2,
  fire_limit: row.fireLimit,
  toilets: row.toilets,
  showers: row.showers,
  minutes_to_open: row.minutesToOpen,
  available_hours: row.availableHours,
  last_inspected: row.lastInspected,
  inspection_due: row.inspectionDue,
  suitability: row.suitability,
  details: row.details,
  archived_at: row.archivedAt,
  archived_reason: row.archivedReason,
  row_version: row.rowVersion,
});
