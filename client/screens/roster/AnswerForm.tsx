import { useState } from 'preact/hooks';
import { answerChannels, answerSlot, type Slot } from '../../../shared/rosters/contract.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField, SelectField, TextField } from '../../ui/fields.tsx';
import { About } from '../../ui/kept.ts';
import { FormFault, momentFor, TimeField, usualArrival, useSlotForm, wrong } from './forms.tsx';

type Channel = (typeof answerChannels)[number];
const channelWords: Record<Channel, string> = {
  phone: 'By phone',
  in_person: 'In person',
  text: 'By text',
  email: 'By email',
  radio: 'By radio',
};

const first = (slot: Slot) => ({
  heads: slot.accepted || slot.asked || slot.needed,
  by: usualArrival(slot),
  saidBy: '',
  words: '',
  channel: 'phone' as Channel,
});
type Typed = Omit<ReturnType<typeof first>, 'heads'> & { heads: number | null };

const saveWords = (slot: Slot, heads: number | null): string => {
  if (heads === null) return 'Save';
  const rest = slot.needed - heads;
  return rest > 0 ? `Save: ${heads} yes, ${rest} to find` : `Save: ${heads} yes`;
};

/** What a partner said, taken down by whoever spoke to them. */
export function AnswerForm({ slot }: { slot: Slot }) {
  const form = useSlotForm(slot);
  const [typed, setTyped] = useState<Typed>(() => first(slot));
  const [answers, count] = useState(0);
  const set = (change: Partial<Typed>) => {
    form.base.touch();
    setTyped((all) => ({ ...all, ...change }));
  };
  const save = async (answer: 'accepted' | 'declined') => {
    const arriveBy = momentFor(slot, typed.by);
    const { heads, saidBy, words, channel } = typed;
    const fault =
      saidBy.trim() === ''
        ? 'Say who gave the answer'
        : answer === 'accepted' && (heads === null || heads < 1 || arriveBy === null)
          ? 'Enter how many come, and a time such as 21:30'
          : null;
    form.setFault(fault);
    if (fault !== null) return;
    const said = { ...form.where(slot), saidBy, words, channel };
    const done =
      answer === 'accepted'
        ? await form.send(answerSlot, { ...said, answer, heads: heads ?? 0, arriveBy: arriveBy ?? '' })
        : await form.send(answerSlot, { ...said, answer });
    if (done === null) return;
    form.base.reset();
    // What is shown from now on has been sent.
    count(answers + 1);
  };
  return (
    <section aria-label="Record an answer">
      <h3 class="slot-form__title">Record an answer by phone</h3>
      <FormFault form={form} slot={slot} />
      <About.Provider value={`${slot.id} ${answers}`}>
        <div class="slot-form__row">
          <NumberField
            id="answer-heads"
            label="How many"
            min={1}
            value={typed.heads}
            onInput={(heads) => set({ heads })}
            {...wrong(form.refused, 'heads')}
          />
          <TimeField
            id="answer-by"
            label="By when"
            value={typed.by}
            onInput={(by) => set({ by })}
            {...wrong(form.refused, 'arriveBy')}
          />
          <TextField
            id="answer-who"
            class="grow"
            label="Who said so"
            placeholder="Name"
            maxLength={80}
            value={typed.saidBy}
            onInput={(saidBy) => set({ saidBy })}
            {...wrong(form.refused, 'saidBy')}
          />
        </div>
        <div class="slot-form__row">
          <TextField
            id="answer-words"
            class="grow"
            label="In their words"
            optional
            maxLength={500}
            value={typed.words}
            onInput={(words) => set({ words })}
          />
          <SelectField
            id="answer-channel"
            label="How"
            options={answerChannels.map((it) => ({ value: it, label: channelWords[it] }))}
            value={typed.channel}
            onInput={(channel) => set({ channel: channel as Channel })}
          />
        </div>
      </About.Provider>
      <div class="btn-row">
        <Button kind="secondary" busy={form.busy} onClick={() => void save('accepted')}>
          {saveWords(slot, typed.heads)}
        </Button>
        <Button kind="secondary" busy={form.busy} onClick={() => void save('declined')}>
          They said no
        </Button>
      </div>
    </section>
  );
}
