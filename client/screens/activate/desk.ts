import { computed, signal, type Signal } from '@preact/signals';
import { now } from '../../session/now.ts';
import { me } from '../../session/session.ts';
import { keepSignal } from '../../session/typed.ts';
import { newId } from '../../data/ids.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import type { Draft } from './draft.ts';
import type { Fault } from './faults.ts';

/** One activation being prepared. It outlives the screen, so that looking elsewhere loses nothing. */
export interface DeskState {
  /** Made once: sending again after a refusal is the same centre. */
  centreId: string;
  draft: Draft;
  faults: Fault[];
  sending: 'standby' | 'activating' | null;
  problem: ProblemBody | null;
}

const desks = new Map<string, { state: Signal<DeskState>; end: () => void }>();

/** What is being prepared for an operation, begun with `draft` where nothing is. */
export const deskFor = (key: string, draft: () => Draft): Signal<DeskState> => {
  const found = desks.get(key);
  if (found) return found.state;
  const made = signal<DeskState>({ centreId: newId(), draft: draft(), faults: [], sending: null, problem: null });
  const begun = JSON.stringify(made.peek().draft);
  // If the draft's shape changes, so must the number in the name.
  const isBlank = (it: DeskState): boolean => it.sending !== null || JSON.stringify(it.draft) === begun;
  desks.set(key, { state: made, end: keepSignal({ name: () => `activate 1 ${key}`, held: made, isBlank }) });
  return made;
};

const forget = (key: string): void => {
  desks.get(key)?.end();
  desks.delete(key);
};
/** It has been sent. */
export const clearDesk = forget;

// What one person wrote is not shown to the next on the same device.
const person = computed(() => me.value?.userId);
person.subscribe(() => [...desks.keys()].forEach(forget));

/** The time to the minute, so that the page is not drawn anew each second. */
export const thisMinute = computed(() => Math.floor(now.value.getTime() / 60_000) * 60_000);
