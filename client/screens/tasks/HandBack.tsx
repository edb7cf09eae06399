import type { NeedRow } from '../../../shared/needs.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { TextArea } from '../../ui/fields.tsx';
import { handBack } from './actions.ts';

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
  const { title, action, before, ...look } = words[reason];
  const form = useForm({
    draft: () => ({ note: '' }),
    faults: ({ note }) => ({ note: reason === 'notPossible' && note.trim() === '' && 'Say what stands in the way' }),
    // The list of tasks sends it, and says so there.
    sends: () => null,
    onDone: (_, { note }) => {
      void handBack(need, note.trim() === '' ? '' : `${before}${note.trim()}`);
      onClose();
    },
  });
  return (
    <FormDialog
      of={form}
      about={`${need.id} ${reason}`}
      title={title}
      action={action}
      notNow="Keep it"
      onClose={onClose}
    >
      <TextArea {...form.field('note', 'hand-back')} {...look} rows={3} limit={400} />
    </FormDialog>
  );
}
