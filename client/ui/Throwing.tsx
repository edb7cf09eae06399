import { useEffect, useId } from 'preact/hooks';
import { Button } from './button.tsx';

/** Before words are thrown away. Esc goes back to them. */
export function Throwing({ onKeep, onThrow }: { onKeep: () => void; onThrow: () => void }) {
  const id = useId();
  useEffect(() => document.getElementById(id)?.focus(), []);
  return (
    <div class="sheet-box__foot" role="alert">
      <div class="grow">
        <p class="strong below-8">What you typed here is not saved.</p>
        <div class="btn-row">
          <Button id={id} onClick={onKeep}>
            Keep writing
          </Button>
          <Button kind="warning" onClick={onThrow}>
            Throw it away
          </Button>
        </div>
      </div>
    </div>
  );
}
