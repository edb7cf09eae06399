/** A venue in the register: facts for everyone who may open it, and the way there for those with the address. */
import { z } from 'zod';
import { hoursMeant } from '../hours/read.ts';
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
import { postcode } from '../postcodes.ts';
import { telephone } from '../telephones.ts';

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

export const venueCode = z.string().regex(/^V\d{3,4}$/, 'Use V and three or four digits, such as V010');
export const suitability = z.enum(suitabilities);
const minutes = count(24 * 60);
const squareMetres = z.number().min(0).max(100_000);
const contact = z.strictObject({ name: shortText(80), phone: telephone });
const room = z.strictObject({ name: shortText(60), m2: z.number().min(0.1).max(100_000) });

/** What a venue can be used without: `null` is still to be found out. Gravest first. */
const findable = {
  fireLimit: count().nullable(),
  sleepingM2: squareMetres.nullable(),
  toilets: count(1_000).nullable(),
  showers: count(1_000).nullable(),
  privateRooms: count(1_000).nullable(),
  entrances: count(100).nullable(),
  stepFree: z.boolean().nullable(),
  accessibleWc: z.boolean().nullable(),
  discreetEntrance: z.boolean().nullable(),
  coachParking: z.boolean().nullable(),
  wifi: z.boolean().nullable(),
  kitchen: z.enum(kitchens).nullable(),
  generator: z.enum(generators).nullable(),
  mobileSignal: z.enum(mobileSignals).nullable(),
  hospitalMinutes: minutes.nullable(),
  /** As it is written, kept in OpenStreetMap's words where its meaning is plain; else the server asks. */
  availableHours: shortText(200).overwrite(hoursMeant).nullable(),
  /** What its last inspection found. */
  suitability: suitability.nullable(),
};
export type Findable = keyof typeof findable;
export const findables = Object.keys(findable) as Findable[];

/** For everyone who may see the register: nothing that names the place or says where it is. */
export const venueFacts = z.strictObject({
  code: venueCode,
  type: shortText(40),
  district: shortText(60),
  ...findable,
  /** How many it sleeps as somebody there said; counts until its sleeping floor is measured. */
  placesTold: count().nullable(),
  /** Floor used by day, where it differs from the sleeping floor. */
  dayM2: squareMetres.nullable(),
  areas: z.array(z.enum(venueAreas)).max(venueAreas.length),
  accessibleShower: z.enum(known),
  heating: z.enum(known),
  cctv: z.enum(known),
  lockableRooms: count(1_000).nullable(),
  pets: z.enum(known),
  stockCupboard: z.enum(known),
  minutesToOpen: minutes,
  lastInspected: localDate.nullable(),
  inspectionDue: localDate.nullable(),
});

/** The compartment `venue_access`: only with a grant to the address. */
export const venueAccess = z.strictObject({
  name: shortText(120),
  address: shortText(200),
  town: shortText(60),
  postcode,
  lat: ukLatitude,
  lon: ukLongitude,
  owner: optionalText(120),
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
/** As an earlier release let them in: what is shown is what is kept. */
const contactAsKept = z.object({ name: z.string(), phone: z.string() });
export const accessAsKept = venueAccess.extend({
  postcode: z.string(),
  keyholders: z.array(contactAsKept),
  authorisers: z.array(contactAsKept),
});
export type VenueFacts = z.infer<typeof venueFacts>;
export type VenueAccess = z.infer<typeof venueAccess>;
export type VenueDetails = z.infer<typeof venueDetails>;

/** Fields that a new venue may leave out. */
export const venueBlanks = {
  ...(Object.fromEntries(findables.map((it) => [it, null])) as Record<Findable, null>),
  placesTold: null,
  dayM2: null,
  areas: [],
  accessibleShower: 'unknown',
  heating: 'unknown',
  cctv: 'unknown',
  lockableRooms: null,
  pets: 'unknown',
  stockCupboard: 'unknown',
  lastInspected: null,
  inspectionDue: null,
  owner: '',
  rooms: [],
  keyholdersCheckedOn: null,
  authorisers: [],
  inspectedBy: '',
  conditions: '',
  limits: '',
  accessNotes: '',
  agreementUntil: null,
  insuranceUntil: null,
  plans: '',
} as const satisfies Partial<VenueDetails>;

/** A venue as a reader gets it; `access` is null without the grant. `square` is the 10 km square, cut on the server. */
export const venueView = z.object({
  id: uuid,
  rowVersion,
  ...venueFacts.shape,
  square: gridSquare,
  archivedAt: instant.nullable(),
  access: accessAsKept.nullable(),
});
