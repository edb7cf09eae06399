import { signal } from '@preact/signals';
import type { Contract } from '../../../shared/contract.ts';
import { drawn } from './hooks.ts';

interface Sent {
  name: string;
  args: { note: string; baseVersion: number };
  options: { attended?: boolean };
  /** How often the form has said that it shows nothing more. */
  left: number;
  answer: (it: object) => void;
}
/** What forms have sent, what is wrong with it, and why it is not kept. */
export const line = {
  sent: [] as Sent[],
  wrong: [] as object[],
  fails: null as Error | null,
  /** Saving takes as long as this. */
  keeping: Promise.resolve(),
};
export const online = signal(true);

/** In place of the outbox. */
export const outbox = {
  isRight: () => line.wrong.length === 0,
  faultsIn: async () => line.wrong,
  submit: async ({ name }: Contract, args: Sent['args'], options: Sent['options']) => {
    await line.keeping;
    if (line.fails) throw line.fails;
    let say: Sent['answer'] = () => undefined;
    const answer = new Promise((resolve) => (say = resolve));
    const it: Sent = { name, args, options, left: 0, answer: say };
    line.sent.push(it);
    return { id: `command ${line.sent.length}`, answer, leave: () => void (it.left += 1) };
  },
};

export const begin = (): void => {
  Object.assign(line, { sent: [], wrong: [], fails: null, keeping: Promise.resolve() });
  online.value = true;
};
export const contract = { name: 'notes.keep' } as Contract;
export const accepted = { ok: true, seq: 1, result: { done: true } };
export const refused = (type: string, errors: object[] = []) => ({
  ok: false,
  problem: { type: `/problems/${type}`, title: 'No', status: 409, errors },
});
/** The last that was sent. */
export const one = (): Sent => {
  const it = line.sent.at(-1);
  if (!it) throw new Error('Nothing was sent');
  return it;
};
export const many = (n: number) => drawn(() => line.sent.length === n);
