import { useLocation } from 'preact-iso';
import { Plain } from '../../shell/Plain.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { FailedPanel, LoadingBars } from '../../ui/notice.tsx';
import { JoinForm } from './JoinForm.tsx';
import { useLink } from './useLink.ts';
import './join.scss';

const titles = { first_administrator: 'Set up Haven', join: 'Join Haven', reset: 'Choose a new password' } as const;

function Ended() {
  return (
    <>
      <h1 class="page-title">This link has ended</h1>
      <p>It has been used, has run out, or a newer one was made. A link works once.</p>
      <p>If you have set a password already, sign in with it.</p>
      <p>If not, ask whoever invited you for a new link, or phone the duty emergency planner.</p>
      <p class="above-28">
        <ButtonLink href="/">Go to sign in</ButtonLink>
      </p>
    </>
  );
}

function Broken() {
  return (
    <>
      <h1 class="page-title">This link is not complete</h1>
      <p>Part of it is missing. Open the whole link again from the message it came in.</p>
      <p class="above-28">
        <ButtonLink href="/" kind="secondary">
          Go to sign in
        </ButtonLink>
      </p>
    </>
  );
}

/** Where a one-time link leads: the token stands behind the #, so it reaches no server's log. */
export function Join() {
  const { route } = useLocation();
  const { link, token, again } = useLink();
  if (link.state === 'ready') {
    const title = titles[link.about.purpose];
    return (
      <Plain title={title}>
        <JoinForm title={title} about={link.about} token={token} onDone={() => route('/', true)} onEnded={again} />
      </Plain>
    );
  }
  return (
    <Plain title="Join Haven">
      {link.state === 'loading' && <LoadingBars label="Looking at your link" />}
      {link.state === 'ended' && <Ended />}
      {link.state === 'broken' && <Broken />}
      {link.state === 'failed' && <FailedPanel title="Haven does not answer" onRetry={again} />}
    </Plain>
  );
}
