import { sameName } from '../../../shared/fold.ts';
import type { OperationRow } from '../../../shared/operations.ts';
import type { VehicleRow } from '../../../shared/vehicles.ts';
import type { CentreRow } from '../../../shared/centres.ts';
import type { PersonRow } from '../../../shared/people.ts';

export interface Occupancy {
  here: number;
  /** Everyone ever checked in here, mistakes left out. */
  arrived: number;
  out: number;
  missing: number;
  /** Left by choice. */
  left: number;
  /** Moved on in any other way. */
  moved: number;
}

const counted = (people: readonly PersonRow[]): PersonRow[] => people.filter((it) => it.undoneAt === null);

/** How many of a centre's guests are where. An undone check-in counts nowhere. */
export const occupancyOf = (people: readonly PersonRow[]): Occupancy => {
  const all = counted(people).filter((it) => it.presence !== 'expected' && it.presence !== 'in_transit');
  const of = (...presences: PersonRow['presence'][]): number =>
    all.filter((it) => presences.includes(it.presence)).length;
  return {
    here: of('on_site'),
    arrived: all.length,
    out: of('temporarily_out'),
    missing: of('missing'),
    left: of('left_voluntarily'),
    moved: of('departed', 'transferred', 'removed_by_police'),
  };
};

export interface Zone {
  name: string;
  people: number;
  beds: number | null;
}

/** The centre's zones in its own order, then any other that guests are in, then those in none. */
export const zonesOf = (centre: Pick<CentreRow, 'zones'>, people: readonly PersonRow[]): Zone[] => {
  const here = counted(people).filter((it) => it.presence === 'on_site');
  const within = (name: string | null): number => here.filter((it) => it.zone === name).length;
  const named = centre.zones.map((it) => ({ name: it.name, people: within(it.name), beds: it.beds ?? null }));
  const known = new Set(centre.zones.map((it) => it.name));
  const other = [...new Set(here.flatMap((it) => (it.zone && !known.has(it.zone) ? [it.zone] : [])))];
  const none = within(null);
  return [
    ...named,
    ...other.toSorted().map((name) => ({ name, people: within(name), beds: null })),
    ...(none > 0 ? [{ name: 'No zone yet', people: none, beds: null }] : []),
  ];
};

/** How many more are to come, as far as the planner expects. */
export const stillExpected = (operation: OperationRow | null, centre: CentreRow, arrived: number): number =>
  Math.max(0, Math.min(operation?.expected ?? centre.plannedFor, centre.plannedFor) - arrived);

export const comingVehicles = (vehicles: readonly VehicleRow[]): VehicleRow[] =>
  vehicles
    .filter((it) => it.state === 'expected' || it.state === 'on_the_way')
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));

const QUARTER = 15 * 60_000;
const BARS = 11;
const AHEAD = 5;

export interface Quarter {
  from: number;
  height: number;
  expected: boolean;
}

/** Arrivals by quarter of an hour up to now, and what vehicles are due to bring after it. */
export const arrivalQuarters = (
  people: readonly PersonRow[],
  vehicles: readonly VehicleRow[],
  now: number,
): Quarter[] => {
  const current = Math.floor(now / QUARTER) * QUARTER;
  const coming = comingVehicles(vehicles);
  const last = coming
    .map((it) => Math.floor(Date.parse(it.dueAt) / QUARTER) * QUARTER)
    .filter((it) => it <= current + AHEAD * QUARTER);
  const end = Math.max(current, ...last);
  return Array.from({ length: BARS }, (_, index) => {
    const from = end - (BARS - 1 - index) * QUARTER;
    const inside = (at: string): boolean => Date.parse(at) >= from && Date.parse(at) < from + QUARTER;
    const came = counted(people).filter((it) => inside(it.arrivedAt)).length;
    const due = from < current ? 0 : coming.filter((it) => inside(it.dueAt)).reduce((sum, it) => sum + it.people, 0);
    return { from, height: came + due, expected: due > 0 };
  });
};

export interface Reconciled {
  counted: number;
  checkedIn: number;
  /** Heads that got out and are not checked in; negative where more were checked in than counted. */
  toFind: number;
}

/** Sets the heads counted at a vehicle's door against who was checked in as coming with it. */
export const reconcile = (vehicle: VehicleRow, people: readonly PersonRow[]): Reconciled => {
  const checkedIn = counted(people).filter((it) => it.vehicle !== null && sameName(it.vehicle, vehicle.label)).length;
  const heads = vehicle.arrivedPeople ?? 0;
  return { counted: heads, checkedIn, toFind: heads - checkedIn };
};

export const reconciledWords = ({ counted: heads, checkedIn, toFind }: Reconciled): string => {
  const rest = toFind > 0 ? `${toFind} to find` : toFind < 0 ? `${-toFind} more than counted` : 'all found';
  return `${heads} got out, ${checkedIn} checked in, ${rest}`;
};
