import { useState } from 'preact/hooks';
import { unmergePeople } from '../../../shared/attention.ts';
import { TextField } from '../../ui/fields.tsx';
import { useSend } from '../../forms/useSend.ts';
import { listed } from '../../../shared/words.ts';
import { GuestDialog } from './GuestDialog.tsx';

interface UnjoinProps {
  operationId: string;
  mergeId: string;
  references: readonly string[];
  onClose: () => void;
}

/** Two records that were joined stand apart again, with a reason. */
export function UnjoinDialog({ operationId, mergeId, references, onClose }: UnjoinProps) {
  const [reason, write] = useState('');
  const [tried, setTried] = useState(false);
  const { send, busy, refused } = useSend();
  const undo = async () => {
    setTried(true);
    if (reason.trim() === '') return;
    if ((await send(unmergePeople, { operationId, mergeId, reason })) !== null) onClose();
  };
  return (
    <GuestDialog
      about={mergeId}
      title={references.length > 0 ? `Undo the join of ${listed(references)}?` : 'Undo the join?'}
      action="Undo the join"
      warning
      busy={busy}
      refused={refused}
      onClose={onClose}
      onDo={() => void undo()}
    >
      <p>
        Both records stand again, each as it was first told. What was added since stays with the one it was added to.
      </p>
      <TextField
        id="unjoin-reason"
        label="Why"
        value={reason}
        maxLength={300}
        onInput={write}
        {...(tried && reason.trim() === '' ? { error: 'Write why, such as: two sisters' } : {})}
      />
    </GuestDialog>
  );
}
