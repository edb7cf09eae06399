import { useEffect, useRef } from 'preact/hooks';
import type { DeviceView } from '../../../shared/tablets.ts';
import { listen } from '../../session/contact.ts';
import { Button } from '../../ui/button.tsx';

export type HelpKind = 'new' | 'forgot';

const steps = (view: DeviceView): Record<HelpKind, { title: string; steps: string[] }> => ({
  new: {
    title: 'Someone new',
    steps: [
      `Ask the manager of Centre ${view.centreName} to add your name, on the page Tablets.`,
      'They give you a first PIN of six digits. It is for you alone.',
      'Your name then appears here by itself. Press it, enter the first PIN, and choose one of your own.',
    ],
  },
  forgot: {
    title: 'I forgot my PIN',
    steps: [
      `Ask the manager of Centre ${view.centreName} for a new first PIN, on the page Tablets.`,
      'Press your name here, enter it, and choose a PIN of your own. The tablet needs signal for that.',
      'Until then, someone else can unlock this tablet. What you saved is safe.',
    ],
  },
});

/** Nothing can be done here alone; this says whom to ask, and for what. */
export function Help({ kind, view, onBack }: { kind: HelpKind; view: DeviceView; onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [kind]);
  // By the time they are back the manager may have done it.
  useEffect(() => () => void listen(), []);
  const words = steps(view)[kind];
  return (
    <div class="lock-words">
      <h2 class="below-18 size-28 tight" ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      <ol class="points lock-steps below-28">
        {words.steps.map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ol>
      <Button kind="secondary" size="main" icon="chevron-left" onClick={onBack}>
        Back to the names
      </Button>
    </div>
  );
}
