import { useState } from 'preact/hooks';
import { flush } from '../data/outbox.ts';
import { rows } from '../data/store.ts';
import { offlineSince, online } from '../data/connection.ts';
import { counted, notSaved, othersWaiting, unsendable, waiting } from '../data/outboxState.ts';
import { Banner } from '../ui/banner.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { later } from '../ui/later.tsx';
import { ExerciseBar } from '../ui/shell/ExerciseBar.tsx';
import type { StatusProps } from '../ui/shell/Status.tsx';
import { attentionCount } from '../parts/attention/attention.ts';
import { untoldWords } from '../parts/attention/leadTold.ts';
import { whenWords } from '../session/now.ts';
import { centreId, isLead, me, operation, sees, signOut } from '../session/session.ts';

export const useStatus = (): StatusProps => ({
  online: online.value,
  since: offlineSince.value && whenWords(offlineSince.value),
  waiting: counted.value ? waiting.value : null,
  untold: untoldWords(),
  attention: attentionCount.value,
  unkept: notSaved.value !== null,
});

export const isExercise = (): boolean => me.value?.exercise === true || operation.value?.exercise === true;

export function Exercise() {
  return isExercise() ? <ExerciseBar name={operation.value?.codeName ?? ''} /> : null;
}

const Alarmed = later(() => import('./Urgent.tsx').then((m) => m.Urgent));

/** Leads hear of a P1 wherever they are. At the door nobody waits for what they never see. */
export function Urgent() {
  return isLead() ? <Alarmed /> : null;
}

/** A roll call is running at the chosen centre: everyone there hears of it, wherever they are. */
export function Counting({ path }: { path: string }) {
  const call = rows.rollCall.value.find(
    (it) => it.centreId === centreId.value && it.endedAt === null && it.joinedTo === null,
  );
  if (!call || sees('onSite') !== 'full' || path.endsWith('/roll-call')) return null;
  const href = `/operations/${call.operationId}/centres/${call.centreId}/roll-call`;
  return (
    <Banner
      tone={call.reason === 'check' ? 'info' : 'alert'}
      icon="flame"
      action={
        <ButtonLink href={href} kind="secondary" size="small">
          Count
        </ButtonLink>
      }
    >
      <strong>Roll call: {{ fire: 'fire', drill: 'fire drill', check: 'check' }[call.reason]}.</strong>{' '}
      {call.meetAt && `Meet at: ${call.meetAt}.`}
    </Banner>
  );
}

/** What must never be missed: something could not be saved, or cannot be sent. And that somebody else's commands wait here. */
export function Unkept() {
  const read = () => (notSaved.value = null);
  const others = othersWaiting.value;
  return (
    <>
      {notSaved.value && (
        <Banner
          tone="alert"
          assertive
          action={
            <Button kind="secondary" size="small" onClick={read}>
              I have written it down
            </Button>
          }
        >
          <strong>NOT saved. Write it on paper.</strong> {notSaved.value}
        </Banner>
      )}
      {unsendable.value > 0 && (
        <Banner tone="alert">
          <strong>
            {unsendable.value === 1 ? 'Something' : `${unsendable.value} things`} saved here cannot be sent.
          </strong>{' '}
          It stays on this device, and is tried again when you come back to this page. Tell a manager, and write down
          what you remember of it.
        </Banner>
      )}
      {others > 0 && (
        <Banner tone="warn">
          {others === 1 ? 'Something' : `${others} things`} said here by somebody else {others === 1 ? 'waits' : 'wait'}{' '}
          to be sent. Nothing is lost: it goes when they sign in here again.
        </Banner>
      )}
    </>
  );
}

/** Said when sign-out was refused: what to do instead. */
export function StayWords({ onStay }: { onStay: () => void }) {
  const now = () => {
    flush();
    onStay();
  };
  return (
    <Banner
      tone="warn"
      action={
        <Button kind="secondary" size="small" onClick={now}>
          Stay signed in and send
        </Button>
      }
    >
      What you saved here is still waiting to be sent, and only you can send it. Stay signed in until it has gone; find
      signal if there is none. If you must leave the screen, cover it: nothing is lost.
    </Banner>
  );
}

/** Sign-out, refused in words while something is unsent. */
export const useSignOut = (): { leave: () => void; unsent: boolean; stay: () => void } => {
  const [unsent, setUnsent] = useState(false);
  const leave = () => void signOut().then((outcome) => setUnsent(outcome === 'unsent'));
  return { leave, unsent, stay: () => setUnsent(false) };
};
