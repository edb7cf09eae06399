import { useState } from 'preact/hooks';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { holdsTyped, newVersion, takeNewVersion, underWay } from '../update.ts';

/** Says that a newer build is ready, and asks once more where something typed would be lost. */
export function NewVersion() {
  const [asking, ask] = useState(false);
  if (!newVersion.value || underWay.value > 0) return null;
  const use = () => (!asking && holdsTyped() ? ask(true) : takeNewVersion());
  return (
    <Banner
      action={
        <>
          {asking && (
            <Button kind="secondary" size="small" onClick={() => ask(false)}>
              Finish first
            </Button>
          )}
          <Button kind="secondary" size="small" onClick={use}>
            Use it now
          </Button>
        </>
      }
    >
      {asking ? 'What you have typed on this page would be lost. Finish it first?' : 'A new version is ready.'}
    </Banner>
  );
}
