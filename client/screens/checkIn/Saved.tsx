import { useEffect, useState } from 'preact/hooks';
import { type AgeBand, mayBeChild } from '../../../shared/people.ts';
import { isUntold, standing, standingAdvice, standingTitle, toldInPerson } from '../../parts/attention/leadTold.ts';
import type { Alert } from '../../data/alert.ts';
import { alerts } from '../../data/alerts.ts';
import { online } from '../../data/connection.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Callout } from '../../ui/notice.tsx';
import { FlowFoot } from '../../ui/shell/BottomNav.tsx';
import type { Extra } from './extras.tsx';
import { Flags } from './Flags.tsx';
import { extras, welcome } from './parts.ts';
import { type Draft, draft, nextGuest, referenceNow, savedGuest, startPaper } from './draft.ts';
import { Question } from './Question.tsx';
import { Strip } from './Strip.tsx';
import { ageWords, alerting, needWords } from './words.ts';

function NextGuest() {
  const { paper } = draft.value;
  return (
    <Button class="flow-next" iconAfter="chevron-right" onClick={() => (paper ? startPaper() : nextGuest())}>
      {paper ? 'Next paper form' : 'Next guest'}
    </Button>
  );
}

type Answer = NonNullable<Draft['saved']>['answer'];

const savedWords = (answer: Answer, mustTell: boolean): string => {
  if (answer === 'accepted') return 'Sent. The centre can see them.';
  if (answer === 'refused') return 'It is kept, and has to be sorted out.';
  if (online.value) return 'It will send by itself.';
  return mustTell
    ? 'No signal. It will send by itself.'
    : 'No signal. It will send by itself. You do not need to wait.';
};

const whatFor = (band: AgeBand): string => {
  const words = needWords(alerting(draft.value.needs));
  return mayBeChild(band) || !words ? [ageWords[band], words.toLowerCase()].filter(Boolean).join(', ') : words;
};

/** Who must hear of it at once: children, pain, a wish to talk in private. It says how far that has come, and no more. */
function MustHear({ it: { id, needId } }: { it: Alert }) {
  const band = savedGuest.value?.ageBand ?? draft.value.ageBand ?? 'adult';
  const it = standing(needId, id);
  const alert = alerts.value.find((one) => one.id === id);
  return (
    <li class={isUntold(it) ? 'answer-card answer-card--warn' : 'answer-card'}>
      <span class="step-number" aria-hidden="true" />
      <output class="grow">
        <span class="answer-card__title block">
          {whatFor(band)}: {standingTitle(it)}
        </span>
        <span class="block">
          {standingAdvice(it)}
          {mayBeChild(band) && ' Stay with them.'}
        </span>
      </output>
      {isUntold(it)
        ? alert && <Button acts={async () => toldInPerson(alert)}>I’ve told the lead</Button>
        : it.as !== 'listed' && it.as !== 'accepted' && <Icon name="check" size={28} class="ok-text" />}
    </li>
  );
}

/** Saved. What to do now, and what may be added while they are still at the desk. */
export function Saved() {
  const [open, setOpen] = useState<Extra | null>(null);
  useEffect(welcome.fetch, [online.value]);
  const card = welcome.part.value;
  const more = extras.part.value;
  const show = (extra: Extra | null) => {
    extras.fetch();
    setOpen(extra);
  };
  const guest = savedGuest.value;
  const { paper, saved } = draft.value;
  const form = paper?.form;
  const close = () => setOpen(null);
  if (guest?.undoneAt) return <Undone reason={guest.undoneReason ?? ''} />;
  const tag = guest?.language ?? draft.value.language ?? 'und';
  return (
    <>
      <main class="flow check-in check-in--saved" id="main" tabIndex={-1}>
        <Strip onAddNeed={() => show('need')} />
        <div class="flow-main">
          <div class="saved-head row gap-18 below-14">
            <span class="saved-tick">
              <Icon name="check" size={44} />
            </span>
            <div>
              <Question>{referenceNow.value} is saved on this tablet</Question>
              <output class="block above-4 size-19 phone-size-17">
                {savedWords(saved?.answer, saved?.alert !== null)}
              </output>
            </div>
          </div>
          {saved?.answer === 'refused' && (
            <Callout tone="alert" icon="alert" title="This check-in needs attention">
              <p>
                It is kept, but was not accepted. <a href="/attention">See why and what to do</a>
              </p>
            </Callout>
          )}
          {guest && <Flags guest={guest} />}
          <ol class="saved-steps">
            {saved?.alert && <MustHear it={saved.alert} />}
            <li class="answer-card">
              <span class="step-number" aria-hidden="true" />
              <div class="grow">
                <p class="answer-card__title">{form ? `Tick off form ${form}` : 'Put the wristband on'}</p>
                <p class="quiet">
                  {form
                    ? `See that its wristband box says ${referenceNow.value}, as they wear it`
                    : 'or let them carry it'}
                </p>
              </div>
            </li>
            {card && <card.WelcomeCard tag={tag} />}
          </ol>
          <output class="needs-nudge block above-6 semi">
            {open && extras.failed.value
              ? 'That did not load. It needs signal once. Try again later.'
              : guest && more?.changedOf(guest.id)}
          </output>
          {guest && (
            <p class="saved-undo">
              <LinkButton onClick={() => show('undo')}>Undo this check-in</LinkButton>
            </p>
          )}
        </div>
      </main>
      <FlowFoot
        start={
          <>
            <Button kind="secondary" onClick={() => show('name')}>
              Name they like
            </Button>
            <Button kind="secondary" onClick={() => show('group')}>
              Group with…
            </Button>
            <Button kind="secondary" onClick={() => show('place')}>
              Place
            </Button>
          </>
        }
      >
        <NextGuest />
      </FlowFoot>
      {guest && open && more && <more.ExtraDialog guest={guest} open={open} onClose={close} />}
    </>
  );
}

function Undone({ reason }: { reason: string }) {
  return (
    <>
      <main class="flow check-in check-in--saved" id="main" tabIndex={-1}>
        <Strip />
        <div class="flow-main">
          <Question>
            The check-in of <s>{referenceNow.value}</s> is undone
          </Question>
          <p class="flow-hint">Reason: {reason}. The record stays, struck through, under People.</p>
        </div>
      </main>
      <FlowFoot>
        <NextGuest />
      </FlowFoot>
    </>
  );
}
