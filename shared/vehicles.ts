import { z } from 'zod';
import { contract } from './contract.ts';
import { count, gridSquare, instant, rowVersion, shortText, uuid } from './primitives.ts';

const operationId = '0193e0a0-0000-7000-8000-000000000001';
const centreId = '0193e0a0-0000-7000-8000-000000000002';

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
  result: z.object({ vehicleId: uuid }),
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
  result: z.object({ vehicleId: uuid, rowVersion }),
  example: { operationId, vehicleId: '0193e0a0-0000-7000-8000-000000000006', baseVersion: 1, people: 10 },
});

export const arriveVehicle = contract({
  name: 'vehicles.arrive',
  title: 'Record that a vehicle came, and how many got out',
  args: z.strictObject({ operationId: uuid, vehicleId: uuid, baseVersion: rowVersion, people: count(200) }),
  result: z.object({ vehicleId: uuid, rowVersion }),
  example: { operationId, vehicleId: '0193e0a0-0000-7000-8000-000000000006', baseVersion: 1, people: 9 },
});

const nullableText = z.string().nullable();

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
