import { useState } from 'preact/hooks';
import { hoursInWords } from '../../../shared/hours/words.ts';
import type { Slot } from '../../../shared/rosters/contract.ts';
import { Form } from '../../forms/Form.tsx';
import { NumberField } from '../../forms/NumberField.tsx';
import { momentOf } from '../../forms/when.ts';
import { WhenField } from '../../forms/WhenField.tsx';
import { centrePath } from '../../parts/centres/here.ts';
import { now, whenWords } from '../../session/now.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Icon } from '../../ui/icons.tsx';
import { About } from '../../ui/kept.ts';
import { answerWords, type Call, saidWords, slotWords } from './calls.ts';
import { Numbers } from './Numbers.tsx';
import { byOf, headsOf, useAnswers } from './useAnswers.ts';

type Answers = ReturnType<typeof useAnswers>;

interface PartProps {
  call: Call;
  of: Answers;
}

/** Roles that come at one time are said in one breath: `Welfare 9, first aid 1 by 06:20`. */
function Shift({ call, of, slots }: PartProps & { slots: readonly Slot[] }) {
  const timeOf = (it: Slot): string => {
    const at = momentOf(byOf(call, it, of.form.draft), now.value);
    return at ? `by ${whenWords(at)}` : 'by when they say';
  };
  const times = [...new Set(slots.map(timeOf))];
  const rolesAt = (time: string): string =>
    slots
      .filter((it) => timeOf(it) === time)
      .map((it) => `${slotWords(it)} ${it.needed}`)
      .join(', ');
  return <>{times.map((time) => `${rolesAt(time)} ${time}`).join('; ')}</>;
}

/** What to ask them for, and by when they can be there. */
const Asked = ({ call, of }: PartProps) => (
  <ul class="call__shifts">
    {call.open.map(({ name, slots }) => (
      <li key={name}>
        <strong>{name}</strong> <Shift call={call} of={of} slots={slots} />
      </li>
    ))}
  </ul>
);

/** How many of each, and by when. */
function Some({ call, of }: PartProps) {
  const { form } = of;
  return (
    <div class="call__some">
      {call.open.map((shift) => (
        <fieldset key={shift.name}>
          <legend class="strong">{shift.name}</legend>
          {shift.slots.map((it) => (
            <div key={it.id} class="call__slot">
              <NumberField
                {...form.field(`heads ${it.id}`, `call-heads-${it.id}`)}
                value={headsOf(it, form.draft)}
                label={
                  <>
                    {slotWords(it)}, of {it.needed}
                    <span class="visually-hidden">
                      , {shift.name}, {call.name}
                    </span>
                  </>
                }
                min={0}
              />
              <WhenField
                {...form.field(`by ${it.id}`, `call-by-${it.id}`)}
                value={byOf(call, it, form.draft)}
                label={
                  <>
                    By when
                    <span class="visually-hidden">
                      , {slotWords(it)}, {shift.name}, {call.name}
                    </span>
                  </>
                }
                placeholder="06:20"
                width={5}
                dayLabel={`Which day, ${slotWords(it)}`}
              />
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

function Unanswered({ call }: { call: Call }) {
  const [some, open] = useState(false);
  const of = useAnswers(call, some);
  const { form } = of;
  const at = <span class="visually-hidden"> at {call.name}</span>;
  const which = <span class="visually-hidden"> from {call.name}</span>;
  return (
    <Form of={form} class="call__form" label={`What ${call.name} said`}>
      {!some && <Asked call={call} of={of} />}
      <div class="call__who">
        <TextField
          {...form.field('saidBy', `call-who-${call.code}`)}
          class="grow"
          label={<>Who said so{at}</>}
          maxLength={80}
        />
        <TextField
          {...form.field('words', `call-words-${call.code}`)}
          class="grow"
          label={<>In their words{at}</>}
          optional
          maxLength={500}
        />
      </div>
      {some && <Some call={call} of={of} />}
      <div class="btn-row">
        {some && (
          <Button type="submit" busy={form.busy}>
            Save what they said{which}
          </Button>
        )}
        <Button
          kind={some ? 'secondary' : 'primary'}
          busy={form.busy}
          onClick={() => (of.known ? of.all() : open(true))}
        >
          Yes to all{which}
        </Button>
        {!some && (
          <Button kind="secondary" onClick={() => open(true)}>
            Some{which}
          </Button>
        )}
        <Button kind="secondary" busy={form.busy} onClick={of.none}>
          No{which}
        </Button>
      </div>
    </Form>
  );
}

function Answered({ call: { name, answered } }: { call: Call }) {
  const words = answerWords(answered);
  const short = words.includes('to find');
  return (
    <p class="call__answer">
      <Icon name={words.startsWith('No') ? 'cross' : 'check'} size={18} />
      <strong class={short ? 'warn-text' : 'ok-text'}>{words}</strong>
      <span class="quiet">{saidWords(answered)}</span>
      <a href={`${centrePath.value}/roster`}>
        Change it<span class="visually-hidden"> for {name}</span> on the roster
      </a>
    </p>
  );
}

/** One partner: its numbers, what to ask for, and what it said. */
export function PartnerCall({ call, step, place }: { call: Call; step: number; place: string }) {
  const { reach } = call;
  return (
    <li class="call">
      <div class="call__head">
        <h2 class="size-19">
          {step}. {call.name} <span class="quiet">{call.code}</span>
        </h2>
        {reach && reach.hours !== '24/7' && (
          <span class="warn-text semi">
            <Icon name="clock" size={14} /> answers {hoursInWords(reach.hours)}
          </span>
        )}
        <Numbers
          people={
            reach
              ? [
                  { name: reach.contact, phone: reach.contactPhone },
                  { name: reach.deputy || 'Deputy', phone: reach.deputyPhone },
                ]
              : []
          }
        />
      </div>
      {call.answered.length > 0 && <Answered call={call} />}
      {call.open.length > 0 && (
        <About.Provider value={`${place} ${call.code}`}>
          <Unanswered call={call} />
        </About.Provider>
      )}
    </li>
  );
}
