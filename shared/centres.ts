import { z } from 'zod';
import { contract } from './contract.ts';
import { expectation } from './operations.ts';
import { count, instant, optionalText, rowVersion, shortText, uuid } from './primitives.ts';

export const centreStates = [
  'planned',
  'standby',
  'activating',
  'open',
  'full',
  'standing_down',
  'closed',
  'debriefed',
  'cancelled',
] as const;
export type CentreState = (typeof centreStates)[number];

const after: Record<CentreState, readonly CentreState[]> = {
  planned: ['standby', 'activating', 'cancelled'],
  standby: ['activating', 'cancelled'],
  activating: ['open', 'standby', 'cancelled'],
  open: ['full', 'standing_down'],
  full: ['open', 'standing_down'],
  standing_down: ['open', 'closed'],
  closed: ['debriefed'],
  debriefed: [],
  cancelled: [],
};
export const centreMayBecome = (from: CentreState, to: CentreState): boolean => after[from].includes(to);
export const isReceiving = (state: CentreState): boolean => state === 'open' || state === 'full';
export const finishedStates: readonly CentreState[] = ['closed', 'debriefed', 'cancelled'];
export const isFinished = (state: CentreState): boolean => finishedStates.includes(state);

/** Code names for centres. Birds: said over a radio, none sounds like another. */
export const centreNames = [
  'Wren',
  'Heron',
  'Plover',
  'Robin',
  'Swift',
  'Dunlin',
  'Kestrel',
  'Linnet',
  'Osprey',
  'Avocet',
  'Curlew',
  'Siskin',
  'Merlin',
  'Teal',
  'Bittern',
  'Fulmar',
  'Gannet',
  'Jackdaw',
  'Lapwing',
  'Nightjar',
] as const;

/** What a manager ticks before doors open. A centre cannot open without the first four, unless a reason is given. */
export const readinessItems = {
  manager: { title: 'Centre manager on site', needed: true },
  registration: { title: 'Registration staffed', needed: true },
  welfare: { title: 'Welfare staffed', needed: true },
  fire_briefing: { title: 'Fire briefing given', needed: true },
  handover: { title: 'Building handed over and walked round', needed: false },
  risk_assessment: { title: 'Risk assessment done', needed: false },
  areas: { title: 'Areas laid out', needed: false },
  private_rooms: { title: 'Private rooms ready', needed: false },
  interpreters: { title: 'Interpreters on site or on the phone', needed: false },
  first_aid: { title: 'First aid point ready', needed: false },
  visitor_desk: { title: 'Visitor desk staffed', needed: false },
  staff_briefed: { title: 'Everyone briefed before their first shift', needed: false },
} as const satisfies Record<string, { title: string; needed: boolean }>;
export type ReadinessItem = keyof typeof readinessItems;
export const readinessNames = Object.keys(readinessItems) as [ReadinessItem, ...ReadinessItem[]];

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const centreId = '0193e0a0-0000-7000-8000-000000000002';

export const activateCentre = contract({
  name: 'centres.activate',
  title: 'Choose a venue, put a centre there on standby or stand it up, and make its roster',
  args: z.strictObject({
    operationId: uuid,
    centreId: uuid,
    venueId: uuid,
    to: z.enum(['standby', 'activating']),
    ...expectation,
    doorsAt: instant,
    /** Goes into the decision log with the ranking it was made from. */
    reason: shortText(1000),
    /** Needed where the venue is ruled out; names why it is used all the same. */
    overrideReason: shortText(500).optional(),
    overflowOf: uuid.optional(),
    managerName: optionalText(80).optional(),
  }),
  result: z.object({ centreId: uuid, name: z.string(), slots: z.int() }),
  example: {
    operationId,
    centreId,
    venueId: '0193e0a0-0000-7000-8000-000000000005',
    to: 'activating',
    expected: 40,
    doorsAt: '2026-11-19T06:20:00Z',
    reason: 'Close, enough beds, entrance out of sight',
  },
});

export const setCentreState = contract({
  name: 'centres.setState',
  title: 'Open, close to new arrivals, stand down, close or cancel a centre',
  args: z.strictObject({
    operationId: uuid,
    centreId: uuid,
    to: z.enum(centreStates),
    baseVersion: rowVersion,
    reason: optionalText(500).optional(),
    /** Needed to pass a guard that is not met; logged with what was missing. */
    overrideReason: shortText(500).optional(),
  }),
  result: z.object({ centreId: uuid, rowVersion }),
  example: { operationId, centreId, to: 'open', baseVersion: 1 },
});

export const changeCentre = contract({
  name: 'centres.change',
  title: 'Tick a readiness item, name zones, set doors time and leads',
  args: z.strictObject({
    operationId: uuid,
    centreId: uuid,
    baseVersion: rowVersion,
    ready: z.partialRecord(z.enum(readinessNames), z.boolean()).optional(),
    zones: z
      .array(z.strictObject({ name: shortText(60), beds: count(500).optional() }))
      .max(40)
      .optional(),
    doorsAt: instant.optional(),
    managerName: optionalText(80).nullable().optional(),
    sheetLetter: z
      .string()
      .regex(/^[A-HJ-NP-UW-Z]$/, 'Use one capital letter, but not I, O or V')
      .optional(),
  }),
  result: z.object({ centreId: uuid, rowVersion }),
  example: { operationId, centreId, baseVersion: 1, ready: { fire_briefing: true } },
});

const nullableText = z.string().nullable();

/** A centre by its code name. The venue behind it travels only as {@link centreAccessRow}. */
export const centreRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  name: z.string(),
  state: z.enum(centreStates),
  district: z.string(),
  /** Ten-kilometre square. */
  square: z.string(),
  size: z.enum(['small', 'medium', 'large', 'several']),
  /** What the building sleeps. */
  places: z.number(),
  /** How many people the roster was made for. */
  plannedFor: z.number(),
  doorsAt: z.string(),
  openedAt: nullableText,
  stateSince: z.string(),
  overflowOf: uuid.nullable(),
  managerName: nullableText,
  zones: z.array(z.object({ name: z.string(), beds: z.number().optional() })),
  ready: z.partialRecord(z.enum(readinessNames), z.boolean()),
  /** Letter on the centre's sheet of wristbands. */
  sheetLetter: z.string(),
  rowVersion,
});
export type CentreRow = z.infer<typeof centreRow>;

/** Which venue a centre is in. Same id as the centre; compartment `address`. */
export const centreAccessRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  venueId: uuid,
  venueCode: z.string(),
  name: z.string(),
  address: z.string(),
  town: z.string(),
  postcode: z.string(),
  lat: z.number(),
  lon: z.number(),
  keyholders: z.array(z.object({ name: z.string(), phone: z.string() })),
});
