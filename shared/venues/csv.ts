import type { CellReader } from '../cells.ts';
import { hoursInWords, hoursNotes } from '../hours/words.ts';
import { previewRows, type Csv, type CsvRegister, type PreviewRow, type Registered } from '../csv.ts';
import type { CellProblem } from '../imports.ts';
import { capacityOf, type CapacityRules, defaultCapacityRules } from './capacity.ts';
import { stillToFindOut } from './findOut.ts';
import {
  generators,
  kitchens,
  known,
  mobileSignals,
  suitabilities,
  venueBlanks,
  venueDetails,
  type VenueDetails,
} from './venue.ts';

const required = [
  'code',
  'name',
  'type',
  'address',
  'town',
  'district',
  'postcode',
  'lat',
  'lon',
  'sleeping_m2',
  'fire_limit',
  'toilets',
  'showers',
  'private_rooms',
  'areas',
  'step_free',
  'accessible_wc',
  'kitchen',
  'generator',
  'wifi',
  'mobile_signal',
  'coach_parking',
  'discreet_entrance',
  'hospital_minutes',
  'minutes_to_open',
  'available_hours',
  'owner',
  'entrances',
  'rooms',
  'keyholder_1',
  'keyholder_1_phone',
  'keyholder_2',
  'keyholder_2_phone',
  'last_inspected',
  'inspected_by',
  'inspection_due',
  'suitability',
  'limits',
] as const;

/** Worked out by the register; compared with what it works out, never stored. */
const stated = ['day_capacity', 'night_capacity'] as const;
const extras = [
  'places_told',
  'day_m2',
  'accessible_shower',
  'heating',
  'cctv',
  'lockable_rooms',
  'pets',
  'stock_cupboard',
  'keyholders_checked_on',
  'authoriser_1',
  'authoriser_1_phone',
  'authoriser_2',
  'authoriser_2_phone',
  'conditions',
  'access_notes',
  'agreement_until',
  'insurance_until',
  'plans',
] as const;

/** Headings of a file to fill in: without what the register works out. */
export const venueTemplateColumns: readonly string[] = [...required, ...extras];
/** Headings of an export, in order. All of `extras` and the stated capacities may be left out of an import. */
export const venueColumns: readonly string[] = [...required, ...stated, ...extras];

function contacts(reader: CellReader, title: 'keyholder' | 'authoriser') {
  return [`${title}_1`, `${title}_2`]
    .map((column) => ({ name: reader.text(column), phone: reader.telephone(`${column}_phone`) }))
    .filter(({ name, phone }) => name !== '' || phone !== '');
}

function rooms(reader: CellReader): { name: string; m2: number }[] {
  return reader.list('rooms').map((room) => {
    const [, name = '', m2 = ''] = /^(.*):\s*(\d+(?:\.\d+)?)$/.exec(room) ?? [];
    if (name === '') reader.wrong('rooms', `Use name:square metres, such as Main hall:378, not “${room.slice(0, 40)}”`);
    return { name: name.trim(), m2: Number(m2) };
  });
}

/** An empty cell is still to be found out. */
const orNull = <T>(reader: CellReader, column: string, read: () => T): T | null =>
  reader.text(column) === '' ? null : read();

