import '../../forms/fields.scss';
import { useState } from 'preact/hooks';
import { bothNames, languageOf, languages } from '../../../shared/languages.ts';
import { LanguageName } from '../people/LanguageName.tsx';
import { AddChip, Chip } from '../../ui/chip.tsx';
import { SelectField } from '../../ui/select.tsx';

export interface Spoken {
  tag: string;
  people?: number | undefined;
}

export interface LanguagePickerProps {
  id: string;
  value: readonly Spoken[];
  onChange: (value: Spoken[]) => void;
}

function Add({ id, value, onChange, done }: LanguagePickerProps & { done: () => void }) {
  const left = languages.filter((it) => !value.some(({ tag }) => tag === it.tag));
  return (
    <SelectField
      id={`${id}-add`}
      label="Add a language"
      value=""
      placeholder="Choose a language"
      options={left.map((it) => ({ value: it.tag, label: bothNames(it.tag) }))}
      onInput={(tag) => {
        if (tag) onChange([...value, { tag }]);
        done();
      }}
    />
  );
}

/** Languages expected, as chips; one press adds the list to choose from. */
export function LanguagePicker({ id, value, onChange }: LanguagePickerProps) {
  const [adding, setAdding] = useState(false);
  return (
    <fieldset class="field language-picker" id={id}>
      <legend class="field__label">Languages</legend>
      <div class="chips">
        {value.map(({ tag }) => (
          <Chip
            key={tag}
            removeLabel={`Remove ${languageOf(tag).english}`}
            onRemove={() => onChange(value.filter((it) => it.tag !== tag))}
          >
            <LanguageName tag={tag} />
          </Chip>
        ))}
        <AddChip expanded={adding} onClick={() => setAdding(!adding)}>
          Add
        </AddChip>
      </div>
      {adding && <Add id={id} value={value} onChange={onChange} done={() => setAdding(false)} />}
    </fieldset>
  );
}
