import { useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { TextField, type TextFieldProps } from '../ui/fields.tsx';
import './password.scss';

/** A password that its writer can look at. */
export function PasswordField({ label, ...rest }: Omit<TextFieldProps, 'type' | 'icon' | 'width'>) {
  const [shown, show] = useState(false);
  return (
    <div class="password">
      <TextField
        {...rest}
        class="flat"
        label={label}
        kept={false}
        type={shown ? 'text' : 'password'}
        autocapitalize="none"
        spellcheck={false}
        maxLength={128}
      />
      <Button
        kind="secondary"
        class="password__show"
        aria-pressed={shown}
        aria-controls={rest.id}
        onClick={() => show(!shown)}
      >
        {shown ? 'Hide' : 'Show'}
        <span class="visually-hidden"> {String(label).toLowerCase()}</span>
      </Button>
    </div>
  );
}
