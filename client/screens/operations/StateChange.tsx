import { useEffect } from 'preact/hooks';
import { changeOperation } from '../../../shared/operations.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { refreshOperations } from '../../session/session.ts';
import type { Card } from './cards.ts';

interface Props {
  card: Card;
  open: boolean;
  onClose: () => void;
}

interface BodyProps extends Omit<Props, 'open'> {
  to: 'running' | 'closed';
  title: string;
  words: string;
  action: string;
}

function Body({ card, to, words, onClose, ...look }: BodyProps) {
  const form = useForm({
    version: card.rowVersion,
    waits: true,
    draft: () => ({}),
    sends: (_, baseVersion) => toSend(changeOperation, { operationId: card.id, baseVersion, state: to }),
    onDone: () => {
      void refreshOperations();
      onClose();
    },
  });
  useEffect(() => {
    if (form.refused) void refreshOperations();
  }, [form.refused]);
  return (
    <FormDialog
      {...look}
      of={form}
      about={card.id}
      warning={to === 'closed'}
      notNow="Cancel"
      now={card.codeName}
      onClose={onClose}
    >
      <p>{words}</p>
    </FormDialog>
  );
}

export function Close({ card, open, onClose }: Props) {
  if (!open) return null;
  return (
    <Body
      card={card}
      to="closed"
      title={`Close ${card.codeName}?`}
      words="Every centre must be closed or cancelled first. A closed operation cannot be opened again; late records are still accepted."
      action="Close the operation"
      onClose={onClose}
    />
  );
}

export function Begin({ card, open, onClose }: Props) {
  if (!open) return null;
  return (
    <Body
      card={card}
      to="running"
      title={`Start ${card.codeName} now?`}
      words="It has been planned until now. From here on it is running."
      action="Start it now"
      onClose={onClose}
    />
  );
}
