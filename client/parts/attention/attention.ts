import { computed } from '@preact/signals';
import { pending } from '../../data/pending.ts';
import { rows } from '../../data/store.ts';
import { can, centreId, me } from '../../session/session.ts';

const settledHere = computed(() => new Set(pending.value.map((it) => it.settles)));

/** What this person may sort out here and has not yet: the centre's for a lead, else their own. */
export const openHere = computed(() => {
  const all = can('attention.read');
  if (!all && !can('attention.own')) return [];
  return rows.attention.value.filter(
    (it) =>
      it.settledAt === null &&
      (it.centreId === null || it.centreId === centreId.value) &&
      (all || it.authorId === me.value?.userId) &&
      !settledHere.value.has(it.id),
  );
});

/** How many need this person; what waits for another tablet sorts itself out. */
export const attentionCount = computed(
  () =>
    openHere.value.filter((it) => it.kind !== 'held').length +
    pending.value.filter((it) => it.state === 'refused').length,
);
