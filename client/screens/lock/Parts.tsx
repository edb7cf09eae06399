import { useEffect, useRef } from 'preact/hooks';
import { dropDevice, type Known } from '../../data/device.ts';
import { untoldWords } from '../../parts/attention/leadTold.ts';
import { offlineSince, online } from '../../data/connection.ts';
import { counted, waiting } from '../../data/outboxState.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { whenWords } from '../../session/now.ts';
import { SavedStatus } from '../../ui/shell/Status.tsx';
import { safeWords } from './words.ts';

/** How many wait, once they have been counted. */
export const waitingHere = (): number | null => (counted.value ? waiting.value : null);

/** What a locked tablet shows of itself: signal, what waits on it, and what nobody has been told of. */
export const LockStatus = () => (
  <SavedStatus
    online={online.value}
    since={offlineSince.value && whenWords(offlineSince.value)}
    waiting={waitingHere()}
    untold={untoldWords()}
    locked
  />
);

/** Instead of the PIN pad: nobody here can unlock it. */
export function Stopped({ title, children }: { title: string; children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <div class="lock-words" role="alert">
      <h2 class="below-18 size-28 tight" ref={heading} tabIndex={-1}>
        <Icon name="lock" size={30} /> {title}
      </h2>
      <p class="size-22">{children}</p>
    </div>
  );
}

const setUpAgain = async (): Promise<void> => {
  await dropDevice();
  location.assign('/set-up');
};

/** Taken out of use: it knows nobody any more, and only hands in what it holds. */
function OutOfUse({ label, n }: { label: string; n: number | null }) {
  return (
    <>
      <h1 class="page-title">{label} is out of use</h1>
      <p>The manager has taken it out of use, or its centre has ended. It no longer knows anybody’s name.</p>
      <p>
        {n === 0
          ? 'Everything saved on it has been handed in. Give it to the manager.'
          : `${safeWords(n)} Leave it switched on where there is signal until they have been handed in, and give it to the manager.`}
      </p>
      {n === 0 && (
        <Button kind="secondary" size="main" onClick={() => void setUpAgain()}>
          Set this tablet up again
        </Button>
      )}
    </>
  );
}

/** Haven has forgotten it: nothing goes out before it is somebody's tablet again. */
function Unknown({ label, n }: { label: string; n: number | null }) {
  return (
    <>
      <h1 class="page-title">{label} must be set up again</h1>
      <p>Haven does not know this tablet any more, so nobody can unlock it. It no longer knows anybody’s name.</p>
      <p>
        <strong>Set up this tablet again with the manager.</strong>
        {n !== null && n > 0 && ` What waits (${n}) then goes to the manager to look at.`}
      </p>
      <Button size="main" onClick={() => void setUpAgain()}>
        Set this tablet up again
      </Button>
    </>
  );
}

export function Ended({ known }: { known: Known }) {
  const Words = known.unknown ? Unknown : OutOfUse;
  return (
    <main class="sheet" id="main" tabIndex={-1}>
      <div class="sheet-main">
        <Words label={known.view.label} n={waitingHere()} />
      </div>
    </main>
  );
}
