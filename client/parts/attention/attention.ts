import { computed } from '@preact/signals';
import type { askAboutAttention, HeldCommandRow, sayLater } from '../../../shared/attention.ts';
import { pending } from '../../data/pending.ts';
import { rows } from '../../data/store.ts';
import { can, centreId, me } from '../../session/session.ts';

// Names alone: what the commands take is not loaded before it is said.
const ASKING: (typeof askAboutAttention)['name'] = 'attention.ask';
const LATER: (typeof sayLater)['name'] = 'people.later';

const chosenHere = computed(
  () =>
    new Set(
      pending.value.filter((it) => 'attentionId' in it.args && it.name !== ASKING).map((it) => it.args['attentionId']),
    ),
);

/** What this person may sort out here and has not yet: the centre's for a lead, else their own. */
const openHere = computed(() => {
  const all = can('attention.read');
  if (!all && !can('attention.own')) return [];
  return rows.attention.value.filter(
    (it) =>
      it.settledAt === null &&
      (it.centreId === null || it.centreId === centreId.value) &&
      (all || it.authorId === me.value?.userId) &&
      !chosenHere.value.has(it.id),
  );
});

/** Two records that may be one guest. */
export const doublesHere = computed(() =>
  openHere.value.filter((it) => it.kind === 'duplicate' || it.kind === 'same_reference'),
);

/** What became of a join, so that it can be found again. */
export const joinOf = (personIds: readonly string[]): string | null =>
  rows.attention.value.find(
    (it) => it.settledAs === 'joined' && personIds.every((personId) => it.personIds.includes(personId)),
  )?.id ?? null;

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

/** How many need this person; what waits for another tablet sorts itself out. */
export const attentionCount = computed(
  () =>
    openHere.value.filter((it) => it.kind !== 'held').length +
    pending.value.filter((it) => it.state === 'refused').length,
);
