/**
 * Turns true numbers into what may be told. Every count of people passes the disclosure rules here, and every sum
 * is made from the published parts alone, so that no sum gives a hidden part away.
 */
import {
  type BreakdownView,
  type CentreCounts,
  centreCountsRow,
  type OperationCounts,
  operationCountsRow,
} from '../../shared/counts.ts';
import { discloseFree, discloseSum, discloseTotal, withheld } from '../../shared/disclosure.ts';
import { isFinished } from '../../shared/centres.ts';
import { isSilent } from '../../shared/silence.ts';
import { staffedPlaces, staffOnSite } from '../../shared/rosters/gaps.ts';
import type { CentreFacts, Facts } from './facts.ts';

export type Position = CentreCounts['position'];

const roughly = (expected: number): string => `about ${Math.max(5, Math.round(expected / 5) * 5)}`;

const silentOf = ({ state, tablets }: CentreFacts, at: Date): CentreCounts['silent'] =>
  tablets
    .filter(({ heardAt }) => !isFinished(state) && isSilent(heardAt, at))
    .map(({ letter, heardAt }) => ({ letter, since: heardAt.toISOString() }));

const centreView = (facts: Facts, it: CentreFacts, at: Date, position: Position): CentreCounts => {
  const staffed = staffedPlaces(it.slots, at);
  return centreCountsRow.parse({
    ...it,
    operationId: facts.operationId,
    centreId: it.id,
    position,
    onSite: discloseTotal(it.onSite),
    away: discloseTotal(it.away),
    out: withheld,
    left: withheld,
    staffed,
    free: discloseFree(Math.min(staffed, it.places), it.onSite),
    p1: discloseTotal(it.p1),
    p2: discloseTotal(it.p2),
    late: discloseTotal(it.late),
    silent: silentOf(it, at),
    p1Late: it.p1DueAt !== null && it.p1DueAt <= at.getTime(),
    nextVehicleId: facts.vehicles.find((vehicle) => vehicle.centreId === it.id)?.id ?? null,
  });
};

const operationView = (facts: Facts, at: Date, breakdown: BreakdownView | null): OperationCounts => {
  const sumOf = (count: (it: CentreFacts) => number) => discloseSum(facts.centres.map(count)).whole;
  return operationCountsRow.parse({
    id: facts.operationId,
    operationId: facts.operationId,
    onSite: sumOf((it) => it.onSite),
    away: sumOf((it) => it.away),
    out: withheld,
    left: withheld,
    p1: sumOf((it) => it.p1),
    p2: sumOf((it) => it.p2),
    late: sumOf((it) => it.late),
    inTransit: discloseSum(facts.vehicles.map((it) => it.people)).whole,
    expected: facts.expected === null ? null : roughly(facts.expected),
    staff: staffOnSite(
      facts.centres.flatMap((it) => it.slots),
      at,
    ),
    vehicles: facts.vehicles.map((it) => ({
      ...it,
      people: discloseTotal(it.people),
      dueAt: it.dueAt.toISOString(),
      toCentreId: it.centreId,
    })),
    breakdown,
  });
};

export interface Published {
  centres: CentreCounts[];
  operation: OperationCounts;
}

/** `positionOf` decides how exactly a centre is placed for the reader. */
export const publish = (
  facts: Facts,
  at: Date,
  breakdown: BreakdownView | null,
  positionOf: (it: CentreFacts) => Position,
): Published => ({
  centres: facts.centres.map((it) => centreView(facts, it, at, positionOf(it))),
  operation: operationView(facts, at, breakdown),
});
