import { computed } from '@preact/signals';
import type { HeldCommandRow } from '../../../shared/attention.ts';
import { rows } from '../../data/store.ts';
import { centreId } from '../../session/session.ts';

/** Held for guests whom only another tablet knows so far, the earliest first. */
export const heldHere = computed((): HeldCommandRow[] =>
  rows.heldCommand.value
    .filter((it) => it.state === 'held' && it.centreId === centreId.value)
    .toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1)),
);
