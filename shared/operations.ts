import { z } from 'zod';
import { contract } from './contract.ts';
import { count, gridSquare, instant, languageTag, optionalText, rowVersion, shortText, uuid } from './primitives.ts';

export const operationTypes = ['warrant', 'labour_inspection', 'welfare_visit', 'walk_in', 'exercise'] as const;
export const operationStates = ['planned', 'running', 'closed'] as const;

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

/** Facilities a planner may ask for, as on the first column of activation. */
export const wishes = ['women_and_men_apart', 'children', 'families', 'step_free', 'pets'] as const;

const expectation = {
  expected: count(1000).min(1, 'Enter how many people are expected'),
  atLeast: count(1000).optional(),
  atMost: count(1000).optional(),
  firstArrivalAt: instant.optional(),
  nights: z.int().min(0).max(30).optional(),
  /** Ten-kilometre square, never an address. */
  fromSquare: gridSquare.optional(),
  languages: z
    .array(z.strictObject({ tag: languageTag, people: count(1000).optional() }))
    .max(30)
    .optional(),
  wishes: z.array(z.enum(wishes)).max(wishes.length).optional(),
};

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const centreId = '0193e0a0-0000-7000-8000-000000000002';

export const openOperation = contract({
  name: 'operations.open',
  title: 'Open an operation under a code name',
  args: z.strictObject({
    operationId: uuid,
    codeName: shortText(40),
    type: z.enum(operationTypes),
    state: z.enum(['planned', 'running']),
    exercise: z.boolean().optional(),
    ...expectation,
    expected: expectation.expected.optional(),
    policeLead: optionalText(80).optional(),
    careLead: optionalText(80).optional(),
  }),
  result: z.strictObject({ operationId: uuid }),
  example: { operationId, codeName: 'Marram', type: 'warrant', state: 'running', expected: 40, fromSquare: 'SK 45' },
});

export const changeOperation = contract({
  name: 'operations.change',
  title: 'Change what is expected, who leads, or start and close the operation',
  args: z.strictObject({
    operationId: uuid,
    baseVersion: rowVersion,
    state: z.enum(operationStates).optional(),
    ...expectation,
    expected: expectation.expected.optional(),
    policeLead: optionalText(80).nullable().optional(),
    careLead: optionalText(80).nullable().optional(),
  }),
  result: z.strictObject({ operationId: uuid, rowVersion }),
  example: { operationId, baseVersion: 1, expected: 45 },
});

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
  result: z.strictObject({ centreId: uuid, name: z.string(), slots: z.int() }),
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
  result: z.strictObject({ centreId: uuid, rowVersion }),
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
      .regex(/^[A-HJ-NP-UW-Z]$/)
      .optional(),
  }),
  result: z.strictObject({ centreId: uuid, rowVersion }),
  example: { operationId, centreId, baseVersion: 1, ready: { fire_briefing: true } },
});

export const vehicleKinds = ['coach', 'minibus', 'van', 'car', 'other'] as const;
export const vehicleStates = ['expected', 'on_the_way', 'arrived', 'cancelled'] as const;

export const recordVehicle = contract({
  name: 'vehicles.record',
  title: 'Record a vehicle on its way: from which square, how many, when due',
  args: z.strictObject({
    operationId: uuid,
    vehicleId: uuid,
    centreId: uuid,
    label: shortText(60),
    kind: z.enum(vehicleKinds),
    fromSquare: gridSquare.optional(),
    people: count(200),
    dueAt: instant,
  }),
  result: z.strictObject({ vehicleId: uuid }),
  example: {
    operationId,
    vehicleId: '0193e0a0-0000-7000-8000-000000000006',
    centreId,
    label: 'Coach 2',
    kind: 'coach',
    fromSquare: 'SK 54',
    people: 9,
    dueAt: '2026-11-19T07:58:00Z',
  },
});

