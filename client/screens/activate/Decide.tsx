import { spokenDuration } from '../../../shared/words.ts';
import { offlineSince, online } from '../../data/connection.ts';
import { Button } from '../../ui/button.tsx';
import { momentOf } from '../../forms/when.ts';
import { TextField } from '../../ui/fields.tsx';
import { Callout } from '../../ui/notice.tsx';
import { Icon } from '../../ui/icons.tsx';
import { StepNumber } from '../../ui/tag.tsx';
import { isTaken } from './shortlist.ts';
import type { Activation } from './useActivation.ts';
import { whenWords } from '../../session/now.ts';

type Part = { it: Activation };
const MINUTE = 60_000;

/** Why the server said no, and what to do. */
export function Refused({ it }: Part) {
  const { problem } = it.state;
  if (!problem) return null;
  const lost = problem.type === '/problems/claim-lost';
  return (
    <Callout tone="alert" icon="alert" title={lost ? 'This venue was taken a moment ago' : problem.title}>
      <div role="alert">
        <p>{problem.detail ?? 'Nothing you wrote is lost. Try again.'}</p>
        {problem.missing && problem.missing.length > 0 && (
          <ul class="points above-4 below-4">
            {problem.missing.map(({ code, words }) => (
              <li key={code}>{words}</li>
            ))}
          </ul>
        )}
        {lost && <p>The venues are ranked again without it. What you wrote is still here.</p>}
      </div>
    </Callout>
  );
}

/** Without a signal the action is kept, not lost. */
export function Unsent({ it }: Part) {
  if (online.value) return null;
  const since = offlineSince.value ? ` since ${whenWords(offlineSince.value)}` : '';
  return (
    <Callout tone="warn" icon="wifi-off">
      {it.state.sending ? (
        <output>
          Kept on this device, not sent yet: no signal{since}. It goes by itself when the signal is back. Keep this
          window open, and phone the keyholder and the partners now.
        </output>
      ) : (
        <p>
          No signal{since}, so this cannot be sent now. You can still decide: it is kept here and goes by itself. Phone
          from the list.
        </p>
      )}
    </Callout>
  );
}

export function Override({ it }: Part) {
  if (it.chosen?.kind !== 'ruled_out' || isTaken(it.chosen.venue)) return null;
  return (
    <TextField
      class="flat"
      id="override"
      label="Why use it although it is ruled out?"
      value={it.draft.overrideReason}
      error={it.errorOf('override')}
      maxLength={500}
      onInput={(overrideReason) => it.set({ overrideReason })}
    />
  );
}

/** The building is not ready for those who come first. */
export function ReadyLate({ it }: Part) {
  const { chosen, draft, now } = it;
  const arrival = momentOf(draft, now);
  if (!chosen || chosen.kind === 'gone' || !arrival) return null;
  const readyAt = now.getTime() + chosen.venue.minutesToOpen * MINUTE;
  const late = Math.ceil((readyAt - arrival.getTime()) / MINUTE);
  if (late <= 0) return null;
  return (
    <p class="warn-text below-6">
      <Icon name="clock" size={16} /> <strong>Ready {whenWords(readyAt)},</strong> {spokenDuration(late)} after the
      first arrival. Ask for them to be kept somewhere safe until then, or choose another venue.
    </p>
  );
}

export function Buttons({ it, size }: Part & { size?: 'main' }) {
  const { sending } = it.state;
  return (
    <>
      <Button
        kind="secondary"
        size={size}
        busy={sending !== null}
        onClick={() => it.stand('standby')}
        class="decide__button"
      >
        Put on standby only
      </Button>
      <Button size={size} busy={sending !== null} onClick={() => it.stand('activating')} class="decide__button">
        {sending ? 'Sending' : `Stand up ${it.name}`}
      </Button>
    </>
  );
}

/** ⑤ The reason, then the decision. */
export function Decide({ it }: Part) {
  return (
    <section class="foot-bar decide" aria-label="Decision">
      <StepNumber n={5} />
      <div class="decide__why">
        <ReadyLate it={it} />
        <Override it={it} />
        <TextField
          class="flat"
          id="reason"
          label={
            <>
              Why this venue?{' '}
              <span class="quiet plain">Goes in the decision log with this ranking and everything it was based on</span>
            </>
          }
          value={it.draft.reason}
          error={it.errorOf('reason')}
          maxLength={1000}
          onInput={(reason) => it.set({ reason })}
        />
      </div>
      <Buttons it={it} />
    </section>
  );
}
