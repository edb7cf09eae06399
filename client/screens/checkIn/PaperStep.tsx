import { useState } from 'preact/hooks';
import { timeNow } from '../../data/time.ts';
import { rows } from '../../data/store.ts';
import { Button } from '../../ui/button.tsx';
import { Radios } from '../../ui/choices.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Callout } from '../../ui/notice.tsx';
import { FlowFoot } from '../../ui/shell/BottomNav.tsx';
import { draft, nextGuest, sayPaper } from './draft.ts';
import { nextForm } from './numbers.ts';
import { Question } from './Question.tsx';
import { writtenMoment, type WrittenDay } from './writtenTime.ts';

const LAST_FORM = 9999;
const days = [
  { value: 'today', label: 'Today' },
  { value: 'yesterday', label: 'Yesterday' },
] as const;

const timeFaults = {
  unclear: 'Enter the time as hours and minutes, such as 07:42',
  'to come': 'That time has not come yet. Check the time, or choose Yesterday',
} as const;

const isForm = (form: number | null): form is number =>
  form !== null && Number.isInteger(form) && form >= 1 && form <= LAST_FORM;

const formHint = (): string =>
  nextForm.value === null
    ? 'Printed at the top of the form'
    : `Printed at the top. The next free one is ${nextForm.value}`;

function KeyedBefore({ form }: { form: number | null }) {
  const known = form === null ? [] : rows.person.value.filter((it) => it.paperForm === form && !it.undoneAt);
  if (known.length === 0) return null;
  return (
    <Callout tone="warn" icon="alert" title={`Form ${form} was keyed in before, for ${known[0]?.reference}`}>
      <p>If this is another guest, you can carry on. Both are kept, and marked once they are sent.</p>
    </Callout>
  );
}

/** What only paper knows: the number of the form and when it was written. The questions come after. */
export function PaperStep() {
  const { paper } = draft.value;
  const [form, setForm] = useState(paper?.form ?? null);
  const [day, setDay] = useState<WrittenDay>('today');
  const [time, setTime] = useState('');
  const [tried, setTried] = useState(false);
  const at = writtenMoment(day, time, timeNow());
  const formFault = tried && !isForm(form) ? 'Enter the number printed on the form' : undefined;
  const timeFault = tried && !(at instanceof Date) ? timeFaults[at] : undefined;
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (isForm(form) && at instanceof Date) sayPaper({ form, writtenAt: at.toISOString() });
    else
      (event.currentTarget as HTMLElement)
        .querySelector<HTMLElement>(isForm(form) ? '#paper-time' : '#paper-form')
        ?.focus();
  };
  return (
    <>
      <main class="check-in check-in--paper" id="main" tabIndex={-1}>
        <form id="paper-step" class="paper-step" onSubmit={submit} noValidate>
          <Question>Key in a paper form</Question>
          <p class="flow-hint">It counts from the time written on it. Then the questions are the same.</p>
          <NumberField
            id="paper-form"
            label="Form number"
            hint={formHint()}
            width={5}
            value={form}
            onInput={setForm}
            {...(formFault ? { error: formFault } : {})}
          />
          <output>
            <KeyedBefore form={form} />
          </output>
          <Radios
            id="paper-day"
            legend="Which day?"
            look="row"
            options={days}
            value={day}
            onChange={(it) => setDay(it as WrittenDay)}
          />
          <TextField
            id="paper-time"
            label="Time written on the form"
            hint="For example, 07:42"
            width={5}
            inputMode="numeric"
            autocomplete="off"
            value={time}
            onInput={setTime}
            {...(timeFault ? { error: timeFault } : {})}
          />
        </form>
      </main>
      <FlowFoot
        start={
          <Button kind="secondary" icon="chevron-left" onClick={nextGuest}>
            A guest is here instead
          </Button>
        }
      >
        <Button type="submit" form="paper-step" iconAfter="chevron-right" class="flow-next">
          Next: the wristband
        </Button>
      </FlowFoot>
    </>
  );
}
