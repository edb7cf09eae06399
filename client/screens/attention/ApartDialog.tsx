import { type AttentionItem, settleAttention } from '../../../shared/attention.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { TextField } from '../../ui/fields.tsx';
import { reload } from './loaded.ts';
import { about } from './useChoose.ts';

/** Two records that look alike are two people: neither changes. */
export function ApartDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const form = useForm({
    version: item.rowVersion,
    from: 'open',
    draft: () => ({ reason: '' }),
    sends: ({ reason }, baseVersion) => {
      const why = reason.trim() || 'Somebody looked: two people';
      return toSend(settleAttention, { ...about(item), baseVersion, as: 'kept_apart', reason: why });
    },
    onDone: () => {
      reload();
      onClose();
    },
  });
  return (
    <FormDialog
      of={form}
      about={item.id}
      title="Two people"
      action="Keep both"
      now="changed since you looked"
      onClose={onClose}
    >
      <p>Both records stay as they are. They are not offered together again.</p>
      <TextField {...form.field('reason', 'apart-reason')} label="How you know" optional maxLength={300} />
    </FormDialog>
  );
}
