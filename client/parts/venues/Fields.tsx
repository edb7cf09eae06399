import { capital } from '../../../shared/words.ts';
import { HoursField } from '../hours/HoursField.tsx';
import type { Form } from '../../forms/formType.ts';
import { Checkboxes } from '../../ui/choices.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { TextArea, TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { fieldId, type Draft } from './form.ts';
import { Rooms } from './Rooms.tsx';
import { areaChoices, type Spec } from './sections.ts';
import { Contacts } from './Contacts.tsx';

const optionOf = (value: string) => ({ value, label: capital(value.replaceAll('_', ' ')) });
const yesOrNo = [optionOf('yes'), optionOf('no')];

export interface FieldProps {
  spec: Spec;
  form: Form<Draft>;
}

/** One field of the form, by what it holds. */
export function VenueField({ spec, form }: FieldProps) {
  const { key, label } = spec;
  const { draft } = form;
  const { value, onInput, ...field } = form.field(key, fieldId(key));
  const look = {
    ...field,
    label,
    ...(spec.hint ? { hint: spec.hint } : {}),
    ...(spec.optional ? { optional: true } : {}),
  };
  const change = (next: unknown) => onInput(next as typeof value);
  switch (spec.kind) {
    case 'number':
      return <NumberField {...look} min={0} value={value as number | null} onInput={change} />;
    case 'date':
      return (
        <TextField {...look} type="date" width={10} value={String(value ?? '')} onInput={(it) => change(it || null)} />
      );
    case 'yes':
      return (
        <SelectField
          {...look}
          value={value === null ? '' : value ? 'yes' : 'no'}
          placeholder="Not known"
          options={yesOrNo}
          onInput={(it) => change(it === '' ? null : it === 'yes')}
        />
      );
    case 'choice':
      return (
        <SelectField
          {...look}
          value={String(value ?? '')}
          placeholder="Not known"
          options={spec.options.map(optionOf)}
          onInput={(it) => change(it || null)}
        />
      );
    case 'area':
      return <TextArea {...look} rows={2} value={String(value ?? '')} onInput={change} />;
    case 'areas':
      return (
        <Checkboxes
          {...look}
          legend={label}
          class="venue-areas"
          options={areaChoices.map(optionOf)}
          value={draft.areas ?? []}
          onChange={change}
        />
      );
    case 'contacts':
      return <Contacts {...look} value={(value ?? []) as NonNullable<Draft['keyholders']>} onChange={change} />;
    case 'rooms':
      return <Rooms {...look} value={draft.rooms ?? []} onChange={change} />;
    case 'hours':
      return <HoursField {...look} value={String(value ?? '')} onInput={(it) => change(it || null)} />;
    default:
      return <TextField {...look} value={String(value ?? '')} onInput={change} />;
  }
}
