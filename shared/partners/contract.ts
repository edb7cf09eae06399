import { z } from 'zod';
import { contract } from '../contract.ts';
import { hoursMeant } from '../hours/read.ts';
import { importConfirm, importDone } from '../imports.ts';
import { count, instant, languageTag, localDate, optionalText, rowVersion, shortText, uuid } from '../primitives.ts';
import { optionalTelephone, telephone } from '../telephones.ts';
import { partnerCode, rosterRole } from './names.ts';

export const partnerKinds = [
  'council',
  'police',
  'voluntary',
  'health',
  'social care',
  'enforcement',
  'interpreting',
  'other',
] as const;
export type PartnerKind = (typeof partnerKinds)[number];

export const partnerDetails = z.strictObject({
  code: partnerCode,
  name: shortText(120),
  kind: z.enum(partnerKinds),
  /** As it is written, kept in OpenStreetMap's words where its meaning is plain; else the server asks. */
  hours: shortText(200).overwrite(hoursMeant),
  contact: shortText(120),
  contactPhone: telephone,
  contactEmail: z.email('Use an email address').max(254),
  deputy: optionalText(120),
  deputyPhone: optionalTelephone,
});
export type PartnerDetails = z.infer<typeof partnerDetails>;

/** What a partner can send in one role; interpreters have a row per language. The three first fields are its key. */
export const capacityDetails = z.strictObject({
  partner: partnerCode,
  role: rosterRole,
  languages: z.array(languageTag).max(20),
  heads: count(1_000),
  calloutMinutes: count(7 * 24 * 60),
  /** The longest stretch before relief, hours. */
  maxHours: z.number().min(0.5).max(72),
  confirmedOn: localDate.nullable(),
});
export type CapacityDetails = z.infer<typeof capacityDetails>;

/** As an earlier release let them in; a change of the partner asks for them anew. */
const asKept = { contactPhone: z.string(), deputyPhone: z.string() };

export const partnerView = z.object({
  id: uuid,
  rowVersion,
  ...partnerDetails.shape,
  ...asKept,
  archivedAt: instant.nullable(),
});
export const capacityView = z.object({
  id: uuid,
  rowVersion,
  ...capacityDetails.shape,
  archivedAt: instant.nullable(),
});
export type PartnerView = z.infer<typeof partnerView>;
/** A partner to whoever keeps one centre's roster: a name to choose, and whom to phone once they are on that roster. */
export const rosterPartner = z.object({
  code: partnerDetails.shape.code,
  name: partnerDetails.shape.name,
  reach: z
    .object({
      contact: partnerDetails.shape.contact,
      contactPhone: asKept.contactPhone,
      deputy: partnerDetails.shape.deputy,
      deputyPhone: asKept.deputyPhone,
      /** When they answer, in OpenStreetMap's words. */
      hours: z.string(),
      /** How long after the call each role is there, as the partner promised. */
      callout: z.array(capacityDetails.pick({ role: true, languages: true, calloutMinutes: true })),
    })
    .nullable(),
});
export type Callout = NonNullable<z.infer<typeof rosterPartner>['reach']>['callout'][number];
export type RosterPartner = z.infer<typeof rosterPartner>;
export type CapacityView = z.infer<typeof capacityView>;

export const capacityKey = (row: Pick<CapacityDetails, 'partner' | 'role' | 'languages'>): string =>
  [row.partner, row.role, row.languages.toSorted().join('|')].join('/');

const exampleId = '019a9b1c-7d00-7000-8000-000000000020';

/** `baseVersion: null` makes a new one. A code never changes. */
export const savePartner = contract({
  name: 'partners.save',
  title: 'Add a partner, or change one',
  args: z.strictObject({ partnerId: uuid, baseVersion: rowVersion.nullable(), details: partnerDetails }),
  result: z.object({ partnerId: uuid, rowVersion }),
  example: {
    partnerId: exampleId,
    baseVersion: null,
    details: {
      code: 'BRC',
      name: 'British Red Cross',
      kind: 'voluntary',
      hours: '24/7',
      contact: 'Emergency response duty manager',
      contactPhone: '01632 960105',
      contactEmail: 'brc.duty@example.org',
      deputy: 'K Thorpe',
      deputyPhone: '07700 900205',
    },
  },
});

export const archivePartner = contract({
  name: 'partners.archive',
  title: 'Take a partner off the register, keeping its record',
  args: z.strictObject({ partnerId: uuid, baseVersion: rowVersion, reason: shortText(500) }),
  result: z.object({ partnerId: uuid, rowVersion }),
  example: { partnerId: exampleId, baseVersion: 1, reason: 'The service has ended' },
});

/** Zero heads takes the offer away and keeps the record. */
export const saveCapacity = contract({
  name: 'capacities.save',
  title: 'Record what a partner can send in a role',
  args: z.strictObject({ capacityId: uuid, baseVersion: rowVersion.nullable(), details: capacityDetails }),
  result: z.object({ capacityId: uuid, rowVersion }),
  example: {
    capacityId: exampleId,
    baseVersion: null,
    details: {
      partner: 'INT',
      role: 'interpreter',
      languages: ['ro'],
      heads: 2,
      calloutMinutes: 90,
      maxHours: 6,
      confirmedOn: '2026-09-11',
    },
  },
});

/** Partners, capacities or the role plan: the preview says which. */
export const importPartners = contract({
  name: 'partners.import',
  title: 'Write the rows of a preview to the registers of partners, capacity or the role plan',
  args: importConfirm,
  result: importDone,
  example: { previewId: exampleId },
});

/** Whole months since a partner confirmed its capacity, and whether that is too long ago (amber). */
export function confirmation(confirmedOn: string | null, today: string, staleAfterMonths = 6) {
  if (confirmedOn === null) return { months: null, stale: true, words: 'never confirmed' } as const;
  const months = monthsBetween(confirmedOn, today);
  const words = months < 1 ? 'confirmed this month' : `confirmed ${months} ${months === 1 ? 'month' : 'months'} ago`;
  return { months, stale: addMonths(confirmedOn, staleAfterMonths) < today, words };
}

function monthsBetween(from: string, to: string): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split('-').map(Number);
  return Math.max(0, (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0));
}

function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth))).toISOString().slice(0, 10);
}
