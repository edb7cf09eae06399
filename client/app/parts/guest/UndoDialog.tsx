import { useState } from 'preact/hooks';
import { type PersonRow, undoCheckIn } from '../../../../shared/people.ts';
import { Radios } from '../../../ui/choices.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { useSend } from '../useSend.ts';
import { GuestDialog, type OfGuest } from './GuestDialog.tsx';

const OTHER = 'other';
const reasons = ['Wrong wristband', 'Checked in twice', 'Not a guest', 'Pressed by mistake'];

/** Undoes a check-in in sight of everybody: the record stays, struck through, with its reason. */
export function UndoDialog({ guest, onClose }: OfGuest<PersonRow>) {
  const [chosen, choose] = useState<string | null>(null);
  const [words, write] = useState('');
  const [tried, setTried] = useState(false);
  const { send, busy, refused } = useSend();
  const reason = chosen === OTHER ? words.trim() : chosen;
  const missing = tried && !reason;
  const undo = async () => {
    setTried(true);
    if (!reason) return;
    const { operationId, id: personId, rowVersion: baseVersion } = guest;
    if ((await send(undoCheckIn, { operationId, personId, reason, baseVersion })) !== null) onClose();
  };
  return (
    <GuestDialog
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
      <Radios
        id="undo-reason"
        legend="Why"
        value={chosen}
        onChange={choose}
        {...(missing ? { error: chosen === OTHER ? 'Write why' : 'Choose why' } : {})}
        options={[
          ...reasons.map((it) => ({ value: it, label: it })),
          {
            value: OTHER,
            label: 'Something else',
            reveal: <TextField id="undo-words" label="What happened" value={words} maxLength={200} onInput={write} />,
          },
        ]}
      />
    </GuestDialog>
  );
}
