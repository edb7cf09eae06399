import { unmergePeople } from '../../../shared/attention.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { TextField } from '../../ui/fields.tsx';
import { listed } from '../../../shared/words.ts';

interface UnjoinProps {
  operationId: string;
  mergeId: string;
  references: readonly string[];
  onClose: () => void;
}

/** Two records that were joined stand apart again, with a reason. */
export function UnjoinDialog({ operationId, mergeId, references, onClose }: UnjoinProps) {
  const form = useForm({
    draft: () => ({ reason: '' }),
    faults: ({ reason }) => ({ reason: reason.trim() === '' && 'Write why, such as: two sisters' }),
    sends: ({ reason }) => toSend(unmergePeople, { operationId, mergeId, reason }),
    onDone: onClose,
  });
  return (
    <FormDialog
      of={form}
      about={mergeId}
      title={references.length > 0 ? `Undo the join of ${listed(references)}?` : 'Undo the join?'}
      action="Undo the join"
      warning
      onClose={onClose}
    >
      <p>
        Both records stand again, each as it was first told. What was added since stays with the one it was added to.
      </p>
      <TextField {...form.field('reason', 'unjoin-reason')} label="Why" maxLength={300} />
    </FormDialog>
  );
}
