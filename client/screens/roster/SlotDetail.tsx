import { useState } from 'preact/hooks';
import { type Slot, slotMayBecome } from '../../../shared/rosters/contract.ts';
import { now, whenWords } from '../../session/now.ts';
import { can } from '../../session/session.ts';
import { online } from '../../data/connection.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { About } from '../../ui/kept.ts';
import { Callout } from '../../ui/notice.tsx';
import { duration, minutesLeft } from '../../ui/duration.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { AskForm } from './AskForm.tsx';
import { historyOf } from './board.ts';
import type { SlotProps } from './forms.tsx';
import { markIcons } from './marks.tsx';
import { ArriveForm, ChangeForm, StandDownForm } from './OtherForms.tsx';

function Clock({ slot }: { slot: Slot }) {
  if (slot.state !== 'asked' || !slot.answerBy) return null;
  const left = minutesLeft(slot.answerBy, now.value);
  const title = left > 0 ? `${duration(left)} left to answer` : `No answer since ${whenWords(slot.answerBy)}`;
  return (
    <Callout tone={left > 0 ? 'warn' : 'alert'} icon="clock" title={title}>
      then phone them, or ask another partner
    </Callout>
  );
}

function History({ slot }: { slot: Slot }) {
  const steps = historyOf(slot);
  if (steps.length === 0) return <p class="quiet below-12">Nobody has been asked yet.</p>;
  return (
    <ol class="slot-history breaks below-12">
      {steps.map((it, index) => (
        <li key={index}>
          <span class="strong nowrap">{it.at ? whenWords(it.at) : ''}</span>
          <Icon name={markIcons[it.mark]} size={17} />
          <span>{it.words}</span>
        </li>
      ))}
      {slot.words !== '' && (
        <li>
          <span class="strong nowrap" />
          <Icon name="speech" size={17} />
          <span>“{slot.words}”</span>
        </li>
      )}
      {slot.note !== '' && (
        <li>
          <span class="strong nowrap" />
          <Icon name="info" size={17} />
          <span>{slot.note}</span>
        </li>
      )}
    </ol>
  );
}

type Doing = 'ask' | 'arrive' | 'change' | 'standDown' | null;

const others = ({ state }: Slot): { what: NonNullable<Doing>; words: string; right: string }[] => [
  ...(slotMayBecome(state, 'asked') && state !== 'accepted'
    ? [{ what: 'ask' as const, words: state === 'asked' ? 'Asked again' : 'They were asked', right: 'roster.ask' }]
    : []),
  { what: 'arrive', words: 'On site', right: 'roster.arrive' },
  { what: 'change', words: 'Change', right: 'roster.change' },
  ...(slotMayBecome(state, 'stood_down')
    ? [{ what: 'standDown' as const, words: 'Stand down', right: 'roster.standDown' }]
    : []),
];

function Form({ slot, partner, doing, onDone }: SlotProps & { doing: Doing; onDone: () => void }) {
  if (doing === 'ask') return <AskForm slot={slot} partner={partner} onDone={onDone} />;
  if (doing === 'arrive') return <ArriveForm slot={slot} onDone={onDone} />;
  if (doing === 'change') return <ChangeForm slot={slot} onDone={onDone} />;
  if (doing === 'standDown') return <StandDownForm slot={slot} onDone={onDone} />;
  return can('roster.answer') && slot.state !== 'stood_down' ? <AnswerForm slot={slot} partner={partner} /> : null;
}

/** One slot: what happened, and everything a planner or manager records by hand. */
export function SlotDetail({ slot, partner }: SlotProps) {
  const [doing, setDoing] = useState<Doing>(null);
  return (
    <>
      <Clock slot={slot} />
      <History slot={slot} />
      {!online.value && (
        <p class="quiet" role="status">
          No signal. The roster can be read, and saved once there is signal again. What you have typed stays.
        </p>
      )}
      <About.Provider value={slot.id}>
        <div class="slot-form rule-above">
          <Form key={`${slot.id} ${doing}`} slot={slot} partner={partner} doing={doing} onDone={() => setDoing(null)} />
          <div class="btn-row slot-form__others above-12">
            {doing !== null && (
              <Button size="small" kind="quiet" icon="chevron-left" onClick={() => setDoing(null)}>
                Record an answer
              </Button>
            )}
            {others(slot)
              .filter((it) => it.what !== doing && can(it.right))
              .map((it) => (
                <Button key={it.what} size="small" kind="quiet" onClick={() => setDoing(it.what)}>
                  {it.words}
                </Button>
              ))}
          </div>
        </div>
      </About.Provider>
    </>
  );
}
