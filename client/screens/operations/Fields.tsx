import { ArrivalTime } from '../../forms/ArrivalTime.tsx';
import { ComingFrom } from '../../parts/operations/ComingFrom.tsx';
import { LanguagePicker } from '../../parts/operations/LanguagePicker.tsx';
import { now } from '../../session/now.ts';
import { NumberField, TextField } from '../../ui/fields.tsx';
import type { Fault, Form } from './form.ts';

export interface FieldsProps {
  form: Form;
  set: (change: Partial<Form>) => void;
  faults: readonly Fault[];
}

export const faultAt = (faults: readonly Fault[], id: string): string | undefined =>
  faults.find((it) => it.id === id)?.text;

const figures = [
  { key: 'expected', id: 'op-expected', label: 'Expected', min: 1 },
  { key: 'atLeast', id: 'op-at-least', label: 'At least', min: 0 },
  { key: 'atMost', id: 'op-at-most', label: 'At most', min: 0 },
] as const;

function Figures({ form, set, faults }: FieldsProps) {
  return (
    <div class="fields-row">
      {figures.map(({ key, id, label, min }) => (
        <NumberField
          key={key}
          id={id}
          label={label}
          min={min}
          max={1000}
          value={form[key]}
          error={faultAt(faults, id)}
          onInput={(value) => set({ [key]: value })}
        />
      ))}
    </div>
  );
}

function Leads({ form, set, faults }: FieldsProps) {
  return (
    <div class="fields-row">
      <TextField
        id="op-police-lead"
        label="Police lead"
        hint="Leads the police operation"
        maxLength={80}
        value={form.policeLead}
        error={faultAt(faults, 'op-police-lead')}
        onInput={(policeLead) => set({ policeLead })}
      />
      <TextField
        id="op-care-lead"
        label="Care lead"
        hint="Leads the care of the guests"
        maxLength={80}
        value={form.careLead}
        error={faultAt(faults, 'op-care-lead')}
        onInput={(careLead) => set({ careLead })}
      />
    </div>
  );
}

/** What is known of who is coming, and who leads. All of it may come later. */
export function Fields({ form, set, faults }: FieldsProps) {
  return (
    <>
      <p class="operation-form__lead">What you know now. All of it can be changed later.</p>
      <Figures form={form} set={set} faults={faults} />
      <div class="fields-row operation-form__when">
        <ArrivalTime
          id="op-arrival"
          time={form.time}
          day={form.day}
          now={now.value}
          error={faultAt(faults, 'op-arrival')}
          onTime={(time) => set({ time })}
          onDay={(day) => set({ day })}
        />
        <div class="operation-form__from">
          <ComingFrom
            id="op-from"
            value={form.from}
            error={faultAt(faults, 'op-from')}
            onInput={(from, square) => set({ from, square })}
          />
        </div>
      </div>
      <LanguagePicker id="op-languages" value={form.languages} onChange={(languages) => set({ languages })} />
      <Leads form={form} set={set} faults={faults} />
    </>
  );
}