export const changeVehicle = contract({
  name: 'vehicles.change',
  title: 'Change when a vehicle is due, how many it carries, where it goes, or call it off',
  args: z.strictObject({
    operationId: uuid,
    vehicleId: uuid,
    baseVersion: rowVersion,
    centreId: uuid.optional(),
    people: count(200).optional(),
    dueAt: instant.optional(),
    state: z.enum(['expected', 'on_the_way', 'cancelled']).optional(),
  }),
  result: z.strictObject({ vehicleId: uuid, rowVersion }),
  example: { operationId, vehicleId: '0193e0a0-0000-7000-8000-000000000006', baseVersion: 1, people: 10 },
});

export const arriveVehicle = contract({
  name: 'vehicles.arrive',
  title: 'Record that a vehicle came, and how many got out',
  args: z.strictObject({ operationId: uuid, vehicleId: uuid, baseVersion: rowVersion, people: count(200) }),
  result: z.strictObject({ vehicleId: uuid, rowVersion }),
  example: { operationId, vehicleId: '0193e0a0-0000-7000-8000-000000000006', baseVersion: 1, people: 9 },
});

export const writeLog = contract({
  name: 'log.write',
  title: 'Write what happened, or correct an earlier entry. Entries are never changed',
  args: z.strictObject({
    operationId: uuid,
    entryId: uuid,
    centreId: uuid.optional(),
    text: shortText(2000),
    corrects: uuid.optional(),
  }),
  result: z.strictObject({ entryId: uuid, number: z.int() }),
  example: { operationId, entryId: '0193e0a0-0000-7000-8000-000000000007', centreId, text: 'Heating is on in hall B' },
});

export const logDecision = contract({
  name: 'log.decide',
  title: 'Log a decision with its reason. Silver command reads decisions: no names',
  args: z.strictObject({
    operationId: uuid,
    entryId: uuid,
    centreId: uuid.optional(),
    text: shortText(500),
    reason: shortText(2000),
  }),
  result: z.strictObject({ entryId: uuid, number: z.int() }),
  example: {
    operationId,
    entryId: '0193e0a0-0000-7000-8000-000000000008',
    text: 'Hold coach 2 for ten minutes',
    reason: 'Arrivals is not clear',
  },
});

const nullableText = z.string().nullable();

export const operationRow = z.object({
  id: uuid,
  codeName: z.string(),
  type: z.enum(operationTypes),
  state: z.enum(operationStates),
  exercise: z.boolean(),
  languages: z.array(z.object({ tag: z.string(), people: z.number().optional() })),
  // From here on only for those whose role opens the operation fully.
  expected: z.number().nullable().optional(),
  atLeast: z.number().nullable().optional(),
  atMost: z.number().nullable().optional(),
  firstArrivalAt: nullableText.optional(),
  nights: z.number().nullable().optional(),
  fromSquare: nullableText.optional(),
  wishes: z.array(z.enum(wishes)).optional(),
  policeLead: nullableText.optional(),
  careLead: nullableText.optional(),
  openedAt: z.string(),
  closedAt: nullableText,
  rowVersion,
});
export type OperationRow = z.infer<typeof operationRow>;

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
export type CentreAccessRow = z.infer<typeof centreAccessRow>;

export const vehicleRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  label: z.string(),
  kind: z.enum(vehicleKinds),
  fromSquare: nullableText,
  people: z.number(),
  dueAt: z.string(),
  state: z.enum(vehicleStates),
  arrivedAt: nullableText,
  /** Heads counted as they got out. */
  arrivedPeople: z.number().nullable(),
  rowVersion,
});
export type VehicleRow = z.infer<typeof vehicleRow>;

export const logRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid.nullable(),
  number: z.number(),
  kind: z.enum(['entry', 'decision', 'system']),
  /** Counts decisions apart from entries; `null` for an entry. */
  decision: z.number().nullable(),
  text: z.string(),
  reason: nullableText.optional(),
  author: z.string(),
  corrects: uuid.nullable(),
  occurredAt: z.string(),
  recordedAt: z.string(),
});
export type LogRow = z.infer<typeof logRow>;

/** What an activation was decided on. Same id as its log row; compartment `address`. */
export const logBasisRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid.nullable(),
  basis: z.record(z.string(), z.unknown()),
});
