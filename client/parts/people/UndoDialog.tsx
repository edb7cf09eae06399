import { type PersonRow, undoCheckIn } from '../../../shared/people.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { Reason } from '../../forms/Reason.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';

const reasons = ['Wrong wristband', 'Checked in twice', 'Not a guest', 'Pressed by mistake'];

/** Undoes a check-in in sight of everybody: the record stays, struck through, with its reason. */
export function UndoDialog({ guest, onClose }: { guest: PersonRow; onClose: () => void }) {
  const { operationId, id: personId } = guest;
  const form = useForm({
    version: guest.rowVersion,
    from: 'open',
    draft: () => ({ reason: '' }),
    faults: ({ reason }) => ({ reason: reason === '' && 'Choose why' }),
    sends: ({ reason }, baseVersion) => toSend(undoCheckIn, { operationId, personId, reason, baseVersion }),
    onDone: onClose,
  });
  return (
    <FormDialog
      of={form}
      about={guest.id}
      title={`Undo the check-in of ${guest.reference}?`}
      action="Undo it"
      warning
      now="changed since you looked"
      onClose={onClose}
    >
      <p>Nothing is deleted. The record stays in the list, struck through, and they no longer count as here.</p>
      <Reason {...form.field('reason', 'undo-reason')} reasons={reasons} maxLength={200} />
    </FormDialog>
  );
}
