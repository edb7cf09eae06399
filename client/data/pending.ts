import { signal } from '@preact/signals';
import type { ProblemBody } from '../../shared/problems.ts';

/** A command this device has made. It leaves when the rows shown include what it did. */
export interface Pending {
  id: string;
  name: string;
  args: Record<string, unknown>;
  operationId: string | null;
  occurredAt: string;
  /** Who made it. */
  author: { id: string; name: string } | null;
  /** `refused`: it belongs to no operation, so no list of Haven's shows it and this device has to. */
  state: 'waiting' | 'accepted' | 'refused';
  /** Where its change stands in the stream, once accepted. */
  seq: number | null;
  problem: ProblemBody | null;
  /** What its contract says: whom or what it settles, and that it is an entry of the log. */
  settles: string | null;
  entersLog: boolean;
}

export const pending = signal<readonly Pending[]>([]);

/** Of a command made before this page was opened only the id is known, and with it the time. */
export const leftBefore = (id: string, problem: ProblemBody): Pending => ({
  id,
  name: '',
  args: {},
  operationId: null,
  occurredAt: new Date(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toISOString(),
  author: null,
  state: 'refused',
  seq: null,
  problem,
  settles: null,
  entersLog: false,
});

/** Is its content known here? */
export const isKnown = ({ name }: Pending): boolean => name !== '';

export const update = (id: string, change: Partial<Pending>): void => {
  pending.value = pending.peek().map((it) => (it.id === id ? { ...it, ...change } : it));
};

export const drop = (gone: (it: Pending) => boolean): void => {
  const kept = pending.peek().filter((it) => !gone(it));
  if (kept.length !== pending.peek().length) pending.value = kept;
};