const readRequired = (reader: CellReader) => ({
  code: reader.text('code'),
  name: reader.text('name'),
  type: reader.text('type'),
  address: reader.text('address'),
  town: reader.text('town'),
  district: reader.text('district'),
  postcode: reader.postcode('postcode'),
  lat: reader.number('lat'),
  lon: reader.number('lon'),
  sleepingM2: reader.numberOrNull('sleeping_m2'),
  fireLimit: reader.numberOrNull('fire_limit'),
  toilets: reader.numberOrNull('toilets'),
  showers: reader.numberOrNull('showers'),
  privateRooms: reader.numberOrNull('private_rooms'),
  areas: reader.list('areas'),
  stepFree: orNull(reader, 'step_free', () => reader.yesNo('step_free')),
  accessibleWc: orNull(reader, 'accessible_wc', () => reader.yesNo('accessible_wc')),
  kitchen: orNull(reader, 'kitchen', () => reader.choice('kitchen', kitchens)),
  generator: orNull(reader, 'generator', () => reader.choice('generator', generators)),
  wifi: orNull(reader, 'wifi', () => reader.yesNo('wifi')),
  mobileSignal: orNull(reader, 'mobile_signal', () => reader.choice('mobile_signal', mobileSignals)),
  coachParking: orNull(reader, 'coach_parking', () => reader.yesNo('coach_parking')),
  discreetEntrance: orNull(reader, 'discreet_entrance', () => reader.yesNo('discreet_entrance')),
  hospitalMinutes: reader.numberOrNull('hospital_minutes'),
  minutesToOpen: reader.number('minutes_to_open'),
  availableHours: reader.text('available_hours') || null,
  owner: reader.text('owner'),
  entrances: reader.numberOrNull('entrances'),
  rooms: rooms(reader),
  keyholders: contacts(reader, 'keyholder'),
  lastInspected: reader.day('last_inspected'),
  inspectedBy: reader.text('inspected_by'),
  inspectionDue: reader.day('inspection_due'),
  suitability: orNull(reader, 'suitability', () => reader.choice('suitability', suitabilities)),
  limits: reader.text('limits'),
});

const unknownOr = (reader: CellReader, column: string) =>
  reader.text(column) === '' ? 'unknown' : reader.choice(column, known);

const optionalReaders: Readonly<Record<string, (reader: CellReader) => Record<string, unknown>>> = {
  places_told: (reader) => ({ placesTold: reader.numberOrNull('places_told') }),
  day_m2: (reader) => ({ dayM2: reader.numberOrNull('day_m2') }),
  accessible_shower: (reader) => ({ accessibleShower: unknownOr(reader, 'accessible_shower') }),
  heating: (reader) => ({ heating: unknownOr(reader, 'heating') }),
  cctv: (reader) => ({ cctv: unknownOr(reader, 'cctv') }),
  lockable_rooms: (reader) => ({ lockableRooms: reader.numberOrNull('lockable_rooms') }),
  pets: (reader) => ({ pets: unknownOr(reader, 'pets') }),
  stock_cupboard: (reader) => ({ stockCupboard: unknownOr(reader, 'stock_cupboard') }),
  keyholders_checked_on: (reader) => ({ keyholdersCheckedOn: reader.day('keyholders_checked_on') }),
  authoriser_1: (reader) => ({ authorisers: contacts(reader, 'authoriser') }),
  conditions: (reader) => ({ conditions: reader.text('conditions') }),
  access_notes: (reader) => ({ accessNotes: reader.text('access_notes') }),
  agreement_until: (reader) => ({ agreementUntil: reader.day('agreement_until') }),
  insurance_until: (reader) => ({ insuranceUntil: reader.day('insurance_until') }),
  plans: (reader) => ({ plans: reader.text('plans') }),
};

const yesNo = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no');
const numeral = (value: number | null): string => (value === null ? '' : String(value));

function writeContacts(title: string, list: readonly { name: string; phone: string }[]): Record<string, string> {
  return {
    [`${title}_1`]: list[0]?.name ?? '',
    [`${title}_1_phone`]: list[0]?.phone ?? '',
    [`${title}_2`]: list[1]?.name ?? '',
    [`${title}_2_phone`]: list[1]?.phone ?? '',
  };
}

