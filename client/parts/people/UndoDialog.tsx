import { type PersonRow, undoCheckIn } from '../../../shared/people.ts';
import { Reason, useReason } from '../../forms/Reason.tsx';
import { useSend } from '../../forms/useSend.ts';
import { GuestDialog, type OfGuest } from './GuestDialog.tsx';

const reasons = ['Wrong wristband', 'Checked in twice', 'Not a guest', 'Pressed by mistake'];

/** Undoes a check-in in sight of everybody: the record stays, struck through, with its reason. */
export function UndoDialog({ guest, onClose }: OfGuest<PersonRow>) {
  const why = useReason();
  const { send, busy, refused } = useSend();
  const undo = async () => {
    const reason = why.ask();
    if (!reason) return;
    const { operationId, id: personId, rowVersion: baseVersion } = guest;
    if ((await send(undoCheckIn, { operationId, personId, reason, baseVersion })) !== null) onClose();
  };
  return (
    <GuestDialog
      about={guest.id}
      title={`Undo the check-in of ${guest.reference}?`}
      action="Undo it"
      warning
      busy={busy}
      refused={refused}
      now="changed since you looked"
      onClose={onClose}
      onDo={() => void undo()}
    >
      <p>Nothing is deleted. The record stays in the list, struck through, and they no longer count as here.</p>
      <Reason of={why} id="undo" reasons={reasons} maxLength={200} />
    </GuestDialog>
  );
}
