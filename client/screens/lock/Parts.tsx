import { useEffect, useRef } from 'preact/hooks';
import { dropDevice, type Known } from '../../data/device.ts';
import { online, waiting } from '../../data/truths.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icons.tsx';
import { safeWords } from './words.ts';

/** The truths of a locked tablet: signal, and what waits on it. */
export function LockTruths() {
  const n = waiting.value;
  return (
    <output class="saved-group">
      <span class={classes('saved', !online.value && 'saved--offline')}>
        <Icon name={online.value ? 'wifi' : 'wifi-off'} size={20} />
        <span>
          <span class="saved__lead">{online.value ? 'Online. ' : 'Offline. '}</span>
          {n === 0 ? <span class="saved__lead">All sent</span> : <b>{n} waiting to send</b>}
          {n > 0 && <span class="saved__plain">, safe on this tablet</span>}
        </span>
      </span>
    </output>
  );
}

/** Instead of the PIN pad: nobody here can unlock it. */
export function Stopped({ title, children }: { title: string; children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <div class="lock-words" role="alert">
      <h2 class="lock-ask" ref={heading} tabIndex={-1}>
        <Icon name="lock" size={30} /> {title}
      </h2>
      <p class="lock-words__say">{children}</p>
    </div>
  );
}

const putToOtherUse = async (): Promise<void> => {
  await dropDevice();
  location.assign('/set-up');
};

/** Taken out of use: it knows nobody any more, and only hands in what it holds. */
export function Ended({ known }: { known: Known }) {
  const n = waiting.value;
  return (
    <main class="sheet" id="main" tabIndex={-1}>
      <div class="sheet-main">
        <h1 class="page-title">{known.view.label} is out of use</h1>
        <p>The manager has taken it out of use, or its centre has ended. It no longer knows anybody’s name.</p>
        <p>
          {n === 0
            ? 'Everything saved on it has been handed in. Give it to the manager.'
            : `${safeWords(n)} Leave it switched on where there is signal until they have been handed in, and give it to the manager.`}
        </p>
        {n === 0 && (
          <Button kind="secondary" onClick={() => void putToOtherUse()}>
            Set this tablet up again
          </Button>
        )}
      </div>
    </main>
  );
}
