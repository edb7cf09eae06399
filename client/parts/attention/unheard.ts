import { computed } from '@preact/signals';
import type { HeldCommandRow, sayLater } from '../../../shared/attention.ts';
import { pending } from '../../data/pending.ts';
import { rows } from '../../data/store.ts';
import { centreId } from '../../session/session.ts';

// The name alone: what the command takes is not loaded before it is said.
const LATER: (typeof sayLater)['name'] = 'people.later';

export type Unheard = Pick<HeldCommandRow, 'id' | 'reference' | 'command' | 'occurredAt' | 'authorName'>;

const onItsWay = computed((): Unheard[] => {
  const known = new Set(rows.heldCommand.value.map((it) => it.id));
  return pending.value
    .filter((it) => it.name === LATER && it.args['centreId'] === centreId.value)
    .map(({ args, occurredAt, author }) => {
      const { heldId, reference, command } = args as { heldId: string } & Pick<Unheard, 'reference' | 'command'>;
      return { id: heldId, reference, command, occurredAt, authorName: author?.name ?? 'You' };
    })
    .filter((it) => !known.has(it.id));
});

/** Said of guests whom only another tablet knows yet, the earliest first. */
export const unheardHere = computed((): Unheard[] =>
  [
    ...rows.heldCommand.value.filter((it) => it.state === 'held' && it.centreId === centreId.value),
    ...onItsWay.value,
  ].toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1)),
);
