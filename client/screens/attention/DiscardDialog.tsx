import { useState } from 'preact/hooks';
import { type AttentionItem, settleAttention } from '../../../shared/attention.ts';
import { GuestDialog } from '../../app/parts/guest/GuestDialog.tsx';
import { useSend } from '../../app/parts/useSend.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import { reload } from './loaded.ts';
import { about } from './useChoose.ts';
import { titleOf } from './words.ts';

const OTHER = 'other';
const reasons = ['It was done another way', 'It is recorded already', 'It was a mistake'];

/** Lets go of something, with a reason that stays in the history. */
export function DiscardDialog({ item, onClose }: { item: AttentionItem; onClose: () => void }) {
  const [chosen, choose] = useState<string | null>(null);
  const [words, write] = useState('');
  const [tried, setTried] = useState(false);
  const { send, busy, refused } = useSend();
  const reason = chosen === OTHER ? words.trim() : chosen;
  const discard = async () => {
    setTried(true);
    if (!reason) return;
    if ((await send(settleAttention, { ...about(item), as: 'discarded', reason })) === null) return;
    reload();
    onClose();
  };
  const missing = tried && !reason;
  return (
    <GuestDialog
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
      <Radios
        id="discard-reason"
        legend="Why"
        value={chosen}
        onChange={choose}
        {...(missing ? { error: chosen === OTHER ? 'Write why' : 'Choose why' } : {})}
        options={[
          ...reasons.map((it) => ({ value: it, label: it })),
          {
            value: OTHER,
            label: 'Something else',
            reveal: (
              <TextField id="discard-words" label="What happened" value={words} maxLength={300} onInput={write} />
            ),
          },
        ]}
      />
    </GuestDialog>
  );
}
