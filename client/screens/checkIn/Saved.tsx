import { useEffect, useState } from 'preact/hooks';
import { mayBeChild } from '../../../shared/people.ts';
import { pending } from '../../data/pending.ts';
import { online } from '../../data/truths.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Callout } from '../../ui/panel.tsx';
import { FlowFoot } from '../../ui/shell/BottomNav.tsx';
import type { Extra } from './extras.tsx';
import { Flags } from './Flags.tsx';
import { extras, welcome } from './later.ts';
import { draft, markTold, nextGuest, referenceNow, savedGuest, startPaper } from './draft.ts';
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

type Sent = 'waiting' | 'sent' | 'refused';

const sentNow = (): Sent => {
  const { saved } = draft.value;
  if (saved?.refused) return 'refused';
  const command = pending.value.find((it) => it.id === saved?.commandId);
  return command?.state === 'waiting' ? 'waiting' : 'sent';
};

const savedWords = (sent: Sent): string => {
  if (sent === 'sent') return 'Sent. The centre can see them.';
  return online.value ? 'It will send by itself.' : 'No signal. It will send by itself. You do not need to wait.';
};

/** Who must hear of it at once: children, pain, a wish to talk in private. */
function Alert({ sent }: { sent: Sent }) {
  const { needs, saved, ageBand } = draft.value;
  const band = savedGuest.value?.ageBand ?? ageBand ?? 'adult';
  const child = mayBeChild(band);
  const kinds = alerting(needs);
  if (!child && kinds.length === 0) return null;
  const words = kinds.length > 0 ? needWords(kinds) : '';
  const what = child ? [ageWords[band], words.toLowerCase()].filter(Boolean).join(', ') : words;
  const stay = child ? ' Stay with them.' : '';
  const told = sent === 'sent' || saved?.told === true;
  return (
    <li class={told ? 'answer-card' : 'answer-card answer-card--warn'}>
      <span class="step-number" aria-hidden="true" />
      <output class="grow saved-alert">
        <span class="answer-card__title">
          {what}: {told ? 'the lead has been told' : 'tell a lead in person'}
        </span>
        <span>
          {told
            ? `Someone will come.${stay}`
            : `${online.value ? 'The alert has not gone yet.' : 'This tablet is offline, so the alert has not gone yet.'}${stay}`}
        </span>
      </output>
      {told ? <Icon name="check" size={28} class="ok-text" /> : <Button onClick={markTold}>I’ve told them</Button>}
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
  const form = draft.value.paper?.form;
  const sent = sentNow();
  const close = () => setOpen(null);
  if (guest?.undoneAt) return <Undone reason={guest.undoneReason ?? ''} />;
  const tag = guest?.language ?? draft.value.language ?? 'und';
  return (
    <>
      <main class="flow check-in check-in--saved" id="main" tabIndex={-1}>
        <Strip onAddNeed={() => show('need')} />
        <div class="flow-main">
          <div class="saved-head">
            <span class="saved-head__tick">
              <Icon name="check" size={44} />
            </span>
            <div>
              <Question>{referenceNow.value} is saved on this tablet</Question>
              <output class="flow-hint">{savedWords(sent)}</output>
            </div>
          </div>
          {sent === 'refused' && (
            <Callout tone="alert" icon="alert" title="This check-in needs attention">
              <p>
                It is kept, but was not accepted. <a href="/attention">See why and what to do</a>
              </p>
            </Callout>
          )}
          {guest && <Flags guest={guest} />}
          <ol class="saved-steps">
            <li class="answer-card">
              <span class="step-number" aria-hidden="true" />
              <div class="grow">
                <p class="answer-card__title">{form ? `Tick off form ${form}` : 'Put the wristband on'}</p>
                <p class="quiet">{form ? 'and put it with those that are done' : 'or let them carry it'}</p>
              </div>
            </li>
            {card && <card.WelcomeCard tag={tag} />}
            <Alert sent={sent} />
          </ol>
          <output class="needs-nudge">
            {open && extras.failed.value && 'That did not load. It needs signal once. Try again later.'}
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
