import { useState } from 'preact/hooks';
import { askSlot, type Slot } from '../../../shared/rosters/contract.ts';
import { now } from '../../session/now.ts';
import { clockText, momentNear } from '../../forms/times.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/fields.tsx';
import { FormFault, momentFor, TimeField, usualArrival, useSlotForm, wrong } from './forms.tsx';

const TO_ANSWER = 20 * 60_000;

/** That a partner was asked: how many, by when, and until when they have to answer. */
export function AskForm({ slot, onDone }: { slot: Slot; onDone: () => void }) {
  const form = useSlotForm(slot);
  const [heads, setHeads] = useState<number | null>(Math.max(1, slot.needed - slot.arrived));
  const [by, setBy] = useState(() => usualArrival(slot));
  const [answerBy, setAnswerBy] = useState(() => clockText(now.value.getTime() + TO_ANSWER));
  const save = async () => {
    const arriveBy = momentFor(slot, by);
    const until = answerBy.trim() === '' ? null : momentNear(answerBy, now.value.getTime());
    const fault = heads === null || heads < 1 || !arriveBy ? 'Enter how many, and a time such as 21:30' : null;
    form.setFault(fault);
    if (fault !== null) return;
    const asked = { heads: heads ?? 0, arriveBy: arriveBy ?? '', answerBy: until };
    if ((await form.send(askSlot, { ...form.where(slot), ...asked })) === null) return;
    form.base.reset();
    onDone();
  };
  return (
    <section aria-label="Record that they were asked">
      <h3 class="slot-form__title">Record that they were asked</h3>
      <FormFault form={form} slot={slot} />
      <div class="slot-form__row">
        <NumberField
          id="ask-heads"
          label="How many"
          min={1}
          value={heads}
          onInput={setHeads}
          {...wrong(form.refused, 'heads')}
        />
        <TimeField id="ask-by" label="Be there by" value={by} onInput={setBy} {...wrong(form.refused, 'arriveBy')} />
        <TimeField id="ask-until" label="Answer by" value={answerBy} onInput={setAnswerBy} />
      </div>
      <Button kind="secondary" busy={form.busy} onClick={() => void save()}>
        Asked for {heads ?? '…'}
      </Button>
    </section>
  );
}
