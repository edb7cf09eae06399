import { type AttentionItem, settleAttention } from '../../../shared/attention.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { Reason } from '../../forms/Reason.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { reload } from './loaded.ts';
import { about } from './useChoose.ts';
import { titleOf } from './words.ts';

const reasons = ['It was done another way', 'It is recorded already', 'It was a mistake'];

/** Lets go of something, with a reason that stays in the history. */
export function DiscardDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const form = useForm({
    version: item.rowVersion,
    from: 'open',
    draft: () => ({ reason: '' }),
    faults: ({ reason }) => ({ reason: reason === '' && 'Choose why' }),
    sends: ({ reason }, baseVersion) =>
      toSend(settleAttention, { ...about(item), baseVersion, as: 'discarded', reason }),
    onDone: () => {
      reload();
      onClose();
    },
  });
  return (
    <FormDialog
      of={form}
      about={item.id}
      title="Discard this?"
      action="Discard"
      warning
      now="changed since you looked"
      onClose={onClose}
    >
      <p>{titleOf(item)}. It is not done, and what was said stays in the history with your reason.</p>
      <Reason {...form.field('reason', 'discard-reason')} reasons={reasons} maxLength={300} />
    </FormDialog>
  );
}
