import { type LinkFor, MIN_PASSWORD } from '../../../shared/users.ts';
import { PasswordField } from '../../forms/PasswordField.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { useJoin } from './useJoin.ts';

export interface JoinFormProps {
  title: string;
  about: LinkFor;
  token: string;
  onDone: () => void;
  onEnded: () => void;
}

function Greeting({ about }: { about: LinkFor }) {
  if (about.purpose === 'first_administrator') {
    return (
      <p>You are the first administrator: you will invite everybody else. Give your name and choose a password.</p>
    );
  }
  return (
    <p>
      For <strong>{about.name}</strong>. You will sign in as <strong>{about.email}</strong>.
    </p>
  );
}

export function JoinForm({ title, about, token, onDone, onEnded }: JoinFormProps) {
  const { draft, change, answer, errors, busy, send } = useJoin({ about, token, onDone, onEnded });
  const errorOf = (id: string) => errors.find((it) => it.id === id)?.text;
  const first = about.purpose === 'first_administrator';
  return (
    <>
      <ErrorSummary errors={errors} answer={answer} />
      <h1 class="page-title">{title}</h1>
      <Greeting about={about} />
      <form
        noValidate
        class="sheet-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void send();
        }}
      >
        {about.purpose !== 'reset' && (
          <TextField
            id="name"
            label="Your name"
            hint="As others will see it beside what you do."
            autocomplete="name"
            value={draft.name}
            error={errorOf('name')}
            onInput={(name) => change({ name })}
          />
        )}
        {first ? (
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
        ) : (
          // So that a password manager keeps it under the right name.
          <input
            class="visually-hidden"
            type="email"
            autocomplete="username"
            readOnly
            tabIndex={-1}
            aria-hidden="true"
            value={about.email ?? ''}
          />
        )}
        <PasswordField
          id="password"
          label="New password"
          hint={`${MIN_PASSWORD} characters or more. Three or four words that have nothing to do with each other are easy to remember.`}
          autocomplete="new-password"
          value={draft.password}
          error={errorOf('password')}
          onInput={(password) => change({ password })}
        />
        <PasswordField
          id="repeat"
          label="New password again"
          autocomplete="new-password"
          value={draft.repeat}
          error={errorOf('repeat')}
          onInput={(repeat) => change({ repeat })}
        />
        <Button type="submit" busy={busy}>
          Save and sign in
        </Button>
      </form>
    </>
  );
}
