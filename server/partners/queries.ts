import { asc, eq } from 'drizzle-orm';
import { partner, partnerCapacity } from '../../db/schema/partners.ts';
import {
  capacityView,
  partnerView,
  type CapacityDetails,
  type CapacityView,
  type PartnerDetails,
  type PartnerView,
} from '../../shared/partners/contract.ts';
import type { Reader } from '../engine/deps.ts';

export const partnerDetailsOf = (row: PartnerDetails): PartnerDetails => ({
  code: row.code,
  name: row.name,
  kind: row.kind,
  hours: row.hours,
  contact: row.contact,
  contactPhone: row.contactPhone,
  contactEmail: row.contactEmail,
  deputy: row.deputy,
  deputyPhone: row.deputyPhone,
});

export const capacityDetailsOf = (row: CapacityDetails): CapacityDetails => ({
  partner: row.partner,
  role: row.role,
  languages: row.languages,
  heads: row.heads,
  calloutMinutes: row.calloutMinutes,
  maxHours: row.maxHours,
  confirmedOn: row.confirmedOn,
});

const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Every partner, archived ones too, by name. */
export const listPartners = async (reader: Reader): Promise<PartnerView[]> => {
  const rows = await reader.select().from(partner).orderBy(asc(partner.name), asc(partner.code));
  return rows.map((row) => partnerView.parse({ ...row, archivedAt: isoOrNull(row.archivedAt) }));
};

/** What each partner can send, role by role; of an archived partner it is archived too. */
export const listCapacities = async (reader: Reader): Promise<CapacityView[]> => {
  const rows = await reader
    .select({ capacity: partnerCapacity, archivedAt: partner.archivedAt })
    .from(partnerCapacity)
    .innerJoin(partner, eq(partner.code, partnerCapacity.partner))
    .orderBy(asc(partnerCapacity.key));
  return rows.map(({ capacity, archivedAt }) => capacityView.parse({ ...capacity, archivedAt: isoOrNull(archivedAt) }));
};

/** Codes of the partners on the register. */
export const partnerCodes = async (reader: Reader): Promise<Set<string>> =>
  new Set((await listPartners(reader)).filter((it) => it.archivedAt === null).map((it) => it.code));
