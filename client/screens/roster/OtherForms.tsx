import { arriveSlot, changeSlot, type Slot, standDownSlot } from '../../../shared/rosters/contract.ts';
import { Form } from '../../forms/Form.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { toSend } from '../../forms/toSend.ts';
import { sentAs, timeFault, whenOf } from '../../forms/when.ts';
import { WhenField } from '../../forms/WhenField.tsx';
import { now } from '../../session/now.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { nowWords, slotOf, useSlotForm } from './forms.tsx';

interface FormProps {
  slot: Slot;
  onDone: () => void;
}

/** How many of a slot are on site in all. Never refused for its number. */
export function ArriveForm({ slot, onDone }: FormProps) {
  const form = useSlotForm(slot, {
    draft: () => ({ count: slot.arrived || slot.accepted || slot.needed }),
    sends: ({ count }) => toSend(arriveSlot, { ...slotOf(slot), count }),
    onDone,
  });
  return (
    <section aria-label="Record who is on site">
      <h3 class="below-8 size-16 strong">On site now</h3>
      <Form of={form}>
        <Stepper
          {...form.field('count', 'arrive-count')}
          label="How many of them are here"
          hint={`${slot.needed} needed, ${slot.accepted} said yes`}
          noun="people"
          max={1000}
        />
        <Button type="submit" kind="secondary" busy={form.busy}>
          {form.draft.count} on site
        </Button>
      </Form>
    </section>
  );
}

const useChange = (slot: Slot, onDone: () => void) =>
  useSlotForm(slot, {
    draft: () => ({
      needed: slot.needed as number | null,
      shiftStart: whenOf(slot.shiftStart),
      shiftEnd: whenOf(slot.shiftEnd),
    }),
    faults: ({ needed, shiftStart, shiftEnd }) => ({
      needed: needed === null && 'Enter a number',
      shiftStart: timeFault(shiftStart, now.value, '21:30'),
      shiftEnd: timeFault(shiftEnd, now.value, '21:30'),
    }),
    sends: ({ needed, shiftStart, shiftEnd }, baseVersion) => {
      const times = { shiftStart: sentAs(shiftStart, now.value), shiftEnd: sentAs(shiftEnd, now.value) };
      return toSend(changeSlot, { ...slotOf(slot), baseVersion, changes: { needed: needed ?? 0, ...times } });
    },
    onDone,
  });

/** Changes how many are needed, or the times. Whoever said yes to other numbers is asked again. */
export function ChangeForm({ slot, onDone }: FormProps) {
  const form = useChange(slot, onDone);
  return (
    <section aria-label="Change what is needed">
      <h3 class="below-8 size-16 strong">Change what is needed</h3>
      <Form of={form} now={nowWords(slot)}>
        <div class="slot-form__row">
          <NumberField {...form.field('needed', 'change-needed')} label="How many" min={0} />
          <WhenField
            {...form.field('shiftStart', 'change-from')}
            label="From"
            placeholder="21:30"
            width={5}
            dayLabel="Which day it begins"
          />
          <WhenField
            {...form.field('shiftEnd', 'change-to')}
            label="To"
            placeholder="21:30"
            width={5}
            dayLabel="Which day it ends"
          />
        </div>
        {slot.state === 'accepted' && (
          <p class="quiet">They said yes to what it was. More people or other times ask them again.</p>
        )}
        <Button type="submit" kind="secondary" busy={form.busy}>
          Save the change
        </Button>
      </Form>
    </section>
  );
}

export function StandDownForm({ slot, onDone }: FormProps) {
  const form = useSlotForm(slot, {
    draft: () => ({ reason: '' }),
    sends: ({ reason }, baseVersion) => toSend(standDownSlot, { ...slotOf(slot), baseVersion, reason }),
    onDone,
  });
  return (
    <section aria-label="Stand down">
      <h3 class="below-8 size-16 strong">Stand down</h3>
      <Form of={form} now={nowWords(slot)}>
        <TextField {...form.field('reason', 'stand-reason')} label="Reason" optional maxLength={500} />
        <Button type="submit" kind="warning" busy={form.busy}>
          Stand them down
        </Button>
      </Form>
    </section>
  );
}
