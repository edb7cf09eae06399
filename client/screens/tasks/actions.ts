import { signal } from '@preact/signals';
import { type NeedRow, type NeedState, progressNeed } from '../../../shared/needs.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { whenHandedOver } from '../../data/forgetting.ts';
import { trySubmit } from '../../data/outbox.ts';
import { byId } from '../../data/store.ts';
import { pull } from '../../data/sync.ts';

/** A word on what just happened; stays until it has been on screen for a while. */
export const notice = signal<string | null>(null);
whenHandedOver(() => (notice.value = null));

const argsFor = (need: NeedRow, to: NeedState, note: string) => ({
  operationId: need.operationId,
  needId: need.id,
  to,
  baseVersion: need.rowVersion,
  ...(note === '' ? {} : { note }),
});

const holderOf = (need: NeedRow): string | null | undefined => byId.need.peek().get(need.id)?.holder;

/** The refusal may be here before the row that tells why; a pull already under way may have been asked too early. */
const takenWords = async (need: NeedRow, problem: ProblemBody): Promise<string> => {
  if (problem.type === '/problems/stale-version') {
    for (let asked = 0; asked < 2 && !holderOf(need); asked += 1) await pull();
    if (holderOf(need)) return `Taken by ${holderOf(need)}`;
  }
  return problem.detail ?? problem.title;
};

/** Takes a task. When somebody was quicker, that is said here and needs nobody's attention. */
export const take = async (need: NeedRow): Promise<void> => {
  const kept = await trySubmit(progressNeed, argsFor(need, 'accepted', ''), { attended: true });
  void kept?.answer.then(async (got) => {
    if (!got.ok) notice.value = await takenWords(need, got.problem);
  });
};

const words: Partial<Record<NeedState, string>> = {
  met: 'Done. Saved on this tablet.',
  declined: 'Thank you. We will offer again next shift.',
  open: 'Handed back. Saved on this tablet.',
};

/** Done, refused by the guest, or handed back. */
export const finish = async (need: NeedRow, to: NeedState, note = ''): Promise<void> => {
  const kept = await trySubmit(progressNeed, argsFor(need, to, note));
  notice.value = (kept && words[to]) ?? null;
  if (to !== 'open') return;
  void kept?.answer.then((got) => {
    if (got.ok && notice.peek() === words.open) notice.value = 'Handed back. Anyone can take it now.';
  });
};
