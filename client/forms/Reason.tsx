import { useState } from 'preact/hooks';
import { Radios } from '../ui/choices.tsx';
import { TextField } from '../ui/fields.tsx';

const OTHER = 'other';

interface ReasonProps {
  /** Of its first choice; the others' and the words' begin with it. */
  id: string;
  /** Empty while there is none. */
  value: string;
  onInput: (reason: string) => void;
  error?: string;
  reasons: readonly string[];
  maxLength: number;
}

/** A reason, chosen or written. */
export function Reason({ id, onInput, error, reasons, maxLength }: ReasonProps) {
  const [chosen, choose] = useState<string | null>(null);
  const [words, write] = useState('');
  const other = (
    <TextField
      id={id.replace(/reason$/, 'words')}
      label="What happened"
      value={words}
      maxLength={maxLength}
      onInput={(text) => {
        write(text);
        onInput(text.trim());
      }}
    />
  );
  return (
    <Radios
      id={id}
      legend="Why"
      value={chosen}
      error={error && (chosen === OTHER ? 'Write why' : 'Choose why')}
      onChange={(it) => {
        choose(it);
        onInput(it === OTHER ? words.trim() : it);
      }}
      options={[
        ...reasons.map((it) => ({ value: it, label: it })),
        { value: OTHER, label: 'Something else', reveal: other },
      ]}
    />
  );
}
