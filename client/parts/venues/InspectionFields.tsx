import { suitabilities } from '../../../shared/venues/venue.ts';
import type { Form } from '../../forms/formType.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextArea, TextField } from '../../ui/fields.tsx';
import { type Draft, fieldId } from './form.ts';
import { suitabilityWords } from './words.ts';

const options = suitabilities.map((value) => ({ value, label: suitabilityWords[value] }));

/** What the last inspection found. Nothing is chosen beforehand. */
export function InspectionFields({ form }: { form: Form<Draft> }) {
  const day = (name: 'lastInspected' | 'inspectionDue') => {
    const { value, onInput, ...rest } = form.field(name, fieldId(name));
    return { ...rest, value: value ?? '', onInput: (it: string) => onInput(it || null) };
  };
  const text = (name: 'inspectedBy' | 'conditions') => {
    const { value, ...rest } = form.field(name, fieldId(name));
    return { ...rest, value: value ?? '' };
  };
  return (
    <fieldset class="venue-section">
      <legend>Inspection</legend>
      <div class="fields-row">
        <TextField {...day('lastInspected')} label="Inspected on" type="date" />
        <TextField {...day('inspectionDue')} label="Next due" type="date" />
      </div>
      <TextField {...text('inspectedBy')} label="Inspected by" />
      <Radios {...form.choice('suitability', fieldId('suitability'))} legend="It is" options={options} />
      {form.draft.suitability === 'suitable_with_conditions' && (
        <TextArea {...text('conditions')} label="Conditions" limit={1_000} />
      )}
    </fieldset>
  );
}
