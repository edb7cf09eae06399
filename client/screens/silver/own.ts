import type { CentreCounts, CountView, OperationCounts } from '../../../shared/counts.ts';
import { type CentreRow, isFinished } from '../../../shared/centres.ts';
import { isOpenNeed, type NeedRow, type Priority } from '../../../shared/needs.ts';
import { staffedPlaces, staffOnSite } from '../../../shared/rosters/gaps.ts';
import { coarseNow } from '../../parts/centres/here.ts';
import { isLate } from '../../parts/needs/needBoard.ts';
import { comingVehicles, occupancyOf } from '../../parts/centres/occupancy.ts';
import { byId, rows } from '../../data/store.ts';

const exact = (value: number): CountView => ({ value, text: String(value), kind: 'exact' });
const openOf = (needs: readonly NeedRow[], priority: Priority): NeedRow[] =>
  needs.filter((it) => it.priority === priority && isOpenNeed(it.state));
const lateOf = (needs: readonly NeedRow[]): number =>
  needs.filter((it) => isLate(it, new Date(coarseNow.value))).length;
const of = <T extends { centreId: string }>(all: readonly T[], centreId: string): T[] =>
  all.filter((it) => it.centreId === centreId);

const peopleAt = (centreId: string) => occupancyOf(of(rows.person.value, centreId));

const ownCentre = (it: CentreRow): CentreCounts => {
  const here = peopleAt(it.id);
  const staffed = staffedPlaces(of(rows.slot.value, it.id), new Date(coarseNow.value));
  const needs = of(rows.need.value, it.id);
  const urgent = openOf(needs, 'P1');
  const place = byId.centreAccess.value.get(it.id);
  return {
    ...it,
    position: place ? { lat: place.lat, lon: place.lon, exact: true } : null,
    onSite: exact(here.here),
    away: exact(here.out + here.missing + here.left + here.moved),
    out: exact(here.out + here.missing),
    left: exact(here.left + here.moved),
    staffed,
    free: exact(Math.max(0, Math.min(staffed, it.places) - here.here)),
    p1: exact(urgent.length),
    p2: exact(openOf(needs, 'P2').length),
    late: exact(lateOf(needs)),
    // Asked for by itself: no row of a tablet is sent.
    silent: [],
    p1Late: urgent.some((need) => isLate(need, new Date(coarseNow.value))),
    nextVehicleId: of(comingVehicles(rows.vehicle.value), it.id)[0]?.id ?? null,
  };
};

/** Each centre, counted from rows by someone who sees them anyhow. */
export const ownCentres = (): CentreCounts[] => rows.centre.value.map(ownCentre);

export const ownTotals = (operationId: string): OperationCounts => {
  const live = rows.centre.value.filter((it) => !isFinished(it.state));
  const all = occupancyOf(rows.person.value);
  const coming = comingVehicles(rows.vehicle.value);
  const expected = byId.operation.value.get(operationId)?.expected;
  return {
    id: operationId,
    operationId,
    onSite: exact(all.here),
    inTransit: exact(coming.reduce((sum, it) => sum + it.people, 0)),
    away: exact(all.out + all.missing + all.left + all.moved),
    out: exact(all.out + all.missing),
    left: exact(all.left + all.moved),
    expected: expected == null ? null : String(expected),
    p1: exact(openOf(rows.need.value, 'P1').length),
    p2: exact(openOf(rows.need.value, 'P2').length),
    late: exact(lateOf(rows.need.value)),
    staff: staffOnSite(
      rows.slot.value.filter((it) => live.some((centre) => centre.id === it.centreId)),
      new Date(coarseNow.value),
    ),
    vehicles: coming.map((it) => ({ ...it, people: exact(it.people), toCentreId: it.centreId })),
    breakdown: null,
  };
};
