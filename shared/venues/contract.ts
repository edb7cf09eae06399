import { z } from 'zod';
import { contract } from '../contract.ts';
import { importConfirm, importDone } from '../imports.ts';
import { localDate, optionalText, rowVersion, shortText, uuid } from '../primitives.ts';
import {
  facilities,
  sizeClasses,
  suitability,
  venueBlanks,
  venueCode,
  type VenueDetails,
  venueDetails,
} from './venue.ts';

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

type Blanks = { [Field in keyof typeof venueBlanks]: z.ZodDefault<(typeof venueDetails.shape)[Field]> };

const { shape } = venueDetails;
const orBlank = ([field, blank]: [string, unknown]) =>
  [field, (shape[field as keyof Blanks] as z.ZodType).default(blank)] as const;
/** Without a code it gets the next that is free. */
const newVenue = venueDetails.extend({
  ...(Object.fromEntries(Object.entries(venueBlanks).map(orBlank)) as Blanks),
  code: venueCode.optional(),
});

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

const saved = z.object({ venueId: uuid, rowVersion });
const exampleId = '019a9b1c-7d00-7000-8000-000000000010';

/** Refused with `already-exists` for a code in use, and with `invalid-fields` for hours the library cannot read. */
export const createVenue = contract({
  name: 'venues.create',
  title: 'Add a venue to the register',
  args: z.strictObject({ venueId: uuid, details: newVenue }),
  result: saved.extend({ code: venueCode }),
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
