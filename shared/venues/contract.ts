import { z } from 'zod';
import { contract } from '../contract.ts';
import { importConfirm, importDone } from '../imports.ts';
import {
  count,
  gridSquare,
  instant,
  localDate,
  optionalText,
  rowVersion,
  shortText,
  ukLatitude,
  ukLongitude,
  uuid,
} from '../primitives.ts';

export const suitabilities = ['suitable', 'suitable_with_conditions', 'unsuitable'] as const;
export const kitchens = ['none', 'kitchenette', 'full'] as const;
export const generators = ['no', 'hookup', 'yes'] as const;
export const mobileSignals = ['none', 'poor', 'fair', 'good'] as const;
export const known = ['yes', 'no', 'unknown'] as const;
export const sizeClasses = ['small', 'medium', 'large', 'several'] as const;
export const venueAreas = [
  'registration',
  'welfare',
  'refreshments',
  'first_aid',
  'quiet',
  'control',
  'faith',
  'isolation',
  'staff_rest',
  'unaccompanied_children',
  'seating',
  'interview',
  'women_sleeping',
  'family_sleeping',
  'police_room',
  'pets',
  'visitors',
  'staff_reception',
  'smoking',
  'help_point',
] as const;
/** What a planner may ask a venue to have; each maps to fields of {@link venueFacts} in venue-fit. */
export const facilities = [
  'step_free',
  'accessible_wc',
  'accessible_shower',
  'showers',
  'kitchen',
  'generator',
  'wifi',
  'mobile_signal',
  'coach_parking',
  'discreet_entrance',
  'private_rooms',
  'women_and_men_apart',
  'children',
  'families',
  'isolation',
  'faith',
  'pets',
] as const;

export type Suitability = (typeof suitabilities)[number];
export type SizeClass = (typeof sizeClasses)[number];
export type Facility = (typeof facilities)[number];
export type VenueArea = (typeof venueAreas)[number];

export const venueCode = z.string().regex(/^V\d{3,4}$/, 'Use V and three or four digits, such as V010');
export const phoneNumber = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 ()-]{5,23}$/, 'Use a telephone number such as 01632 960100');
export const suitability = z.enum(suitabilities);
const minutes = count(24 * 60);
const squareMetres = z.number().min(0).max(100_000);
const contact = z.strictObject({ name: shortText(80), phone: phoneNumber });
const room = z.strictObject({ name: shortText(60), m2: z.number().min(0.1).max(100_000) });

/** Anyone with sight of the register sees these: nothing that names the place or says where it is. */
export const venueFacts = z.strictObject({
  code: venueCode,
  type: shortText(40),
  district: shortText(60),
  sleepingM2: squareMetres,
  /** Floor used by day, where it differs from the sleeping floor. */
  dayM2: squareMetres.nullable(),
  fireLimit: count(),
  toilets: count(1_000),
  showers: count(1_000),
  privateRooms: count(1_000),
  areas: z.array(z.enum(venueAreas)).max(venueAreas.length),
  stepFree: z.boolean(),
  accessibleWc: z.boolean(),
  accessibleShower: z.enum(known),
  kitchen: z.enum(kitchens),
  heating: z.enum(known),
  generator: z.enum(generators),
  wifi: z.boolean(),
  mobileSignal: z.enum(mobileSignals),
  coachParking: z.boolean(),
  discreetEntrance: z.boolean(),
  entrances: count(100),
  cctv: z.enum(known),
  lockableRooms: count(1_000).nullable(),
  pets: z.enum(known),
  stockCupboard: z.enum(known),
  hospitalMinutes: minutes,
  minutesToOpen: minutes,
  /** OpenStreetMap's opening_hours syntax; the server checks it with its library. */
  availableHours: shortText(200),
  lastInspected: localDate.nullable(),
  inspectionDue: localDate.nullable(),
  suitability,
});

