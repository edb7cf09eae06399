import { discard, retry } from '../data/outbox.ts';
import { isKnown, pending } from '../data/pending.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { whenWords } from '../session/now.ts';

/** A change to the registers that was saved here and then not accepted: no operation's list shows it. */
export function NotAccepted() {
  const it = pending.value.find((one) => one.state === 'refused');
  if (!it) return null;
  return (
    <Banner
      tone="alert"
      assertive
      action={
        <div class="btn-row">
          {isKnown(it) && (
            <Button kind="secondary" size="small" onClick={() => retry(it.id)}>
              Try again
            </Button>
          )}
          <Button kind="secondary" size="small" onClick={() => discard(it.id)}>
            Discard
          </Button>
        </div>
      }
    >
      <strong>What you saved at {whenWords(it.occurredAt)} was not accepted.</strong>{' '}
      {it.problem?.detail ?? it.problem?.title}. Look at how it stands now before you try again.
    </Banner>
  );
}
