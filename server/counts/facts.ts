import { eq, sql } from 'drizzle-orm';
import { centre, centreAccess, operation, vehicle } from '../../db/schema/operations.ts';
import { need, person, stillOpen } from '../../db/schema/people.ts';
import { slot } from '../../db/schema/rosters.ts';
import { venueAccess } from '../../db/schema/venues.ts';
import type { Presence } from '../../shared/people.ts';
import type { SlotLike } from '../../shared/rosters/contract.ts';
import type { Reader } from '../engine/deps.ts';

/** What counts are made of: true numbers, never sent. */
export interface CentreFacts extends Pick<
  typeof centre.$inferSelect,
  'id' | 'name' | 'state' | 'size' | 'district' | 'square' | 'places'
> {
  exactly: { lat: number; lon: number } | null;
  onSite: number;
  away: number;
  p1: number;
  p2: number;
  /** When the first open P1 runs out of time, in milliseconds. */
  p1DueAt: number | null;
  slots: SlotLike[];
}

export interface Facts {
  operationId: string;
  expected: number | null;
  centres: CentreFacts[];
  /** On their way, soonest first. */
  vehicles: (typeof vehicle.$inferSelect)[];
}

type PeopleRow = { centre_id: string; presence: Presence; n: number };
type NeedRow = { centre_id: string; p1: number; p2: number; p1_due: number | null };

/** Grouped by both columns of its index, so that it is read in order and nothing else is. */
const people = (reader: Reader, operationId: string) =>
  reader.execute<PeopleRow>(sql`
    select centre_id, presence, count(*)::int as n
    from ${person} where operation_id = ${operationId} and undone_at is null
    group by centre_id, presence`);

const isAway = (presence: Presence): boolean => presence !== 'on_site' && presence !== 'expected';

const headsAt = (rows: readonly PeopleRow[], centreId: string) => {
  const there = rows.filter((it) => it.centre_id === centreId);
  const sum = (all: readonly PeopleRow[]): number => all.reduce((whole, { n }) => whole + n, 0);
  return {
    onSite: sum(there.filter(({ presence }) => presence === 'on_site')),
    away: sum(there.filter(({ presence }) => isAway(presence))),
  };
};

const needs = (reader: Reader, operationId: string) =>
  reader.execute<NeedRow>(sql`
    select centre_id,
      count(*) filter (where priority = 'P1')::int as p1,
      count(*) filter (where priority = 'P2')::int as p2,
      (extract(epoch from min(due_at) filter (where priority = 'P1' and state = 'open')) * 1000)::float8 as p1_due
    from ${need}
    where centre_id in (select id from ${centre} where operation_id = ${operationId})
      and ${stillOpen} and priority in ('P1', 'P2')
    group by centre_id`);

const shiftsNow = async (
  reader: Reader,
  operationId: string,
  at: Date,
): Promise<(SlotLike & { centreId: string })[]> => {
  const rows = await reader
    .select()
    .from(slot)
    .where(
      sql`${slot.centreId} in (select id from ${centre} where operation_id = ${operationId})
        and ${slot.shiftEnd} > ${at.toISOString()}::timestamptz
        and (${slot.shiftStart} <= ${at.toISOString()}::timestamptz or ${slot.arrived} > 0)`,
    );
  return rows.map((it) => ({
    ...it,
    shiftStart: it.shiftStart.toISOString(),
    shiftEnd: it.shiftEnd.toISOString(),
    arriveBy: it.arriveBy?.toISOString() ?? null,
    arrivedAt: it.arrivedAt?.toISOString() ?? null,
  }));
};

const addresses = (reader: Reader, operationId: string) =>
  reader
    .select({ id: centreAccess.id, lat: venueAccess.lat, lon: venueAccess.lon })
    .from(centreAccess)
    .innerJoin(venueAccess, eq(venueAccess.id, centreAccess.venueId))
    .where(eq(centreAccess.operationId, operationId));

/** Everything in one operation that is counted, as it is at `at`. */
export const factsOf = async (reader: Reader, operationId: string, at: Date): Promise<Facts> => {
  const [[plan], centres, heads, clocks, slots, places, vehicles] = await Promise.all([
    reader.select({ expected: operation.expected }).from(operation).where(eq(operation.id, operationId)),
    reader.select().from(centre).where(eq(centre.operationId, operationId)).orderBy(centre.stateSince, centre.id),
    people(reader, operationId),
    needs(reader, operationId),
    shiftsNow(reader, operationId, at),
    addresses(reader, operationId),
    reader
      .select()
      .from(vehicle)
      .where(sql`${vehicle.operationId} = ${operationId} and ${vehicle.state} in ('expected', 'on_the_way')`)
      .orderBy(vehicle.dueAt, vehicle.id),
  ]);
  return {
    operationId,
    expected: plan?.expected ?? null,
    vehicles,
    centres: centres.map((it) => {
      const open = clocks.find((row) => row.centre_id === it.id);
      const place = places.find((row) => row.id === it.id);
      return {
        ...it,
        exactly: place ? { lat: place.lat, lon: place.lon } : null,
        ...headsAt(heads, it.id),
        p1: open?.p1 ?? 0,
        p2: open?.p2 ?? 0,
        p1DueAt: open?.p1_due ?? null,
        slots: slots.filter((row) => row.centreId === it.id),
      };
    }),
  };
};