/** The compartment `venue_access`: only with a grant to the address. */
export const venueAccess = z.strictObject({
  name: shortText(120),
  address: shortText(200),
  town: shortText(60),
  postcode: z
    .string()
    .trim()
    .regex(/^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$/, 'Use a postcode such as DE1 5ZZ'),
  lat: ukLatitude,
  lon: ukLongitude,
  owner: shortText(120),
  rooms: z.array(room).max(60),
  keyholders: z.array(contact).min(1, 'Enter at least one keyholder').max(2),
  keyholdersCheckedOn: localDate.nullable(),
  /** Who may authorise the use of the building, day and night. */
  authorisers: z.array(contact).max(2),
  inspectedBy: optionalText(80),
  conditions: optionalText(1_000),
  limits: optionalText(500),
  accessNotes: optionalText(1_000),
  agreementUntil: localDate.nullable(),
  insuranceUntil: localDate.nullable(),
  /** Where the floor plans are kept. */
  plans: optionalText(500),
});

export const venueDetails = z.strictObject({ ...venueFacts.shape, ...venueAccess.shape });
export type VenueFacts = z.infer<typeof venueFacts>;
export type VenueAccess = z.infer<typeof venueAccess>;
export type VenueDetails = z.infer<typeof venueDetails>;

/** What nobody has said yet about a new venue. */
export const venueBlanks = {
  dayM2: null,
  accessibleShower: 'unknown',
  heating: 'unknown',
  cctv: 'unknown',
  lockableRooms: null,
  pets: 'unknown',
  stockCupboard: 'unknown',
  keyholdersCheckedOn: null,
  authorisers: [],
  conditions: '',
  accessNotes: '',
  agreementUntil: null,
  insuranceUntil: null,
  plans: '',
} as const satisfies Partial<VenueDetails>;

const exampleVenue = {
  code: 'V010',
  type: 'leisure centre',
  district: 'Amber Valley',
  sleepingM2: 395,
  fireLimit: 328,
  toilets: 13,
  showers: 17,
  privateRooms: 8,
  areas: ['registration', 'welfare', 'refreshments', 'first_aid'],
  stepFree: false,
  accessibleWc: true,
  kitchen: 'full',
  generator: 'no',
  wifi: true,
  mobileSignal: 'good',
  coachParking: true,
  discreetEntrance: true,
  entrances: 2,
  hospitalMinutes: 10,
  minutesToOpen: 45,
  availableHours: '24/7',
  lastInspected: '2026-08-01',
  inspectionDue: '2027-08-01',
  suitability: 'suitable',
  name: 'Juniper Leisure Centre',
  address: '12 Station Road',
  town: 'Alfreton',
  postcode: 'DE55 7ZZ',
  lat: 53.0975,
  lon: -1.3805,
  owner: 'Leisure trust',
  rooms: [{ name: 'Main hall', m2: 276 }],
  keyholders: [{ name: 'J Begum', phone: '07700 900050' }],
  inspectedBy: 'L Ahmed',
  limits: 'Polling station in May',
} satisfies Partial<VenueDetails>;

const { shape } = venueDetails;
const newVenue = venueDetails.extend({
  dayM2: shape.dayM2.default(null),
  accessibleShower: shape.accessibleShower.default('unknown'),
  heating: shape.heating.default('unknown'),
  cctv: shape.cctv.default('unknown'),
  lockableRooms: shape.lockableRooms.default(null),
  pets: shape.pets.default('unknown'),
  stockCupboard: shape.stockCupboard.default('unknown'),
  keyholdersCheckedOn: shape.keyholdersCheckedOn.default(null),
  authorisers: shape.authorisers.default([]),
  conditions: shape.conditions.default(''),
  accessNotes: shape.accessNotes.default(''),
  agreementUntil: shape.agreementUntil.default(null),
  insuranceUntil: shape.insuranceUntil.default(null),
  plans: shape.plans.default(''),
});

