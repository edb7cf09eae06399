import { useState } from 'preact/hooks';
import type { NeedRow } from '../../../shared/needs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/fields.tsx';
import { finish } from './actions.ts';

export type HandBackReason = 'notPossible' | 'handOver';

const words = {
  notPossible: {
    title: 'Why is it not possible?',
    label: 'What stands in the way',
    hint: 'Whoever takes it next reads this.',
    action: 'Put it back',
    before: 'Not possible: ',
  },
  handOver: {
    title: 'Hand over',
    label: 'What the next person should know',
    hint: 'You can leave this empty.',
    action: 'Hand over',
    before: 'Handed over: ',
  },
} as const;

/** Gives a task back for someone else to take, with a word on why. */
export function HandBack({ need, reason, onClose }: { need: NeedRow; reason: HandBackReason; onClose: () => void }) {
  const [note, write] = useState('');
  const [tried, setTried] = useState(false);
  const { title, label, hint, action, before } = words[reason];
  const missing = reason === 'notPossible' && note.trim() === '';
  const back = () => {
    setTried(true);
    if (missing) return;
    void finish(need, 'open', note.trim() === '' ? '' : `${before}${note.trim()}`);
    onClose();
  };
  return (
    <Dialog
      about={`${need.id} ${reason}`}
      open
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={back}>{action}</Button>
          <Button kind="secondary" onClick={onClose}>
            Keep it
          </Button>
        </>
      }
    >
      <TextArea
        id="hand-back"
        label={label}
        hint={hint}
        rows={3}
        limit={400}
        value={note}
        onInput={write}
        {...(tried && missing ? { error: 'Say what stands in the way' } : {})}
      />
    </Dialog>
  );
}
