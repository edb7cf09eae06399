import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { centre, centreAccess, operation, vehicle } from '../../db/schema/operations.ts';
import { need, person, stillOpen } from '../../db/schema/people.ts';
import { slot } from '../../db/schema/rosters.ts';
import { device } from '../../db/schema/tablets.ts';
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
  /** Needs of any priority whose time has run out. */
  late: number;
  /** Tablets in use by their letters, and when each was last heard from, longest ago first. */
  tablets: { letter: string; heardAt: Date }[];
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
type NeedRow = { centre_id: string; p1: number; p2: number; p1_due: number | null; late: number };

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

/**
 * Care ends with the stay it was for: counted of those who are away, it would tell who left from who is out. So it is
 * counted of those on site alone, and of the centre as a whole.
 */
const counted = sql`(${person.presence} is null or ${person.presence} = 'on_site'
  or ${need.compartment} <> 'welfare' or ${need.alerts})`;

/** As a board says of one need that its clock runs. */
const runs = sql`(${need.priority} <> 'P1' or ${need.state} = 'open')`;

const needs = (reader: Reader, operationId: string, at: Date) =>
  reader.execute<NeedRow>(sql`
    select ${need.centreId} as centre_id,
      count(*) filter (where ${need.priority} = 'P1')::int as p1,
      count(*) filter (where ${need.priority} = 'P2')::int as p2,
      (extract(epoch from min(${need.dueAt}) filter (where ${need.priority} = 'P1' and ${runs})) * 1000)::float8 as p1_due,
      count(*) filter (where ${runs} and ${need.dueAt} <= ${at.toISOString()}::timestamptz)::int as late
    from ${need} left join ${person} on ${person.id} = ${need.personId}
    where ${need.centreId} in (select id from ${centre} where operation_id = ${operationId})
      and ${stillOpen} and ${counted}
    group by ${need.centreId}`);

const tabletsInUse = (reader: Reader, operationId: string) =>
  reader
    .select({ centreId: device.centreId, letter: device.letter, heardAt: device.lastSeenAt })
    .from(device)
    .where(and(eq(device.operationId, operationId), isNull(device.revokedAt), isNotNull(device.lastSeenAt)))
    .orderBy(device.lastSeenAt, device.letter);

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
  const [[plan], centres, heads, clocks, tablets, slots, places, vehicles] = await Promise.all([
    reader.select({ expected: operation.expected }).from(operation).where(eq(operation.id, operationId)),
    reader.select().from(centre).where(eq(centre.operationId, operationId)).orderBy(centre.stateSince, centre.id),
    people(reader, operationId),
    needs(reader, operationId, at),
    tabletsInUse(reader, operationId),
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
        late: open?.late ?? 0,
        tablets: tablets.flatMap(({ centreId, letter, heardAt }) =>
          centreId === it.id && heardAt ? [{ letter, heardAt }] : [],
        ),
        slots: slots.filter((row) => row.centreId === it.id),
      };
    }),
  };
};
