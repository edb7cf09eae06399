import { type AttentionItem, settleAttention } from '../../../shared/attention.ts';
import { GuestDialog } from '../../parts/people/GuestDialog.tsx';
import { Reason, useReason } from '../../forms/Reason.tsx';
import { useSend } from '../../forms/useSend.ts';
import { reload } from './loaded.ts';
import { about } from './useChoose.ts';
import { titleOf } from './words.ts';

const reasons = ['It was done another way', 'It is recorded already', 'It was a mistake'];

/** Lets go of something, with a reason that stays in the history. */
export function DiscardDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const why = useReason();
  const { send, busy, refused } = useSend();
  const discard = async () => {
    const reason = why.ask();
    if (!reason) return;
    if ((await send(settleAttention, { ...about(item), as: 'discarded', reason })) === null) return;
    reload();
    onClose();
  };
  return (
    <GuestDialog
      about={item.id}
      title="Discard this?"
      action="Discard"
      warning
      busy={busy}
      refused={refused}
      now="changed since you looked"
      onClose={onClose}
      onDo={() => void discard()}
    >
      <p>{titleOf(item)}. It is not done, and what was said stays in the history with your reason.</p>
      <Reason of={why} id="discard" reasons={reasons} maxLength={300} />
    </GuestDialog>
  );
}
