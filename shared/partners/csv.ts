import { hoursInWords, hoursNotes } from '../hours/words.ts';
import { previewRows, type Csv, type CsvRegister, type PreviewRow, type Registered } from '../csv.ts';
import type { CellProblem } from '../imports.ts';
import {
  capacityDetails,
  capacityKey,
  partnerDetails,
  partnerKinds,
  type CapacityDetails,
  type PartnerDetails,
} from './contract.ts';

const toColumn = (path: readonly PropertyKey[]): string =>
  String(path[0] ?? '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const partnerColumns = [
  'code',
  'name',
  'kind',
  'hours',
  'contact',
  'contact_phone',
  'contact_email',
  'deputy',
  'deputy_phone',
] as const;

export const partnerCsv: CsvRegister<PartnerDetails> = {
  required: partnerColumns,
  optional: [],
  keyOf: (cells) => cells['code'] ?? '',
  read: (reader) => ({
    code: reader.text('code'),
    name: reader.text('name'),
    kind: reader.choice('kind', partnerKinds),
    hours: reader.text('hours'),
    contact: reader.text('contact'),
    contactPhone: reader.telephone('contact_phone'),
    contactEmail: reader.text('contact_email'),
    deputy: reader.text('deputy'),
    deputyPhone: reader.telephone('deputy_phone'),
  }),
  schema: partnerDetails,
  columnOf: toColumn,
  inWords: { hours: hoursInWords },
  write: (partner) => ({
    code: partner.code,
    name: partner.name,
    kind: partner.kind,
    hours: partner.hours,
    contact: partner.contact,
    contact_phone: partner.contactPhone,
    contact_email: partner.contactEmail,
    deputy: partner.deputy,
    deputy_phone: partner.deputyPhone,
  }),
};

/** `check` adds what only the server can judge, such as opening hours. */
export function partnerRowsFromCsv(
  csv: Csv,
  existing: ReadonlyMap<string, Registered<PartnerDetails>>,
  check: (details: PartnerDetails) => CellProblem[] = () => [],
): PreviewRow<PartnerDetails>[] {
  return previewRows(csv, partnerCsv, existing, (details, cells) => ({
    problems: check(details),
    notes: hoursNotes('hours', cells['hours'], details.hours),
  }));
}

export const capacityColumns = [
  'partner',
  'role',
  'heads',
  'callout_minutes',
  'max_hours',
  'languages',
  'confirmed_on',
] as const;

const listed = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const capacityCsv: CsvRegister<CapacityDetails> = {
  required: capacityColumns,
  optional: [],
  keyOf: (cells) =>
    capacityKey({ partner: cells['partner'] ?? '', role: cells['role'] ?? '', languages: listed(cells['languages']) }),
  read: (reader) => ({
    partner: reader.text('partner'),
    role: reader.text('role'),
    languages: reader.list('languages').toSorted(),
    heads: reader.number('heads'),
    calloutMinutes: reader.number('callout_minutes'),
    maxHours: reader.number('max_hours'),
    confirmedOn: reader.day('confirmed_on'),
  }),
  schema: capacityDetails,
  columnOf: toColumn,
  write: (row) => ({
    partner: row.partner,
    role: row.role,
    heads: String(row.heads),
    callout_minutes: String(row.calloutMinutes),
    max_hours: String(row.maxHours),
    languages: row.languages.toSorted().join('|'),
    confirmed_on: row.confirmedOn ?? '',
  }),
};

/** Keys are {@link capacityKey}; `partners` the codes on the register. */
export function capacityRowsFromCsv(
  csv: Csv,
  existing: ReadonlyMap<string, Registered<CapacityDetails>>,
  partners: ReadonlySet<string>,
): PreviewRow<CapacityDetails>[] {
  return previewRows(csv, capacityCsv, existing, ({ partner }) => ({ problems: unknownPartner(partner, partners) }));
}

/** One problem where a code is not on the register, else none. */
export const unknownPartner = (code: string, partners: ReadonlySet<string>): CellProblem[] =>
  partners.has(code) ? [] : [{ field: 'partner', words: `${code} is not on the register. Add the partner first` }];
