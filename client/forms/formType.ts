import type { Fault, Faults, Refused } from './faults.ts';
import type { Sends, ToSend } from './toSend.ts';

interface Field<V> {
  id: string;
  value: V;
  error?: string;
  onInput: (value: V) => void;
}
interface Choice<V> extends Omit<Field<V>, 'onInput'> {
  onChange: (value: V) => void;
}
interface Tick extends Omit<Choice<boolean>, 'value'> {
  checked: boolean;
}

export interface Form<D> {
  /** Of the form element: for a button that stands outside it. */
  id: string;
  draft: D;
  set: (change: Partial<D>) => void;
  /** A field by its name in the draft, which is the end of its pointer; the id is its own on the page. */
  field: <K extends keyof D & string>(name: K, id: string) => Field<D[K]>;
  choice: <K extends keyof D & string>(name: K, id: string) => Choice<D[K]>;
  tick: (name: keyof D & string, id: string) => Tick;
  /** The fault of a field that is drawn some other way, by the end of its pointer. */
  error: (name: string, id: string) => string | undefined;
  busy: boolean;
  /** It was pressed, and waits for signal. */
  waiting: boolean;
  faults: readonly Fault[];
  /** Those of them that are not mended yet. */
  left: readonly Fault[];
  /** How many have been drawn. */
  fields: number;
  /** What is refused beside the faults of fields. */
  refused: Refused | null;
  /** How often it was tried, and how often sent. */
  tries: number;
  sent: number;
  /** Sent since its fields were last drawn. */
  isSent: () => boolean;
  /** Too much is typed in it to be thrown away unasked. */
  much: boolean;
  /** Another button of the form may say something else, and then need less. */
  submit: <T extends ToSend>(sends?: Sends<D, T>, faults?: (draft: D) => Faults<D>) => Promise<void>;
  /** Nothing was typed, nothing refused. */
  reset: () => void;
}
