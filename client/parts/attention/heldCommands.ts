import { computed } from '@preact/signals';
import type { HeldCommandRow, holdUntilKnown } from '../../../shared/attention.ts';
import { pending } from '../../data/pending.ts';
import { rows } from '../../data/store.ts';
import { centreId } from '../../session/session.ts';

// Typed by the contract, without loading it: its schemas come with the form that sends it.
const HOLD: (typeof holdUntilKnown)['name'] = 'people.later';

export type HeldCommand = Pick<HeldCommandRow, 'id' | 'reference' | 'command' | 'occurredAt' | 'authorName'>;

const onItsWay = computed((): HeldCommand[] => {
  const known = new Set(rows.heldCommand.value.map((it) => it.id));
  return pending.value
    .filter((it) => it.name === HOLD && it.args['centreId'] === centreId.value)
    .map(({ args, occurredAt, author }) => {
      const { heldId, reference, command } = args as { heldId: string } & Pick<HeldCommand, 'reference' | 'command'>;
      return { id: heldId, reference, command, occurredAt, authorName: author?.name ?? 'You' };
    })
    .filter((it) => !known.has(it.id));
});

/** Held for guests whom only another tablet knows so far, the earliest first. */
export const heldHere = computed((): HeldCommand[] =>
  [
    ...rows.heldCommand.value.filter((it) => it.state === 'held' && it.centreId === centreId.value),
    ...onItsWay.value,
  ].toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1)),
);
