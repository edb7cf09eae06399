import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { CentreCounts, OperationCounts } from '../../shared/counts.ts';
import { sentKinds } from '../../shared/kinds/kinds.ts';
import type { RowOf as Sent } from '../../shared/kinds/views.ts';
import type { Changes } from '../../shared/sync.ts';
import { replay } from './optimistic.ts';
import { pending } from './pending.ts';

/** What each kind of row looks like to this viewer. Rows this viewer may not see are simply absent. */
export interface RowOf extends Sent {
  centreCounts: CentreCounts;
  operationCounts: OperationCounts;
}
export type Kind = keyof RowOf;

const kindNames: readonly Kind[] = [...sentKinds, 'centreCounts', 'operationCounts'];

type Held = ReadonlyMap<string, { id: string }>;
const held = Object.fromEntries(kindNames.map((kind) => [kind, signal<Held>(new Map())])) as Record<
  Kind,
  ReturnType<typeof signal<Held>>
>;

type ById = { [K in Kind]: ReadonlySignal<ReadonlyMap<string, RowOf[K]>> };
type Rows = { [K in Kind]: ReadonlySignal<readonly RowOf[K][]> };

/** Server rows with the effects of commands that have not been answered yet. */
export const byId = Object.fromEntries(
  kindNames.map((kind) => [kind, computed(() => replay(kind, held[kind].value ?? new Map(), pending.value))]),
) as unknown as ById;
export const rows = Object.fromEntries(
  kindNames.map((kind) => [kind, computed(() => [...(byId[kind].value as Held).values()])]),
) as unknown as Rows;

/** Haven's own rows, without those effects. */
export const served = held as unknown as { [K in Kind]: ReadonlySignal<ReadonlyMap<string, RowOf[K]>> };

export const cursor = signal(0);
export const view = signal<string | null>(null);
/** The operation the rows are of. */
export const holding = signal<string | null>(null);
/** A first snapshot has come. */
export const loaded = signal(false);

let times = 0;
/** How often everything was emptied: what was asked for before that is for nobody now. */
export const timesForgotten = (): number => times;

/** Empties everything: another operation, another person. */
export const forget = (): void =>
  batch(() => {
    times += 1;
    for (const kind of kindNames) held[kind].value = new Map();
    cursor.value = 0;
    view.value = null;
    loaded.value = false;
    holding.value = null;
  });

const put = (changes: Changes, fresh: boolean): void => {
  const next = new Map<Kind, Map<string, { id: string }>>();
  for (const kind of kindNames) if (fresh) next.set(kind, new Map());
  for (const { kind, id, row } of changes.changes) {
    if (!(kind in held)) continue;
    const known = kind as Kind;
    const map = next.get(known) ?? new Map(held[known].peek());
    next.set(known, map);
    if (row === null) map.delete(id);
    else map.set(id, row as { id: string });
  }
  for (const [kind, map] of next) held[kind].value = map;
};

/**
 * Whether what the server says can be taken: in place of everything, on top of it, or not at all. A delta tells what
 * changed since its own beginning and fits nowhere else: from further up something is missed, and from further down it
 * leaves out what came after that beginning and went again.
 */
const fit = (it: Changes, asked: number | null): 'whole' | 'delta' | 'old' | 'gap' => {
  const at = cursor.peek();
  if (it.snapshot || it.from === 0) {
    // What answers a question from here is taken whatever it says: the view may be another, or the stream set back.
    if (asked === at) return 'whole';
    // Of two views nobody can tell by numbers which is the later.
    if (loaded.peek() && view.peek() !== it.view) return 'gap';
    if (it.to >= at) return 'whole';
    return asked !== null && it.to >= asked ? 'old' : 'gap';
  }
  if (view.peek() !== it.view) return 'gap';
  if (it.from === at) return 'delta';
  return it.to > at ? 'gap' : 'old';
};

/**
 * Takes what the server says changed. `applied` is what it now holds, `old` was known already, and `gap` means that
 * this alone would not do: pull.
 * @param asked the cursor it was asked for from, or `null` where it came by itself
 */
export const apply = (changes: Changes, asked: number | null = null): 'applied' | 'old' | 'gap' => {
  if (changes.operationId !== holding.peek()) return 'old';
  const how = fit(changes, asked);
  if (how === 'old' || how === 'gap') return how;
  batch(() => {
    put(changes, how === 'whole');
    cursor.value = changes.to;
    view.value = changes.view;
    loaded.value = true;
  });
  return 'applied';
};
