import { useState } from 'preact/hooks';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { typedIsKept } from '../session/typed.ts';
import { holdsTyped, newVersion, takeNewVersion, underWay } from '../session/update.ts';

const words = {
  kept: 'What you have typed is kept, but what is open closes. Finish it first?',
  lost: 'What you have typed on this page would be lost. Finish it first?',
};

/** Says that a newer build is ready, and asks once more where something is half typed. */
export function NewVersion() {
  const [asking, ask] = useState<keyof typeof words | null>(null);
  if (!newVersion.value || underWay.value > 0) return null;
  const use = async () => {
    const kept = await typedIsKept();
    if (asking === null && holdsTyped()) ask(kept ? 'kept' : 'lost');
    else takeNewVersion();
  };
  return (
    <Banner
      action={
        <>
          {asking && (
            <Button kind="secondary" size="small" onClick={() => ask(null)}>
              Finish first
            </Button>
          )}
          <Button kind="secondary" size="small" onClick={() => void use()}>
            Use it now
          </Button>
        </>
      }
    >
      {asking ? words[asking] : 'A new version is ready.'}
    </Banner>
  );
}
