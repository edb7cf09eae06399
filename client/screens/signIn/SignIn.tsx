import { useState } from 'preact/hooks';
import { tried } from '../../../shared/faults.ts';
import { signInBody } from '../../../shared/signIn.ts';
import { PasswordField } from '../../forms/PasswordField.tsx';
import { type Left, left, signIn } from '../../session/session.ts';
import { waiting } from '../../data/outboxState.ts';
import { Plain } from '../../shell/Plain.tsx';
import { useFound } from '../../forms/useFound.ts';
import { ApiProblem } from '../../data/api.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Icon } from '../../ui/icons.tsx';
import { refusalWords } from './words.ts';
import './signIn.scss';

interface Draft {
  email: string;
  password: string;
}

const faultsOf = (draft: Draft): FieldError[] =>
  tried(signInBody, draft).faults.map(({ path, words }) => ({ id: String(path[0]), text: words }));

const useSignIn = () => {
  const [draft, set] = useState<Draft>({ email: '', password: '' });
  const { answer, errors, find, typed } = useFound();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    const faults = faultsOf(draft);
    find(faults);
    if (faults.length > 0) return;
    setBusy(true);
    try {
      await signIn(draft.email, draft.password);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      find([{ id: 'password', text: refusalWords(error) }]);
    } finally {
      setBusy(false);
    }
  };
  const change = (part: Partial<Draft>): void => {
    set({ ...draft, ...part });
    typed(part);
  };
  return { draft, change, answer, errors, busy, send };
};

function Limits() {
  return (
    <>
      <h2 class="sign-in__limits">You will be signed out</h2>
      <p class="row gap-10 above-12">
        <Icon name="clock" size={20} />
        after 15 minutes without use
      </p>
      <p class="row gap-10 above-12">
        <Icon name="clock" size={20} />
        after 8 hours in any case
      </p>
      <p class="quiet">What you change is recorded, and every address you open and file you download.</p>
    </>
  );
}

const becauseWords: Record<Left['because'], string> = {
  idle: 'Nobody touched Haven for 15 minutes, so it signed out.',
  ended: 'Your session is over: it was ended in another window, or its 8 hours were up.',
};

/** What happened, and what is still there. */
function WhatHappened() {
  const { because, kept } = left.value ?? {};
  if (!because && waiting.value === 0) return null;
  return (
    <Banner tone="info">
      {because && <p>{becauseWords[because]}</p>}
      {kept && <p>What you had begun to write is kept here for 12 hours. Sign in, and it is back.</p>}
      {waiting.value > 0 && <p>{waiting.value} waiting to send are safe here. They go out once you sign in.</p>}
    </Banner>
  );
}

function CannotGetIn() {
  return (
    <details class="govuk-details sign-in__help">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">I cannot get in</span>
      </summary>
      <div class="govuk-details__text">
        Phone the duty emergency planner. They check who you are and send a new invitation. Nobody can create their own
        account.
      </div>
    </details>
  );
}

export function SignIn() {
  const { draft, change, answer, errors, busy, send } = useSignIn();
  const errorOf = (id: string) => errors.find((it) => it.id === id)?.text;
  return (
    <Plain title="Sign in" side={<Limits />}>
      <ErrorSummary errors={errors} answer={answer} />
      <h1 class="page-title">Sign in</h1>
      <WhatHappened />
      <p>For council, police and partner staff. Volunteers use a paired tablet and a PIN.</p>
      <form
        noValidate
        class="sheet-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void send();
        }}
      >
        <TextField
          id="email"
          label="Work email address"
          type="email"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          value={draft.email}
          error={errorOf('email')}
          onInput={(email) => change({ email })}
        />
        <PasswordField
          id="password"
          label="Password"
          autocomplete="current-password"
          value={draft.password}
          error={errorOf('password')}
          onInput={(password) => change({ password })}
        />
        <Button type="submit" icon="key" busy={busy}>
          Sign in
        </Button>
      </form>
      <p>
        <a class="tall-link" href="/set-up">
          Set up this tablet
        </a>
      </p>
      <p>
        <a class="tall-link" href="/wall" target="_top">
          Show a wall on this screen
        </a>
      </p>
      <CannotGetIn />
    </Plain>
  );
}
