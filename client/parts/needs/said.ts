import { signal } from '@preact/signals';
import { needMayBecome, type NeedRow, type NeedState, progressNeed } from '../../../shared/needs.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { whenHandedOver } from '../../data/forgetting.ts';
import { trySubmit } from '../../data/outbox.ts';
import { byId } from '../../data/store.ts';
import { pull } from '../../data/sync.ts';
import { lineOf } from './needBoard.ts';

export interface Said {
  words: string;
  /** What it was before, where that can be taken back. */
  undo?: NeedRow;
}

/** A word on what just happened to a need; stays until it has been on screen for a while. */
export const said = signal<Said | null>(null);
whenHandedOver(() => (said.value = null));

export const argsFor = (need: NeedRow, to: NeedState, note = '') => ({
  operationId: need.operationId,
  needId: need.id,
  to,
  baseVersion: need.rowVersion,
  ...(note.trim() === '' ? {} : { note }),
});

const holderOf = (need: NeedRow): string | null | undefined => byId.need.peek().get(need.id)?.holder;

/** The refusal may be here before the row that tells why; a pull already under way may have been asked too early. */
export const takenWords = async (need: NeedRow, problem: ProblemBody): Promise<string> => {
  if (problem.type === '/problems/stale-version') {
    for (let asked = 0; asked < 2 && !holderOf(need); asked += 1) await pull();
    if (holderOf(need)) return `Taken by ${holderOf(need)}`;
  }
  return problem.detail ?? problem.title;
};

const ended: Partial<Record<NeedState, (which: string) => string>> = {
  met: (which) => `Done: ${which}. Saved on this device.`,
  declined: (which) => `Thank you. ${which}: we will offer again next shift.`,
};

const whichOf = (need: NeedRow): string => {
  const { title, reference } = lineOf(need, byId.needDetail.peek(), byId.person.peek());
  return [title, reference].filter(Boolean).join(', ');
};

/** Says that a need has ended, and how to take that back. @param was as it stood before */
export const sayEnded = (was: NeedRow, to: NeedState): void => {
  const words = ended[to]?.(whichOf(was));
  if (words) said.value = needMayBecome(to, was.state) ? { words, undo: was } : { words };
};

/** Back to what it was and whose it was. If somebody has changed it since, that is said, and theirs stands. */
export const takeBack = async (was: NeedRow): Promise<void> => {
  const back = argsFor({ ...was, rowVersion: was.rowVersion + 1 }, was.state);
  const kept = await trySubmit(progressNeed, back, { attended: true });
  if (!kept) return;
  said.value = { words: was.state === 'open' ? 'Taken back. It waits again.' : 'Taken back. It is in hand again.' };
  const got = await kept.answer;
  if (!got.ok) said.value = { words: `Not taken back. ${got.problem.detail ?? got.problem.title}` };
};
