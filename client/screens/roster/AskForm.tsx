import type { RosterPartner } from '../../../shared/partners/contract.ts';
import { askSlot, type Slot } from '../../../shared/rosters/contract.ts';
import { Form } from '../../forms/Form.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { toSend } from '../../forms/toSend.ts';
import { sentAs, timeFault } from '../../forms/when.ts';
import { WhenField } from '../../forms/WhenField.tsx';
import { now } from '../../session/now.ts';
import { Button } from '../../ui/button.tsx';
import { inTwenty, nowWords, slotOf, type SlotProps, usualArrival, useSlotForm } from './forms.tsx';

const useAsking = (slot: Slot, partner: RosterPartner | undefined, onDone: () => void) =>
  useSlotForm(slot, {
    draft: () => ({
      heads: Math.max(1, slot.needed - slot.arrived) as number | null,
      arriveBy: usualArrival(slot, partner),
      answerBy: inTwenty(),
    }),
    faults: ({ heads, arriveBy, answerBy }) => ({
      heads: (heads === null || heads < 1) && 'Enter how many',
      arriveBy: timeFault(arriveBy, now.value, '21:30'),
      answerBy: answerBy.time.trim() !== '' && timeFault(answerBy, now.value, '21:30'),
    }),
    sends: ({ heads, arriveBy, answerBy }, baseVersion) =>
      toSend(askSlot, {
        ...slotOf(slot),
        baseVersion,
        heads: heads ?? 0,
        arriveBy: sentAs(arriveBy, now.value),
        answerBy: sentAs(answerBy, now.value) || null,
      }),
    onDone,
  });

/** That a partner was asked: how many, by when, and until when they have to answer. */
export function AskForm({ slot, partner, onDone }: SlotProps & { onDone: () => void }) {
  const form = useAsking(slot, partner, onDone);
  return (
    <section aria-label="Record that they were asked">
      <h3 class="below-8 size-16 strong">Record that they were asked</h3>
      <Form of={form} now={nowWords(slot)}>
        <div class="slot-form__row">
          <NumberField {...form.field('heads', 'ask-heads')} label="How many" min={1} />
          <WhenField
            {...form.field('arriveBy', 'ask-by')}
            label="Be there by"
            placeholder="21:30"
            width={5}
            dayLabel="Which day they come"
          />
          <WhenField
            {...form.field('answerBy', 'ask-until')}
            label="Answer by"
            placeholder="21:30"
            width={5}
            dayLabel="Which day they answer"
          />
        </div>
        <Button type="submit" kind="secondary" busy={form.busy}>
          Asked for {form.draft.heads ?? '…'}
        </Button>
      </Form>
    </section>
  );
}
