import { signal } from '@preact/signals';
import type { ProblemBody } from '../../shared/problems.ts';

/** A command this device has made. It leaves when the rows shown include what it did. */
export interface Pending {
  id: string;
  name: string;
  args: Record<string, unknown>;
  operationId: string | null;
  occurredAt: string;
  /** Who said it. */
  author: { id: string; name: string } | null;
  /** `refused`: of no operation, so that no list of Haven's shows it and this device has to. */
  state: 'waiting' | 'accepted' | 'refused';
  /** Where its change stands in the stream, once accepted. */
  seq: number | null;
  problem: ProblemBody | null;
}

export const pending = signal<readonly Pending[]>([]);

export const update = (id: string, change: Partial<Pending>): void => {
  pending.value = pending.peek().map((it) => (it.id === id ? { ...it, ...change } : it));
};

export const drop = (gone: (it: Pending) => boolean): void => {
  const kept = pending.peek().filter((it) => !gone(it));
  if (kept.length !== pending.peek().length) pending.value = kept;
};
