import { NumberField } from '../../forms/NumberField.tsx';
import type { Form } from '../../forms/formType.ts';
import { WhenField } from '../../forms/WhenField.tsx';
import { ComingFrom } from '../../parts/operations/ComingFrom.tsx';
import { LanguagePicker } from '../../parts/operations/LanguagePicker.tsx';
import { TextField } from '../../ui/fields.tsx';
import type { Draft } from './form.ts';

export interface FieldsProps {
  form: Form<Draft>;
}

const figures = [
  { name: 'expected', id: 'op-expected', label: 'Expected', min: 1 },
  { name: 'atLeast', id: 'op-at-least', label: 'At least', min: 0 },
  { name: 'atMost', id: 'op-at-most', label: 'At most', min: 0 },
] as const;

function Figures({ form }: FieldsProps) {
  return (
    <div class="fields-row">
      {figures.map(({ name, id, label, min }) => (
        <NumberField key={name} {...form.field(name, id)} label={label} min={min} max={1000} />
      ))}
    </div>
  );
}

function Leads({ form }: FieldsProps) {
  return (
    <div class="fields-row">
      <TextField
        {...form.field('policeLead', 'op-police-lead')}
        label="Police lead"
        hint="Leads the police operation"
        maxLength={80}
      />
      <TextField
        {...form.field('careLead', 'op-care-lead')}
        label="Care lead"
        hint="Leads the care of the guests"
        maxLength={80}
      />
    </div>
  );
}

/** What is known of who is coming, and who leads. All of it may come later. */
export function Fields({ form }: FieldsProps) {
  const { draft, set } = form;
  return (
    <>
      <p class="below-10 quiet">What you know now. All of it can be changed later.</p>
      <Figures form={form} />
      <div class="fields-row operation-form__when">
        <WhenField {...form.field('firstArrivalAt', 'op-arrival')} label="First arrival" />
        <div class="operation-form__from">
          <ComingFrom
            id="op-from"
            value={draft.from}
            error={form.error('fromSquare', 'op-from')}
            onInput={(from, fromSquare) => set({ from, fromSquare })}
          />
        </div>
      </div>
      <LanguagePicker id="op-languages" value={draft.languages} onChange={(languages) => set({ languages })} />
      <Leads form={form} />
    </>
  );
}
