import type { VenueDetails } from '../../../shared/venues/venue.ts';
import { ErrorMessage } from '../../ui/field.tsx';
import { TextField } from '../../ui/fields.tsx';

type Contact = VenueDetails['keyholders'][number];

export interface ContactsProps {
  id: string;
  label: string;
  error?: string;
  optional?: boolean;
  value: readonly Contact[];
  onChange: (value: Contact[]) => void;
}

const none: Contact = { name: '', phone: '' };

/** Two people with a telephone number each; the second may be left empty. */
export function Contacts({ id, label, error, optional, value, onChange }: ContactsProps) {
  const both = [value[0] ?? none, value[1] ?? none];
  const set = (index: number, change: Partial<Contact>) => {
    const next = both.map((it, at) => (at === index ? { ...it, ...change } : it));
    onChange(next.filter((it) => it.name !== '' || it.phone !== ''));
  };
  return (
    <fieldset class={error ? 'field govuk-form-group--error' : 'field'}>
      <legend class="field__label">
        {label}
        {optional && <span class="quiet plain"> (optional)</span>}
      </legend>
      <ErrorMessage id={id} {...(error ? { error } : {})} />
      {both.map((it, index) => (
        <div key={index} class="fields-row">
          <TextField
            id={index === 0 ? id : `${id}-2`}
            label={`Name ${index + 1}`}
            hideLabel
            placeholder="Name"
            value={it.name}
            onInput={(name) => set(index, { name })}
          />
          <TextField
            id={`${id}-phone-${index + 1}`}
            label={`Telephone ${index + 1}`}
            hideLabel
            type="tel"
            placeholder="Telephone"
            value={it.phone}
            onInput={(phone) => set(index, { phone })}
          />
        </div>
      ))}
    </fieldset>
  );
}
