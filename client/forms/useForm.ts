/**
 * Every form: what is typed, what is wrong with it and where, and the sending. A form gives its draft, how the draft
 * becomes a command, and its fields. Typed words are kept by the fields themselves: see client/ui/kept.ts.
 */
import { useId, useMemo, useRef, useState } from 'preact/hooks';
import type { ResultOf } from '../../shared/contract.ts';
import { online } from '../data/connection.ts';
import { type Fault, faultsFrom, type Faults, split, stillRefused, unmended } from './faults.ts';
import type { Form } from './formType.ts';
import type { Sends, ToSend } from './toSend.ts';
import { useSend } from './useSend.ts';
import { isMuch } from '../ui/typed.ts';
import { useVersion } from './useVersion.ts';

export interface FormOptions<D, S extends ToSend> {
  /** What the fields hold before anybody has typed. */
  draft: () => D;
  /** One command, or several that are sent one after the other. */
  sends: Sends<D, S> | readonly Sends<D, ToSend>[];
  /** Faults worded by this form; the contract finds the rest. */
  faults?: (draft: D) => Faults<D>;
  /** Words for a fault found by the contract or the server, where their own will not do. */
  inWords?: (fault: Fault, draft: D) => string;
  /** Fields that the command calls something else: its name for each, and the draft's. */
  called?: Readonly<Record<string, keyof D & string>>;
  /** The present version of the row that is changed. */
  version?: number;
  /** Which version an edit starts from: the one when typing began or, where the row is not shown, when the form was opened. */
  from?: 'typing' | 'open';
  /** It cannot be kept and sent later: the form waits for signal. */
  needsSignal?: boolean;
  /** Stays until the server has answered, through lost signal, and says so. */
  waits?: boolean;
  /** `saved` without signal: kept on this device, and sent by itself. `null`: there was nothing to send. */
  onDone?: (answer: ResultOf<S['contract']> | 'saved' | null, draft: D, commandId: string | null) => void;
}

/** What the last press found wrong, and by which measure. */
interface Tried<D> {
  times: number;
  faults: readonly Fault[];
  needs?: ((draft: D) => Faults<D>) | undefined;
}

export const useForm = <D extends object, S extends ToSend>(it: FormOptions<D, S>): Form<D> => {
  const sending = useSend({ waits: it.waits });
  const base = useVersion(it.version, it.from ?? 'typing', sending.refused);
  const [typed, type] = useState<D | null>(null);
  const [sent, count] = useState(0);
  const sentNow = useRef(0);
  const [tried, note] = useState<Tried<D>>({ times: 0, faults: [] });
  const [mended, mend] = useState<readonly string[]>([]);
  const ids = useRef(new Map<string, string>());
  const working = useRef(false);
  // Until somebody types, the form shows what stands now.
  const first = useMemo(it.draft, [it.version, sent]);
  const draft = typed ?? first;
  const { faults, refused } = useMemo(() => {
    const shown = split(tried.faults, sending.refused, ids.current, it.called);
    const inWords = (fault: Fault) => ({ ...fault, text: it.inWords?.(fault, draft) ?? fault.text });
    return tried.faults.length > 0 ? shown : { ...shown, faults: shown.faults.map(inWords) };
  }, [tried, sending.refused]);

  const left = unmended(faults, tried.faults.length > 0 ? (tried.needs?.(draft) ?? {}) : null, mended);
  const busy = sending.busy || (it.needsSignal === true && !online.value);

  const set = (change: Partial<D>): void => {
    base.touch();
    type((was) => ({ ...(was ?? first), ...change }));
    mend((all) => [...all, ...Object.keys(change)]);
  };
  const reset = (): void => {
    base.reset();
    type(null);
    note({ times: 0, faults: [] });
    sending.clear();
  };
  const finish = (answer: ResultOf<S['contract']> | 'saved' | null): void => {
    reset();
    sentNow.current += 1;
    count(sentNow.current);
    it.onDone?.(answer, draft, answer === null ? null : sending.last());
  };
  const sendAll = async (all: readonly Sends<D, ToSend>[]): Promise<void> => {
    let answer: unknown = null;
    for (const sends of all) {
      const command = await sends(draft, base.version());
      if (command) answer = await sending.send(command.contract, command.args);
      // What was typed while it was on its way was not yet an answer to this.
      if (command && answer === null) return mend([]);
    }
    finish(answer as ResultOf<S['contract']> | 'saved' | null);
  };
  const submit: Form<D>['submit'] = async (sends, needs = it.faults) => {
    if (working.current || busy) return;
    const wrong = faultsFrom(needs?.(draft) ?? {});
    note(({ times }) => ({ times: times + 1, faults: wrong, needs }));
    mend([]);
    if (wrong.length > 0) return sending.clear();
    working.current = true;
    try {
      await sendAll(sends ? [sends] : [it.sends].flat());
    } finally {
      working.current = false;
    }
  };

  const error = (name: string, id: string): string | undefined => {
    ids.current.set(name, id);
    return mended.includes(name) ? undefined : left.find((fault) => fault.name === name)?.text;
  };
  return {
    id: useId(),
    draft,
    set,
    field: (name, id) => ({
      id,
      value: draft[name],
      error: error(name, id),
      onInput: (value) => set({ [name]: value } as unknown as Partial<D>),
    }),
    choice: (name, id) => ({
      id,
      value: draft[name],
      error: error(name, id),
      onChange: (value) => set({ [name]: value } as unknown as Partial<D>),
    }),
    tick: (name, id) => ({
      id,
      checked: draft[name] === true,
      error: error(name, id),
      onChange: (on) => set({ [name]: on } as unknown as Partial<D>),
    }),
    error,
    busy,
    waiting: it.waits === true && sending.busy && !online.value,
    faults,
    left,
    fields: ids.current.size,
    refused: stillRefused(refused, mended),
    tries: tried.times,
    sent,
    isSent: () => sentNow.current > sent,
    much: isMuch(first, draft),
    submit,
    reset,
  };
};
