import { computed } from '@preact/signals';
import { rows } from '../../data/store.ts';
import { openHere } from './attention.ts';

/** Two records that may be one guest. */
export const doublesHere = computed(() =>
  openHere.value.filter((it) => it.kind === 'duplicate' || it.kind === 'same_reference'),
);

/** What became of a join, so that it can be found again. */
export const joinOf = (personIds: readonly string[]): string | null =>
  rows.attention.value.find(
    (it) => it.settledAs === 'joined' && personIds.every((personId) => it.personIds.includes(personId)),
  )?.id ?? null;
