import { useState } from 'preact/hooks';
import { type AttentionItem, settleAttention } from '../../../shared/attention.ts';
import { GuestDialog } from '../../parts/people/GuestDialog.tsx';
import { useSend } from '../../forms/useSend.ts';
import { TextField } from '../../ui/fields.tsx';
import { reload } from './loaded.ts';
import { about } from './useChoose.ts';

/** Two records that look alike are two people: neither changes. */
export function ApartDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const [reason, write] = useState('');
  const { send, busy, refused } = useSend();
  const keep = async () => {
    const said = { as: 'kept_apart' as const, reason: reason.trim() || 'Somebody looked: two people' };
    if ((await send(settleAttention, { ...about(item), ...said })) === null) return;
    reload();
    onClose();
  };
  return (
    <GuestDialog
      about={item.id}
      title="Two people"
      action="Keep both"
      busy={busy}
      refused={refused}
      now="changed since you looked"
      onClose={onClose}
      onDo={() => void keep()}
    >
      <p>Both records stay as they are. They are not offered together again.</p>
      <TextField id="apart-reason" label="How you know" optional value={reason} maxLength={300} onInput={write} />
    </GuestDialog>
  );
}
