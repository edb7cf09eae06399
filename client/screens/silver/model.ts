import { computed } from '@preact/signals';
import type { CentreCounts, OperationCounts, VehicleCounts } from '../../../shared/counts.ts';
import { type CentreState, isFinished, isReceiving } from '../../../shared/centres.ts';
import { type Load, loadOf, loadWords } from '../../../shared/load.ts';
import { coarseNow } from '../../parts/centres/here.ts';
import { me, operationId, sees } from '../../session/session.ts';
import { now } from '../../session/now.ts';
import { byId, rows } from '../../data/store.ts';
import { dataAge } from '../../data/connection.ts';
import { gapLines, unplannedLines } from './gaps.ts';
import { ownCentres, ownTotals } from './own.ts';

/** Those that take people first, those not wanted yet last, whatever is short there. */
const order: CentreState[] = ['open', 'full', 'standing_down', 'activating', 'standby', 'planned'];

/** Those who see guests are sent no counts: they count what they see. */
const counted = computed((): readonly CentreCounts[] =>
  rows.operationCounts.value.length === 0 && sees('core') === 'full' ? ownCentres() : rows.centreCounts.value,
);

/** Centres on the map and in the list, in one order. */
export const centres = computed(() =>
  counted.value
    .filter((it) => !isFinished(it.state))
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name)),
);
export const finished = computed(() => counted.value.filter((it) => isFinished(it.state) && it.state !== 'cancelled'));
export const receiving = computed(() => centres.value.filter((it) => isReceiving(it.state)));

export const totals = computed((): OperationCounts | null => {
  const [sent] = rows.operationCounts.value;
  if (sent) return sent;
  return sees('core') === 'full' && operationId.value ? ownTotals(operationId.value) : null;
});
export const vehicles = computed((): readonly VehicleCounts[] => totals.value?.vehicles ?? []);
export const vehiclesTo = (centreId: string): VehicleCounts[] =>
  vehicles.value.filter((it) => it.toCentreId === centreId);

/** Doors have not opened yet. */
export const isBefore = (state: CentreState): boolean =>
  state === 'planned' || state === 'standby' || state === 'activating';

/** Places that are both staffed and there; before doors open, how many the roster was made for. */
export const placesOf = (it: CentreCounts): number =>
  isBefore(it.state) ? (byId.centre.value.get(it.id)?.plannedFor ?? it.places) : Math.min(it.staffed, it.places);

export const loadAt = (it: CentreCounts): Load => loadOf(it, it.onSite.value);
export const loadWordsAt = (it: CentreCounts): string => loadWords(it, it.onSite.value);

export const gapsNow = computed(() => gapLines(centres.value, rows.slot.value, coarseNow.value));
export const unplannedNow = computed(() => unplannedLines(centres.value, rows.slot.value, coarseNow.value));

export const decisions = computed(() =>
  rows.logEntry.value.filter((it) => it.decision !== null).toSorted((a, b) => (b.decision ?? 0) - (a.decision ?? 0)),
);

const LOST_MS = 60_000;
const SLOW_MS = 15_000;

/** When what is shown was last confirmed, by the clock that is shown. */
export const confirmedAt = computed(() => {
  const age = dataAge.value;
  return new Date(now.value.getTime() - age * (age < LOST_MS ? 1 : (me.value?.clock.rate ?? 1)));
});
export const stale = computed(() => dataAge.value >= SLOW_MS);
