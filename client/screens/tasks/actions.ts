import { type NeedRow, type NeedState, progressNeed } from '../../../shared/needs.ts';
import { trySubmit } from '../../data/outbox.ts';
import { argsFor, said, sayEnded, takenWords } from '../../parts/needs/said.ts';

/** Takes a task. When somebody was quicker, that is said here and needs nobody's attention. */
export const take = async (need: NeedRow): Promise<void> => {
  const kept = await trySubmit(progressNeed, argsFor(need, 'accepted'), { attended: true });
  void kept?.answer.then(async (got) => {
    if (!got.ok) said.value = { words: await takenWords(need, got.problem) };
  });
};

/** Done, or refused by the guest. */
export const finish = async (need: NeedRow, to: NeedState): Promise<void> => {
  said.value = null;
  if (await trySubmit(progressNeed, argsFor(need, to))) sayEnded(need, to);
};

const HANDED_BACK = 'Handed back. Saved on this device.';

export const handBack = async (need: NeedRow, note: string): Promise<void> => {
  const kept = await trySubmit(progressNeed, argsFor(need, 'open', note));
  said.value = kept && { words: HANDED_BACK };
  void kept?.answer.then((got) => {
    if (got.ok && said.peek()?.words === HANDED_BACK) said.value = { words: 'Handed back. Anyone can take it now.' };
  });
};
