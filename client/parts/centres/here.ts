import { computed } from '@preact/signals';
import { byId, rows } from '../../data/store.ts';
import { mostWorn } from '../../data/wristband.ts';
import { now } from '../../session/now.ts';
import { centreId, operationId, sees } from '../../session/session.ts';

/** Rows of the chosen centre and its operation. */
export const centreHere = computed(() => byId.centre.value.get(centreId.value ?? '') ?? null);
export const operationHere = computed(() => byId.operation.value.get(operationId.value ?? '') ?? null);
export const accessHere = computed(() => byId.centreAccess.value.get(centreId.value ?? '') ?? null);

const here = <T extends { centreId: string | null }>(all: readonly T[]): T[] =>
  all.filter((it) => it.centreId === centreId.value);

export const peopleHere = computed(() => here(rows.person.value));
/** Those this person may know of: the server sends no other, but this tablet may have raised one that waits. */
export const needsHere = computed(() => here(rows.need.value).filter((it) => sees(it.compartment) !== 'none'));
export const slotsHere = computed(() => here(rows.slot.value));
export const vehiclesHere = computed(() => here(rows.vehicle.value));
/** The centre's own entries and those of the whole operation, latest first. */
export const logHere = computed(() =>
  rows.logEntry.value
    .filter((it) => it.centreId === null || it.centreId === centreId.value)
    .toSorted((a, b) => b.number - a.number),
);

const HALF_MINUTE = 30_000;
/** The time, coarse enough for what is worked out from it. */
export const coarseNow = computed(() => Math.floor(now.value.getTime() / HALF_MINUTE) * HALF_MINUTE);

/** The letter that most wristbands here begin with; before there are any, the centre's own. */
export const letterHere = computed((): string =>
  mostWorn(
    peopleHere.value.map(({ reference }) => reference),
    centreHere.value?.sheetLetter ?? 'A',
  ),
);

/** The chosen centre, as routes name it; empty while none is chosen, which leads nowhere. */
export const placeHere = computed(() => ({ operationId: operationId.value ?? '', centreId: centreId.value ?? '' }));
/** Where the chosen centre's pages are. */
export const centrePath = computed(() => `/operations/${operationId.value ?? ''}/centres/${centreId.value ?? ''}`);
