import { computed, effect, signal } from '@preact/signals';
import { ATTENTION_PAGE, type AttentionItem } from '../../../shared/attention.ts';
import { can, centreId, me, operationId } from '../../session/session.ts';
import { ApiProblem, ask as asking } from '../../data/api.ts';
import { whenHandedOver } from '../../data/forgetting.ts';
import { pending } from '../../data/pending.ts';
import { byId, rows } from '../../data/store.ts';
import { timeNow } from '../../data/time.ts';
import { online } from '../../data/connection.ts';
import { latestSettled, sortItems, stillOpen } from './order.ts';

interface Loaded {
  place: string;
  items: readonly AttentionItem[];
  settled: readonly AttentionItem[];
  at: Date;
}

/** The last answer, kept while nothing newer can be had; another person or centre begins anew. */
const loaded = signal<Loaded | null>(null);
export const failed = signal<ApiProblem | null>(null);
const round = signal(0);

interface Place {
  id: string;
  centreId: string;
}

const path = computed((): Place | null => {
  const op = operationId.value;
  const centre = centreId.value;
  const may = can('attention.read') || can('attention.own');
  return op && centre && may ? { id: op, centreId: centre } : null;
});
const place = computed(() => `${me.value?.userId ?? ''} ${path.value?.id ?? ''} ${path.value?.centreId ?? ''}`);

const here = computed(() => (loaded.value?.place === place.value ? loaded.value : null));
export const loadedAt = computed(() => here.value?.at ?? null);
export const mayBeLoaded = computed(() => path.value !== null);

const isSettled = (it: AttentionItem): boolean => (byId.attention.value.get(it.id)?.settledAt ?? null) !== null;

export const openItems = computed(() => {
  const items = (here.value?.items ?? []).filter((it) => !isSettled(it));
  return sortItems(stillOpen(items, pending.value));
});
export const settledItems = computed(() => latestSettled(here.value?.settled ?? []));

/** Whatever of this may have made the list another one. */
const stirred = computed(() => {
  const marks = rows.attention.value.filter((it) => it.centreId === centreId.value);
  const people = marks.flatMap((it) => it.personIds).map((id) => byId.person.value.get(id)?.rowVersion ?? 0);
  return `${marks.map((it) => `${it.id} ${it.rowVersion}`).join()} ${people.join()}`;
});

export const reload = (): void => void (round.value += 1);

type Lists = Pick<Loaded, 'items' | 'settled'>;

/** However many there are: whoever counts on a list wants the whole of it. */
const askAll = async (asked: Place): Promise<Lists> => {
  const items: AttentionItem[] = [];
  for (;;) {
    const got = await asking('/api/operations/:id/attention', { ...asked, skip: items.length });
    items.push(...got.items);
    if (got.items.length < ATTENTION_PAGE) return { items, settled: got.settled };
  }
};

let asks = 0;

const ask = async (asked: Place, from: string): Promise<void> => {
  const mine = (asks += 1);
  try {
    const got = await askAll(asked);
    if (place.peek() !== from || mine !== asks) return;
    loaded.value = { place: from, ...got, at: timeNow() };
    failed.value = null;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (place.peek() === from && mine === asks) failed.value = error;
  }
};

/** Asks now, and again whenever something stirs, until it is stopped. */
export const follow = (): (() => void) =>
  effect(() => {
    const asked = path.value;
    const from = place.value;
    void [stirred.value, round.value];
    if (asked && online.value) void ask(asked, from);
  });

whenHandedOver(() => {
  loaded.value = null;
});
// What one person was shown is not kept for the next.
effect(() => {
  if (loaded.value && loaded.value.place !== place.value) loaded.value = null;
});
