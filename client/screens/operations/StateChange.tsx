import { useState } from 'preact/hooks';
import { changeOperation } from '../../../shared/operations.ts';
import type { ProblemBody } from '../../../shared/problems.ts';
import { refreshOperations } from '../../session/session.ts';
import { ask } from '../../data/outbox.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Card } from './cards.ts';
import { Kept, Refusal } from './Refusal.tsx';

interface Props {
  card: Card;
  open: boolean;
  onClose: () => void;
}

function Body({
  card,
  to,
  onClose,
  words,
  button,
}: Omit<Props, 'open'> & { to: 'running' | 'closed'; words: string; button: string }) {
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [sending, setSending] = useState(false);
  const go = async (): Promise<void> => {
    if (sending) return;
    setSending(true);
    setProblem(null);
    const args = { operationId: card.id, baseVersion: card.rowVersion, state: to };
    const outcome = await ask(changeOperation, args);
    setSending(false);
    await refreshOperations();
    if (outcome.ok) onClose();
    else setProblem(outcome.problem);
  };
  return (
    <div class="operation-form">
      <p>{words}</p>
      <Refusal problem={problem} />
      <Kept sending={sending} />
      <div class="btn-row">
        <Button kind={to === 'closed' ? 'warning' : 'primary'} busy={sending} onClick={() => void go()}>
          {button}
        </Button>
        <Button kind="secondary" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

export function Close({ card, open, onClose }: Props) {
  return (
    <Dialog about={card.id} open={open} title={`Close ${card.codeName}?`} onClose={onClose} class="operation-dialog">
      <Body
        card={card}
        to="closed"
        onClose={onClose}
        words="Every centre must be closed or cancelled first. A closed operation cannot be opened again; late records are still accepted."
        button="Close the operation"
      />
    </Dialog>
  );
}

export function Begin({ card, open, onClose }: Props) {
  return (
    <Dialog
      about={card.id}
      open={open}
      title={`Start ${card.codeName} now?`}
      onClose={onClose}
      class="operation-dialog"
    >
      <Body
        card={card}
        to="running"
        onClose={onClose}
        words="It has been planned until now. From here on it is running."
        button="Start it now"
      />
    </Dialog>
  );
}
