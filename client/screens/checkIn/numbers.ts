import { computed } from '@preact/signals';
import type { SheetKind } from '../../../shared/sheets.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { centreId, operationId } from '../../session/session.ts';
import { device, deviceState } from '../../data/device.ts';
import { rows } from '../../data/store.ts';
import { nextFree, nextOnSheets, nextOnThisDevice } from '../../data/wristband.ts';

const sheetsOf = (kind: SheetKind) =>
  rows.sheet.value.filter((it) => it.centreId === centreId.value && it.kind === kind);

const bandSheets = computed(() => sheetsOf('wristbands'));

/** A paired tablet counts under a letter of its own: two without signal never offer the same number. */
const ownLetter = computed(() => (deviceState.value === 'open' ? (device.value?.view.letter ?? null) : null));

/** Bands are printed, and this tablet cannot know which is next in the box: it is scanned. */
export const isToScan = computed(() => ownLetter.value !== null && bandSheets.value.length > 0);

/** A band whose check-in was undone has been used too. */
export const nextBand = computed(() => {
  const operation = operationId.value ?? '';
  const taken = new Set(rows.person.value.map((it) => it.reference));
  const printed = ownLetter.value === null ? nextOnSheets(operation, bandSheets.value, taken) : null;
  return printed ?? nextOnThisDevice(operation, ownLetter.value ?? centreHere.value?.sheetLetter ?? 'A', taken);
});

/** The next blank form of the pile, where the forms are from a sheet. */
export const nextForm = computed(() => {
  const keyed = new Set(rows.person.value.map((it) => it.paperForm));
  return nextFree(sheetsOf('forms'), (it) => keyed.has(it));
});
