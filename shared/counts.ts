import { z } from 'zod';
import { vehicleKinds } from './vehicles.ts';
import { centreStates } from './centres.ts';
import { uuid } from './primitives.ts';

/** A count of people as it may be disclosed; `value` only where it is disclosed exactly. */
export const disclosedCount = z.object({
  value: z.int().min(0).nullable(),
  text: z.string(),
  kind: z.enum(['exact', 'few', 'at_least', 'about', 'withheld']),
});
export type CountView = z.infer<typeof disclosedCount>;

/** One centre for those who are sent counts. Same id as the centre. */
export const centreCountsRow = z.object({
  id: uuid,
  operationId: uuid,
  centreId: uuid,
  name: z.string(),
  state: z.enum(centreStates),
  size: z.enum(['small', 'medium', 'large', 'several']),
  district: z.string(),
  /** Ten-kilometre square. */
  square: z.string(),
  /** Degrees, WGS 84. `exact: false` is the middle of the square: all that is told without the address. */
  position: z.object({ lat: z.number(), lon: z.number(), exact: z.boolean() }).nullable(),
  onSite: disclosedCount,
  /** Not on site: out for now, on the way, not seen, left or moved on. Which of these is not told. */
  away: disclosedCount,
  /** Told to nobody who is sent counts: screens of an earlier release read them. */
  out: disclosedCount,
  left: disclosedCount,
  /** What the building sleeps. */
  places: z.int().min(0),
  /** People the staff on site can look after. */
  staffed: z.int().min(0),
  /** Places free that are both staffed and there. */
  free: disclosedCount,
  /** Open needs by priority: care, of those on site alone. */
  p1: disclosedCount,
  p2: disclosedCount,
  /** Of any priority, whose time has run out. */
  late: disclosedCount,
  /** Tablets that have not been heard from for a while, by their letters alone, longest first. */
  silent: z.array(z.object({ letter: z.string(), since: z.string() })),
  /** A P1 is past its time. */
  p1Late: z.boolean(),
  nextVehicleId: uuid.nullable(),
});
export type CentreCounts = z.infer<typeof centreCountsRow>;

export const vehicleCounts = z.object({
  id: uuid,
  kind: z.enum(vehicleKinds),
  label: z.string(),
  fromSquare: z.string().nullable(),
  people: disclosedCount,
  dueAt: z.string(),
  toCentreId: uuid,
  rowVersion: z.int().min(1),
});
export type VehicleCounts = z.infer<typeof vehicleCounts>;

const cell = z.object({ key: z.string(), count: disclosedCount });

/** Who came in, by groups that are counted once, as of the half hour at which the last of them was. */
export const breakdownView = z.object({
  at: z.string(),
  /** `44 who came in by Thu 19 Nov 07:30`. */
  text: z.string(),
  people: z.int().min(0),
  /** Keys `male`, `female`, `unknown`. */
  sex: z.array(cell),
  /** Keys `adult`, `child`: a child, or not sure. */
  age: z.array(cell),
  /** A language tag each, as the operation names them, then `other`, those not told apart; empty where none is named. */
  languages: z.array(cell),
});
export type BreakdownView = z.infer<typeof breakdownView>;

/** The whole operation for those who are sent counts. Same id as the operation. */
export const operationCountsRow = z.object({
  id: uuid,
  operationId: uuid,
  onSite: disclosedCount,
  inTransit: disclosedCount,
  away: disclosedCount,
  out: disclosedCount,
  left: disclosedCount,
  /** In all, as planned, roughly; `null` where nobody has said. */
  expected: z.string().nullable(),
  p1: disclosedCount,
  p2: disclosedCount,
  late: disclosedCount,
  staff: z.object({ here: z.int().min(0), needed: z.int().min(0) }),
  vehicles: z.array(vehicleCounts),
  breakdown: breakdownView.nullable(),
});
export type OperationCounts = z.infer<typeof operationCountsRow>;
