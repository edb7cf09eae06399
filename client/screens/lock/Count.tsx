import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Known } from '../../data/device.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { FlowFoot } from '../../ui/shell/BottomNav.tsx';
import { whenWords } from '../../session/now.ts';
import { countWords } from './words.ts';

/** Survives a tablet that locks again in the middle of it. A number, about nobody. */
const counted = signal(0);

/** In a fire anybody can count heads, without a PIN and without a name. */
export function Count({ known, onBack }: { known: Known; onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { onSite, clock } = known.view;
  return (
    <>
      <main class="head-count" id="main" tabIndex={-1}>
        <h1 class="page-title" ref={heading} tabIndex={-1}>
          Count people
        </h1>
        <p class="head-count__words above-0 size-22">
          Press once for each guest you see outside. Tell the roll-call lead your count.
        </p>
        <div class="head-count__row">
          <button
            type="button"
            class="head-count__less"
            aria-label="One fewer"
            disabled={counted.value === 0}
            onClick={() => (counted.value -= 1)}
          >
            <Icon name="minus" size={36} />
          </button>
          <output class="head-count__number size-150 phone-size-110 strong" aria-label="Counted">
            {counted.value}
          </output>
          <button type="button" class="head-count__more" aria-label="One more" onClick={() => (counted.value += 1)}>
            <Icon name="plus" size={64} />
          </button>
        </div>
        <p class="pile gap-6 above-0 size-22">
          <strong>{countWords(counted.value, onSite)}</strong>
          <span class="quiet size-17">
            {onSite} guests believed on site at {whenWords(clock.now)}. Staff and visitors are not in this number.
          </span>
        </p>
      </main>
      <FlowFoot
        start={
          <Button kind="secondary" icon="chevron-left" onClick={onBack}>
            Back
          </Button>
        }
      >
        <Button kind="quiet" onClick={() => (counted.value = 0)}>
          Start again
        </Button>
      </FlowFoot>
    </>
  );
}
