import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { openOperation, operationTypes } from '../../../shared/operations.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { now } from '../../session/now.ts';
import { centreId, operationId, operations, refreshOperations } from '../../session/session.ts';
import { newId } from '../../data/ids.ts';
import { ask } from '../../data/outbox.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Radios } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { faultAt, Fields, type FieldsProps } from './Fields.tsx';
import { blankForm, type Fault, faultsOf, type Form, formFaults, openArgs, openFaults } from './form.ts';
import { Kept, Refusal } from './Refusal.tsx';
import { suggestCodeName, typeWords } from './words.ts';

const usedNames = (): string[] => (operations.value ?? []).map((it) => it.codeName);

const states = [
  { value: 'running', label: 'Now' },
  { value: 'planned', label: 'Planned for later' },
] as const;

function Name({ form, set, faults }: FieldsProps) {
  const another = () => set({ codeName: suggestCodeName([...usedNames(), form.codeName], form.codeName) });
  return (
    <div class="operation-form__name">
      <TextField
        id="op-code-name"
        label="Code name"
        hint="Say nothing of the place or the people."
        maxLength={40}
        value={form.codeName}
        error={faultAt(faults, 'op-code-name')}
        onInput={(codeName) => set({ codeName })}
      />
      <LinkButton onClick={another}>Suggest another</LinkButton>
    </div>
  );
}

function What({ form, set, faults }: FieldsProps) {
  return (
    <div class="fields-row operation-form__what">
      <SelectField
        id="op-type"
        label="Type"
        value={form.type}
        placeholder="Choose a type"
        error={faultAt(faults, 'op-type')}
        options={operationTypes.map((value) => ({ value, label: typeWords[value] }))}
        onInput={(type) => set({ type: type as Form['type'] })}
      />
      <Radios
        id="op-state"
        legend="When"
        look="row"
        options={states}
        value={form.state}
        onChange={(state) => set({ state })}
      />
    </div>
  );
}

const useStart = (onClose: () => void) => {
  const { route } = useLocation();
  const [form, setForm] = useState<Form>(() => blankForm(suggestCodeName(usedNames())));
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [sending, setSending] = useState(false);
  const [id] = useState(newId);
  const start = async (): Promise<void> => {
    const args = openArgs(form, id, now.value);
    const found = formFaults(form, now.value, usedNames());
    const all = found.length > 0 ? found : openFaults(args);
    setFaults(all);
    if (all.length > 0 || sending) return;
    setSending(true);
    setProblem(null);
    const outcome = await ask(openOperation, args);
    setSending(false);
    if (!outcome.ok) {
      setFaults(faultsOf(outcome.problem.errors ?? []));
      setProblem(outcome.problem);
      return;
    }
    await refreshOperations();
    operationId.value = id;
    centreId.value = null;
    onClose();
    if (form.state === 'running') route(`/operations/${id}/activate`);
  };
  const set = (change: Partial<Form>) => setForm((was) => ({ ...was, ...change }));
  return { form, set, faults, problem, sending, start };
};

function Body({ onClose }: { onClose: () => void }) {
  const { form, set, faults, problem, sending, start } = useStart(onClose);
  const send = (event: Event) => {
    event.preventDefault();
    void start();
  };
  return (
    <form class="operation-form" noValidate onSubmit={send}>
      <ErrorSummary errors={faults} />
      <Refusal problem={problem} />
      <Kept sending={sending} />
      <Name form={form} set={set} faults={faults} />
      <What form={form} set={set} faults={faults} />
      <Fields form={form} set={set} faults={faults} />
      <div class="btn-row">
        <Button type="submit" busy={sending}>
          {form.state === 'running' ? 'Start and choose a venue' : 'Save the plan'}
        </Button>
        <Button kind="secondary" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** One press from the phone call: what is known now, the rest later. */
export function Start({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog about={null} open={open} title="Start an operation" onClose={onClose} class="operation-dialog">
      <Body onClose={onClose} />
    </Dialog>
  );
}
