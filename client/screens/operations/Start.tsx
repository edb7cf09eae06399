import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { openOperation, operationTypes } from '../../../shared/operations.ts';
import { newId } from '../../data/ids.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { now } from '../../session/now.ts';
import { centreId, operationId, operations, refreshOperations } from '../../session/session.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { Fields, type FieldsProps } from './Fields.tsx';
import { type Draft, draftFrom, faultsOf, openArgs } from './form.ts';
import { suggestCodeName, typeWords } from './words.ts';

const usedNames = (): string[] => (operations.value ?? []).map((it) => it.codeName);

const states = [
  { value: 'running', label: 'Now' },
  { value: 'planned', label: 'Planned for later' },
] as const;
const types: { value: Draft['type']; label: string }[] = operationTypes.map((value) => ({
  value,
  label: typeWords[value],
}));

function Name({ form }: FieldsProps) {
  const { codeName } = form.draft;
  const another = () => form.set({ codeName: suggestCodeName([...usedNames(), codeName], codeName) });
  return (
    <div class="operation-form__name">
      <TextField
        {...form.field('codeName', 'op-code-name')}
        class="grow"
        label="Code name"
        hint="Say nothing of the place or the people."
        maxLength={40}
      />
      <LinkButton class="firm" onClick={another}>
        Suggest another
      </LinkButton>
    </div>
  );
}

function What({ form }: FieldsProps) {
  return (
    <div class="fields-row operation-form__what">
      <SelectField {...form.field('type', 'op-type')} label="Type" placeholder="Choose a type" options={types} />
      <Radios {...form.choice('state', 'op-state')} legend="When" look="row" options={states} />
    </div>
  );
}

const useStart = (onClose: () => void) => {
  const { route } = useLocation();
  const [id] = useState(newId);
  const began = async ({ state }: Draft): Promise<void> => {
    await refreshOperations();
    operationId.value = id;
    centreId.value = null;
    onClose();
    if (state === 'running') route(`/operations/${id}/activate`);
  };
  return useForm({
    waits: true,
    draft: () => draftFrom({ codeName: suggestCodeName(usedNames()) }),
    faults: (draft) => faultsOf(draft, now.value, usedNames()),
    sends: (draft) => toSend(openOperation, openArgs(draft, id, now.value)),
    onDone: (_, draft) => void began(draft),
  });
};

function Body({ onClose }: { onClose: () => void }) {
  const form = useStart(onClose);
  return (
    <FormDialog
      of={form}
      about={null}
      title="Start an operation"
      action={form.draft.state === 'running' ? 'Start and choose a venue' : 'Save the plan'}
      notNow="Cancel"
      onClose={onClose}
    >
      <Name form={form} />
      <What form={form} />
      <Fields form={form} />
    </FormDialog>
  );
}

/** One press from the phone call: what is known now, the rest later. */
export function Start({ open, onClose }: { open: boolean; onClose: () => void }) {
  return open ? <Body onClose={onClose} /> : null;
}
