import { useState } from 'preact/hooks';
import { Radios } from '../ui/choices.tsx';
import { TextField } from '../ui/fields.tsx';

const OTHER = 'other';

/** A reason, chosen or written. */
export const useReason = () => {
  const [chosen, choose] = useState<string | null>(null);
  const [words, write] = useState('');
  const [tried, setTried] = useState(false);
  const reason = chosen === OTHER ? words.trim() : chosen;
  /** The reason; where there is none, its absence is shown from now on. */
  const ask = (): string | null => {
    setTried(true);
    return reason || null;
  };
  return { chosen, choose, words, write, isMissing: tried && !reason, ask };
};

interface ReasonProps {
  of: ReturnType<typeof useReason>;
  /** Begins the ids of its controls. */
  id: string;
  reasons: readonly string[];
  maxLength: number;
}

export function Reason({ of: { chosen, choose, words, write, isMissing }, id, reasons, maxLength }: ReasonProps) {
  const other = (
    <TextField id={`${id}-words`} label="What happened" value={words} maxLength={maxLength} onInput={write} />
  );
  return (
    <Radios
      id={`${id}-reason`}
      legend="Why"
      value={chosen}
      onChange={choose}
      {...(isMissing ? { error: chosen === OTHER ? 'Write why' : 'Choose why' } : {})}
      options={[
        ...reasons.map((it) => ({ value: it, label: it })),
        { value: OTHER, label: 'Something else', reveal: other },
      ]}
    />
  );
}
