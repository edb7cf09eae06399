import { useEffect } from 'preact/hooks';
import { PAIRING_MINUTES, setUpLink } from '../../../shared/tablets.ts';
import { now } from '../../session/now.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Callout } from '../../ui/notice.tsx';
import { Qr } from './Qr.tsx';
import { type Pairing, usePairing } from './usePairing.ts';

const minutesLeft = (expiresAt: string): number =>
  Math.min(PAIRING_MINUTES, Math.max(0, Math.ceil((Date.parse(expiresAt) - now.value.getTime()) / 60_000)));

function Code({ code, expiresAt }: { code: string; expiresAt: string }) {
  const left = minutesLeft(expiresAt);
  return (
    <>
      <div class="pairing__top">
        <div class="pairing__qr">
          <Qr text={setUpLink(location.origin, code)} label="QR code that opens Haven with the code below" />
        </div>
        <ol class="points pairing__steps size-17">
          <li>On the tablet, scan this with its camera, open the link and press Go on</li>
          <li>Check both screens show the same number</li>
          <li>Press Yes</li>
        </ol>
      </div>
      <p class="pairing__code above-14 below-8 size-17">
        No camera? On the tablet, open <span class="semi breaks">{location.origin}</span>, press “Set up this tablet”
        and type <strong>{code}</strong>
      </p>
      <p class="row gap-6 below-14 semi warn-text">
        <Icon name="clock" size={18} /> Works once, for {left} more {left === 1 ? 'minute' : 'minutes'}
      </p>
    </>
  );
}

function Asking({ digits, onAnswer }: { digits: string; onAnswer: (match: boolean) => void }) {
  return (
    <div class="pairing__asking" role="alert">
      <p class="strong below-12 size-17">A tablet is asking. Does it show {digits}?</p>
      <div class="btn-row">
        <Button onClick={() => onAnswer(true)}>Yes, it shows {digits}</Button>
        <Button kind="secondary" onClick={() => onAnswer(false)}>
          No
        </Button>
      </div>
    </div>
  );
}

function Inside({ pairing }: { pairing: Pairing }) {
  const { made, state, problem, answer, again } = pairing;
  const another = (
    <Button kind="secondary" onClick={again}>
      Make another code
    </Button>
  );
  if (state?.state === 'done') {
    return (
      <Callout tone="ok" icon="check" title={`${state.label ?? 'The tablet'} is set up`}>
        <p>It shows the names of this centre’s volunteers. Each unlocks it with their own PIN.</p>
      </Callout>
    );
  }
  if (state?.state === 'refused' || state?.state === 'ended') {
    return (
      <Callout
        tone="warn"
        icon="alert"
        title={state.state === 'refused' ? 'That tablet was not let in' : 'This code has ended'}
      >
        <p>{state.state === 'refused' ? 'If you did not expect it, tell the planner.' : 'Nobody used it in time.'}</p>
        {another}
      </Callout>
    );
  }
  return (
    <>
      {problem && (
        <Callout tone="alert" icon="alert" title={problem.title}>
          {problem.detail && <p>{problem.detail}</p>}
          {!made && another}
        </Callout>
      )}
      {made && <Code code={made.code} expiresAt={state?.expiresAt ?? made.expiresAt} />}
      {state?.state === 'asking' && state.digits && <Asking digits={state.digits} onAnswer={answer} />}
    </>
  );
}

/** The manager's half of setting a tablet up. */
export function SetUpDialog({ centre, onClose, onDone }: { centre: string; onClose: () => void; onDone: () => void }) {
  const pairing = usePairing();
  const done = pairing.state?.state === 'done';
  useEffect(() => {
    if (done) onDone();
  }, [done]);
  return (
    <Dialog
      about={null}
      open
      class="pairing"
      title={`Set up a tablet for Centre ${centre}`}
      onClose={onClose}
      foot={
        <Button kind={done ? 'primary' : 'quiet'} onClick={onClose}>
          {done ? 'Done' : 'Cancel'}
        </Button>
      }
    >
      <Inside pairing={pairing} />
    </Dialog>
  );
}