/** A venue as a reader gets it; `access` is null without the grant. `square` is the 10 km square, cut on the server. */
export const venueView = z.object({
  id: uuid,
  rowVersion,
  ...venueFacts.shape,
  square: gridSquare,
  archivedAt: instant.nullable(),
  access: venueAccess.nullable(),
});
export type VenueView = z.infer<typeof venueView>;

// Inspections have a command of their own, and a code never changes: imports find a venue by it.
export const venueChanges = venueDetails
  .omit({
    code: true,
    lastInspected: true,
    inspectedBy: true,
    inspectionDue: true,
    suitability: true,
    conditions: true,
  })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'Change at least one field');
export type VenueChanges = z.infer<typeof venueChanges>;

const saved = z.strictObject({ venueId: uuid, rowVersion });
const exampleId = '019a9b1c-7d00-7000-8000-000000000010';

/** Refused with `already-exists` for a code in use, and with `invalid-fields` for hours the library cannot read. */
export const createVenue = contract({
  name: 'venues.create',
  title: 'Add a venue to the register',
  args: z.strictObject({ venueId: uuid, details: newVenue }),
  result: saved,
  example: { venueId: exampleId, details: exampleVenue },
});

export const changeVenue = contract({
  name: 'venues.change',
  title: 'Change what the register says of a venue',
  args: z.strictObject({ venueId: uuid, baseVersion: rowVersion, changes: venueChanges }),
  result: saved,
  example: { venueId: exampleId, baseVersion: 1, changes: { showers: 12 } },
});

export const archiveVenue = contract({
  name: 'venues.archive',
  title: 'Take a venue off the register, keeping its record',
  args: z.strictObject({ venueId: uuid, baseVersion: rowVersion, reason: shortText(500) }),
  result: saved,
  example: { venueId: exampleId, baseVersion: 2, reason: 'Sold by the council' },
});

export const inspectVenue = contract({
  name: 'venues.inspect',
  title: 'Record an inspection of a venue',
  args: z
    .strictObject({
      venueId: uuid,
      baseVersion: rowVersion,
      inspectedOn: localDate,
      inspectedBy: shortText(80),
      dueOn: localDate,
      suitability,
      conditions: optionalText(1_000).default(''),
    })
    .refine((args) => args.dueOn > args.inspectedOn, { path: ['dueOn'], message: 'Use a day after the inspection' })
    .refine((args) => args.suitability !== 'suitable_with_conditions' || args.conditions !== '', {
      path: ['conditions'],
      message: 'Write the conditions down so that the ranking can use them',
    }),
  result: saved,
  example: {
    venueId: exampleId,
    baseVersion: 2,
    inspectedOn: '2026-11-12',
    inspectedBy: 'L Ahmed',
    dueOn: '2027-11-12',
    suitability: 'suitable',
  },
});

export const importVenues = contract({
  name: 'venues.import',
  title: 'Write the venues of a preview to the register',
  args: importConfirm,
  result: importDone,
  example: { previewId: exampleId },
});

export const venueCommands = [createVenue, changeVenue, archiveVenue, inspectVenue, importVenues] as const;

/** Query string of `GET /api/venues`. */
export const venueListQuery = z.strictObject({
  q: optionalText(80).optional(),
  district: optionalText(60).optional(),
  size: z.enum(sizeClasses).optional(),
  suitability: suitability.optional(),
  facilities: z.union([z.enum(facilities).transform((one) => [one]), z.array(z.enum(facilities))]).optional(),
  sleeps: z.coerce.number().int().min(0).max(10_000).optional(),
  overdue: z.stringbool().optional(),
  archived: z.stringbool().optional(),
  sort: z.enum(['code', 'district', 'beds', 'minutesToOpen', 'showers', 'inspectionDue']).default('code'),
  direction: z.enum(['up', 'down']).default('up'),
  after: optionalText(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type VenueListQuery = z.infer<typeof venueListQuery>;