/** A venue's cells by heading, without the stated capacities. */
function venueToCells(venue: VenueDetails): Record<string, string> {
  return {
    code: venue.code,
    name: venue.name,
    type: venue.type,
    address: venue.address,
    town: venue.town,
    district: venue.district,
    postcode: venue.postcode,
    lat: String(venue.lat),
    lon: String(venue.lon),
    sleeping_m2: numeral(venue.sleepingM2),
    fire_limit: numeral(venue.fireLimit),
    toilets: numeral(venue.toilets),
    showers: numeral(venue.showers),
    private_rooms: numeral(venue.privateRooms),
    areas: venue.areas.join('|'),
    step_free: yesNo(venue.stepFree),
    accessible_wc: yesNo(venue.accessibleWc),
    kitchen: venue.kitchen ?? '',
    generator: venue.generator ?? '',
    wifi: yesNo(venue.wifi),
    mobile_signal: venue.mobileSignal ?? '',
    coach_parking: yesNo(venue.coachParking),
    discreet_entrance: yesNo(venue.discreetEntrance),
    hospital_minutes: numeral(venue.hospitalMinutes),
    minutes_to_open: String(venue.minutesToOpen),
    available_hours: venue.availableHours ?? '',
    owner: venue.owner,
    entrances: numeral(venue.entrances),
    rooms: venue.rooms.map(({ name, m2 }) => `${name}:${m2}`).join('|'),
    ...writeContacts('keyholder', venue.keyholders),
    last_inspected: venue.lastInspected ?? '',
    inspected_by: venue.inspectedBy,
    inspection_due: venue.inspectionDue ?? '',
    suitability: venue.suitability ?? '',
    limits: venue.limits,
    places_told: numeral(venue.placesTold),
    day_m2: numeral(venue.dayM2),
    accessible_shower: venue.accessibleShower,
    heating: venue.heating,
    cctv: venue.cctv,
    lockable_rooms: numeral(venue.lockableRooms),
    pets: venue.pets,
    stock_cupboard: venue.stockCupboard,
    keyholders_checked_on: venue.keyholdersCheckedOn ?? '',
    ...writeContacts('authoriser', venue.authorisers),
    conditions: venue.conditions,
    access_notes: venue.accessNotes,
    agreement_until: venue.agreementUntil ?? '',
    insurance_until: venue.insuranceUntil ?? '',
    plans: venue.plans,
  };
}

/** `sleepingM2` → `sleeping_m2`; of a contact, its own cell. */
function columnOf(path: readonly PropertyKey[]): string {
  const [field, index, part] = path.map(String);
  if (field === 'keyholders' || field === 'authorisers') {
    return `${field.slice(0, -1)}_${Number(index ?? 0) + 1}${part === 'phone' ? '_phone' : ''}`;
  }
  return (field ?? '').replace(/[A-Z]|(?<=\D)\d/g, (sign) => `_${sign.toLowerCase()}`).replace('m_2', 'm2');
}

export const venueCsv: CsvRegister<VenueDetails> = {
  required,
  optional: [...stated, ...extras],
  keyOf: (cells) => cells['code'] ?? '',
  read: (reader, existing) =>
    Object.assign(
      { ...venueBlanks, ...existing },
      readRequired(reader),
      ...Object.keys(optionalReaders)
        .filter((column) => reader.has(column))
        .map((column) => optionalReaders[column]?.(reader)),
    ),
  schema: venueDetails,
  columnOf,
  write: venueToCells,
  inWords: { available_hours: hoursInWords },
};

/** A venue's row of an export, capacities included, in the order of {@link venueColumns}. */
export function venueCells(venue: VenueDetails, rules: CapacityRules = defaultCapacityRules): string[] {
  const { day, night } = capacityOf(venue, rules);
  const cells = { ...venueToCells(venue), day_capacity: String(day.places), night_capacity: String(night.places) };
  return venueColumns.map((column) => cells[column as keyof typeof cells] ?? '');
}

/**
 * Each record of a file against the register. `check` adds what only the server can judge: opening hours,
 * a position off the grid.
 */
export function venueRowsFromCsv(
  csv: Csv,
  existing: ReadonlyMap<string, Registered<VenueDetails>>,
  check: (details: VenueDetails) => CellProblem[] = () => [],
  rules: CapacityRules = defaultCapacityRules,
): PreviewRow<VenueDetails>[] {
  return previewRows(csv, venueCsv, existing, (details, cells) => ({
    problems: check(details),
    notes: [
      ...hoursNotes('available_hours', cells['available_hours'], details.availableHours ?? ''),
      ...stillToFindOut(details).map((it) => ({ field: columnOf([it]), words: 'Empty: still to be found out' })),
      ...statedNotes(details, cells, rules),
    ],
  }));
}

function statedNotes(
  details: VenueDetails,
  cells: Readonly<Record<string, string>>,
  rules: CapacityRules,
): CellProblem[] {
  const { day, night } = capacityOf(details, rules);
  const worked = { day_capacity: day.places, night_capacity: night.places };
  return stated
    .filter((field) => (cells[field] ?? '') !== '' && cells[field] !== String(worked[field]))
    .map((field) => ({
      field,
      words: `The file says ${cells[field]?.slice(0, 20)}; its floor, toilets and fire limit make ${worked[field]}, which counts`,
    }));
}
