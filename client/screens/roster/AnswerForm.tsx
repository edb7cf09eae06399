import type { RosterPartner } from '../../../shared/partners/contract.ts';
import { answerChannels, answerSlot, type Slot } from '../../../shared/rosters/contract.ts';
import { Form } from '../../forms/Form.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { toSend } from '../../forms/toSend.ts';
import { sentAs, timeFault } from '../../forms/when.ts';
import { WhenField } from '../../forms/WhenField.tsx';
import { now } from '../../session/now.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { slotsHere } from '../../parts/centres/here.ts';
import { spokeFor } from '../../parts/rosters/spoke.ts';
import { nowWords, slotOf, type SlotProps, usualArrival, useSlotForm } from './forms.tsx';

type Channel = (typeof answerChannels)[number];
const channelWords: Record<Channel, string> = {
  phone: 'By phone',
  in_person: 'In person',
  text: 'By text',
  email: 'By email',
  radio: 'By radio',
};
const channels = answerChannels.map((it) => ({ value: it, label: channelWords[it] }));

const firstOf = (slot: Slot, partner: RosterPartner | undefined) => ({
  heads: (slot.accepted || slot.asked || slot.needed) as number | null,
  arriveBy: usualArrival(slot, partner),
  // Who spoke for this partner before is most likely on the phone again.
  saidBy: spokeFor(slotsHere.peek(), slot.partner),
  words: '',
  channel: 'phone' as Channel,
});
type Draft = ReturnType<typeof firstOf>;

const whoFault = ({ saidBy }: Draft) => ({ saidBy: saidBy.trim() === '' && 'Say who gave the answer' });
const yesFaults = (draft: Draft) => ({
  ...whoFault(draft),
  heads: (draft.heads === null || draft.heads < 1) && 'Enter how many come',
  arriveBy: timeFault(draft.arriveBy, now.value, '21:30'),
});

const useAnswer = (slot: Slot, partner: RosterPartner | undefined) => {
  const form = useSlotForm(slot, {
    draft: () => firstOf(slot, partner),
    faults: yesFaults,
    sends: ({ heads, arriveBy, ...fields }, baseVersion) => {
      const yes = { answer: 'accepted' as const, heads: heads ?? 0, arriveBy: sentAs(arriveBy, now.value) };
      return toSend(answerSlot, { ...slotOf(slot), baseVersion, ...fields, ...yes });
    },
  });
  const declined = () =>
    form.submit(
      ({ heads: _heads, arriveBy: _by, ...fields }, baseVersion) =>
        toSend(answerSlot, { ...slotOf(slot), baseVersion, ...fields, answer: 'declined' }),
      whoFault,
    );
  return { form, declined };
};

const saveWords = (slot: Slot, heads: number | null): string => {
  if (heads === null) return 'Save';
  const rest = slot.needed - heads;
  return rest > 0 ? `Save: ${heads} yes, ${rest} to find` : `Save: ${heads} yes`;
};

/** What a partner said, taken down by whoever spoke to them. */
export function AnswerForm({ slot, partner }: SlotProps) {
  const { form, declined } = useAnswer(slot, partner);
  return (
    <section aria-label="Record an answer">
      <h3 class="below-8 size-16 strong">Record an answer by phone</h3>
      <Form of={form} now={nowWords(slot)}>
        <div class="slot-form__row">
          <NumberField {...form.field('heads', 'answer-heads')} label="How many" min={1} />
          <WhenField {...form.field('arriveBy', 'answer-by')} label="By when" placeholder="21:30" width={5} />
          <TextField
            {...form.field('saidBy', 'answer-who')}
            class="grow"
            label="Who said so"
            placeholder="Name"
            maxLength={80}
          />
        </div>
        <div class="slot-form__row">
          <TextField
            {...form.field('words', 'answer-words')}
            class="grow"
            label="In their words"
            optional
            maxLength={500}
          />
          <SelectField {...form.field('channel', 'answer-channel')} label="How" options={channels} />
        </div>
        <div class="btn-row">
          <Button type="submit" kind="secondary" busy={form.busy}>
            {saveWords(slot, form.draft.heads)}
          </Button>
          <Button kind="secondary" busy={form.busy} onClick={() => void declined()}>
            They said no
          </Button>
        </div>
      </Form>
    </section>
  );
}
