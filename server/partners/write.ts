import { sql } from 'drizzle-orm';
import { partner, partnerCapacity } from '../../db/schema/partners.ts';
import type { Context } from '../engine/define.ts';
import type { CapacityRow, PartnerRow } from './queries.ts';

/** Codes and offers are given out one at a time, so that two who add the same are told, and neither fails. */
export const takeTurns = (tx: Writing['tx']) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('partner codes'))`);

type Writing = Pick<Context<unknown>, 'tx' | 'changed'>;

/** Writes whole partners in one statement; new ones are added. */
export const writePartners = async ({ tx, changed }: Writing, rows: readonly PartnerRow[]): Promise<void> => {
  const json = JSON.stringify(rows.map(partnerColumns));
  await tx.execute(sql`
    insert into ${partner} select * from jsonb_populate_recordset(null::partner, ${json}::text::jsonb)
    on conflict (id) do update set name = excluded.name, kind = excluded.kind, hours = excluded.hours,
      contact = excluded.contact, contact_phone = excluded.contact_phone, contact_email = excluded.contact_email,
      deputy = excluded.deputy, deputy_phone = excluded.deputy_phone, archived_at = excluded.archived_at,
      archived_reason = excluded.archived_reason, row_version = excluded.row_version`);
  for (const row of rows) changed('partner', row);
};

/** Writes whole offers in one statement; new ones are added. */
export const writeCapacities = async ({ tx, changed }: Writing, rows: readonly CapacityRow[]): Promise<void> => {
  const json = JSON.stringify(rows.map(capacityColumns));
  await tx.execute(sql`
    insert into ${partnerCapacity} select * from jsonb_populate_recordset(null::partner_capacity, ${json}::text::jsonb)
    on conflict (id) do update set key = excluded.key, partner = excluded.partner, role = excluded.role,
      languages = excluded.languages, heads = excluded.heads, callout_minutes = excluded.callout_minutes,
      max_hours = excluded.max_hours, confirmed_on = excluded.confirmed_on, row_version = excluded.row_version`);
  for (const row of rows) changed('capacity', row);
};

const partnerColumns = (row: PartnerRow) => ({
  ...row,
  contact_phone: row.contactPhone,
  contact_email: row.contactEmail,
  deputy_phone: row.deputyPhone,
  archived_at: row.archivedAt,
  archived_reason: row.archivedReason,
  row_version: row.rowVersion,
});

const capacityColumns = (row: CapacityRow) => ({
  ...row,
  callout_minutes: row.calloutMinutes,
  max_hours: row.maxHours,
  confirmed_on: row.confirmedOn,
  row_version: row.rowVersion,
});
