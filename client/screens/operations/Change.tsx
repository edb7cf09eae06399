import { useState } from 'preact/hooks';
import { changeOperation } from '../../../shared/operations.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { now } from '../../session/now.ts';
import { refreshOperations } from '../../session/session.ts';
import { ask } from '../../data/outbox.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import type { Card } from './cards.ts';
import { Fields } from './Fields.tsx';
import { changeArgs, changeFaults, type Fault, faultsOf, type Form, formFaults, formFrom } from './form.ts';
import { Kept, Refusal } from './Refusal.tsx';
import { expectedWords } from './words.ts';

const useChange = (card: Card, onClose: () => void) => {
  const [form, setForm] = useState<Form>(() => formFrom(card, now.value));
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [sending, setSending] = useState(false);
  const [seen, setSeen] = useState(card.rowVersion);
  const save = async (): Promise<void> => {
    const args = changeArgs(form, { id: card.id, rowVersion: seen }, now.value);
    const found = formFaults(form, now.value);
    const all = found.length > 0 ? found : changeFaults(args);
    setFaults(all);
    if (all.length > 0 || sending) return;
    setSending(true);
    const outcome = await ask(changeOperation, args);
    setSending(false);
    await refreshOperations();
    if (outcome.ok) return onClose();
    setFaults(faultsOf(outcome.problem.errors ?? []));
    setProblem(outcome.problem);
  };
  const set = (change: Partial<Form>) => setForm((was) => ({ ...was, ...change }));
  const stale = problem?.type === '/problems/stale-version' && seen !== card.rowVersion;
  const takeOver = () => {
    setSeen(card.rowVersion);
    setProblem(null);
  };
  return { form, set, faults, problem, sending, save, stale, takeOver };
};

function Body({ card, onClose }: { card: Card; onClose: () => void }) {
  const { form, set, faults, problem, sending, save, stale, takeOver } = useChange(card, onClose);
  const send = (event: Event) => {
    event.preventDefault();
    void save();
  };
  return (
    <form class="operation-form" noValidate onSubmit={send}>
      <ErrorSummary errors={faults} />
      <Refusal problem={problem} />
      {stale && (
        <p class="row">
          It now says: expected {expectedWords(card)}, police lead {card.policeLead || 'nobody'}, care lead{' '}
          {card.careLead || 'nobody'}.
          <Button kind="secondary" size="small" onClick={takeOver}>
            I have read it, use mine
          </Button>
        </p>
      )}
      <Kept sending={sending} />
      <Fields form={form} set={set} faults={faults} />
      <div class="btn-row">
        <Button type="submit" busy={sending}>
          Save
        </Button>
        <Button kind="secondary" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Numbers and leads change as the phone rings again. */
export function Change({ card, open, onClose }: { card: Card; open: boolean; onClose: () => void }) {
  return (
    <Dialog about={card.id} open={open} title={`Change ${card.codeName}`} onClose={onClose} class="operation-dialog">
      <Body card={card} onClose={onClose} />
    </Dialog>
  );
}
