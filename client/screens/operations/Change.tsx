import { useEffect } from 'preact/hooks';
import { changeOperation } from '../../../shared/operations.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { now } from '../../session/now.ts';
import { refreshOperations } from '../../session/session.ts';
import type { Card } from './cards.ts';
import { Fields } from './Fields.tsx';
import { changeArgs, draftFrom, faultsOf } from './form.ts';
import { expectedWords } from './words.ts';

const nowWords = (card: Card): string =>
  `expected ${expectedWords(card)}, police lead ${card.policeLead || 'nobody'}, care lead ${card.careLead || 'nobody'}`;

function Body({ card, onClose }: { card: Card; onClose: () => void }) {
  const form = useForm({
    version: card.rowVersion,
    waits: true,
    draft: () => draftFrom(card),
    faults: (draft) => ({ ...faultsOf(draft, now.value), codeName: null, type: null }),
    sends: (draft, baseVersion) => toSend(changeOperation, changeArgs(draft, card.id, baseVersion, now.value)),
    onDone: () => {
      void refreshOperations();
      onClose();
    },
  });
  // Whoever is told that it has changed must be shown what it says now.
  useEffect(() => {
    if (form.refused) void refreshOperations();
  }, [form.refused]);
  return (
    <FormDialog
      of={form}
      about={card.id}
      title={`Change ${card.codeName}`}
      action="Save"
      notNow="Cancel"
      now={nowWords(card)}
      onClose={onClose}
    >
      <Fields form={form} />
    </FormDialog>
  );
}

/** Numbers and leads change as the phone rings again. */
export function Change({ card, open, onClose }: { card: Card; open: boolean; onClose: () => void }) {
  return open ? <Body card={card} onClose={onClose} /> : null;
}
