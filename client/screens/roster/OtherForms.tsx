import { useState } from 'preact/hooks';
import { arriveSlot, changeSlot, type Slot, standDownSlot } from '../../../shared/rosters/contract.ts';
import { clockText, momentNear } from '../../forms/times.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField, Stepper, TextField } from '../../ui/fields.tsx';
import { FormFault, TimeField, useSlotForm, wrong } from './forms.tsx';

interface FormProps {
  slot: Slot;
  onDone: () => void;
}

/** How many of a slot are on site in all. Never refused for its number. */
export function ArriveForm({ slot, onDone }: FormProps) {
  const form = useSlotForm(slot);
  const [count, setCount] = useState(slot.arrived || slot.accepted || slot.needed);
  const save = async () => {
    const { operationId, id } = slot;
    if ((await form.send(arriveSlot, { operationId, slotId: id, count })) !== null) onDone();
  };
  return (
    <section aria-label="Record who is on site">
      <h3 class="slot-form__title">On site now</h3>
      <FormFault form={form} slot={slot} />
      <Stepper
        id="arrive-count"
        label="How many of them are here"
        hint={`${slot.needed} needed, ${slot.accepted} said yes`}
        noun="people"
        max={1000}
        value={count}
        onInput={setCount}
      />
      <Button kind="secondary" busy={form.busy} onClick={() => void save()}>
        {count} on site
      </Button>
    </section>
  );
}

/** Changes how many are needed, or the times. Whoever said yes to other numbers is asked again. */
export function ChangeForm({ slot, onDone }: FormProps) {
  const form = useSlotForm(slot);
  const [needed, setNeeded] = useState<number | null>(slot.needed);
  const [from, setFrom] = useState(() => clockText(slot.shiftStart));
  const [to, setTo] = useState(() => clockText(slot.shiftEnd));
  const typed =
    <T,>(put: (value: T) => void) =>
    (value: T) => {
      form.base.touch();
      put(value);
    };
  const save = async () => {
    const shiftStart = momentNear(from, Date.parse(slot.shiftStart));
    const shiftEnd = momentNear(to, Date.parse(slot.shiftEnd));
    const fault = needed === null || !shiftStart || !shiftEnd ? 'Enter a number, and times such as 21:30' : null;
    form.setFault(fault);
    if (fault !== null) return;
    const times = { shiftStart: shiftStart ?? '', shiftEnd: shiftEnd ?? '' };
    const changes = { needed: needed ?? 0, ...times };
    if ((await form.send(changeSlot, { ...form.where(slot), changes })) === null) return;
    form.base.reset();
    onDone();
  };
  return (
    <section aria-label="Change what is needed">
      <h3 class="slot-form__title">Change what is needed</h3>
      <FormFault form={form} slot={slot} />
      <div class="slot-form__row">
        <NumberField
          id="change-needed"
          label="How many"
          min={0}
          value={needed}
          onInput={typed(setNeeded)}
          {...wrong(form.refused, 'needed')}
        />
        <TimeField
          id="change-from"
          label="From"
          value={from}
          onInput={typed(setFrom)}
          {...wrong(form.refused, 'shiftStart')}
        />
        <TimeField id="change-to" label="To" value={to} onInput={typed(setTo)} {...wrong(form.refused, 'shiftEnd')} />
      </div>
      {slot.state === 'accepted' && (
        <p class="quiet">They said yes to what it was. More people or other times ask them again.</p>
      )}
      <Button kind="secondary" busy={form.busy} onClick={() => void save()}>
        Save the change
      </Button>
    </section>
  );
}

export function StandDownForm({ slot, onDone }: FormProps) {
  const form = useSlotForm(slot);
  const [reason, setReason] = useState('');
  const save = async () => {
    if ((await form.send(standDownSlot, { ...form.where(slot), reason })) !== null) onDone();
  };
  return (
    <section aria-label="Stand down">
      <h3 class="slot-form__title">Stand down</h3>
      <FormFault form={form} slot={slot} />
      <TextField id="stand-reason" label="Reason" optional maxLength={500} value={reason} onInput={setReason} />
      <Button kind="warning" busy={form.busy} onClick={() => void save()}>
        Stand them down
      </Button>
    </section>
  );
}
