import { suitabilities } from '../../../shared/venues/contract.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextArea, TextField } from '../../ui/fields.tsx';
import { fieldId, type Draft } from './form.ts';
import { suitabilityWords } from './words.ts';

export interface InspectionProps {
  draft: Draft;
  errors: ReadonlyMap<string, string>;
  set: (change: Partial<Draft>) => void;
}

/** What the last inspection found. Nothing is chosen beforehand. */
export function InspectionFields({ draft, errors, set }: InspectionProps) {
  const error = (key: string) => (errors.has(key) ? { error: errors.get(key) ?? '' } : {});
  return (
    <fieldset class="venue-section">
      <legend>Inspection</legend>
      <div class="fields-row">
        <TextField
          id={fieldId('lastInspected')}
          label="Inspected on"
          type="date"
          value={draft.lastInspected ?? ''}
          onInput={(it) => set({ lastInspected: it || null })}
          {...error('lastInspected')}
        />
        <TextField
          id={fieldId('inspectionDue')}
          label="Next due"
          type="date"
          value={draft.inspectionDue ?? ''}
          onInput={(it) => set({ inspectionDue: it || null })}
          {...error('inspectionDue')}
        />
      </div>
      <TextField
        id={fieldId('inspectedBy')}
        label="Inspected by"
        value={draft.inspectedBy ?? ''}
        onInput={(it) => set({ inspectedBy: it })}
        {...error('inspectedBy')}
      />
      <Radios
        id={fieldId('suitability')}
        legend="It is"
        value={draft.suitability}
        options={suitabilities.map((value) => ({ value, label: suitabilityWords[value] }))}
        onChange={(it) => set({ suitability: it })}
        {...error('suitability')}
      />
      {draft.suitability === 'suitable_with_conditions' && (
        <TextArea
          id={fieldId('conditions')}
          label="Conditions"
          limit={1_000}
          value={draft.conditions ?? ''}
          onInput={(it) => set({ conditions: it })}
          {...error('conditions')}
        />
      )}
    </fieldset>
  );
}
