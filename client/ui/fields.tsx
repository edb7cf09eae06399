import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'preact';
import { classes } from './classes.ts';
import { describedBy, Field, type FieldLook, type Own, split } from './field.tsx';
import { Icon, type IconName } from './icons.tsx';
import { useKept } from './kept.ts';

export interface TextFieldProps extends FieldLook, Own<InputHTMLAttributes<HTMLInputElement>> {
  value: string;
  onInput: (value: string) => void;
  /** Width in characters; left out, the field fills its column. */
  width?: 2 | 3 | 4 | 5 | 10 | 20;
  icon?: IconName;
  /** `false`: never kept for a return, as a password or a code must not be. */
  kept?: boolean;
  /** The id of a datalist of suggestions. */
  list?: string;
  type?: 'text' | 'email' | 'tel' | 'search' | 'url' | 'password' | 'number' | 'date' | 'time' | 'datetime-local';
  min?: string | number;
  max?: string | number;
  ref?: Ref<HTMLInputElement>;
}

/** Beside words put back over something that has changed since they were typed. */
function Meanwhile({ says }: { says: string | undefined }) {
  if (says === undefined) return null;
  return (
    <p class="govuk-hint field__hint" role="status">
      {says === ''
        ? 'Somebody has emptied this since you wrote.'
        : `Somebody has changed this since you wrote. It says: ${says}`}
    </p>
  );
}

/** Neither a secret, nor what narrows a list: see `About`. */
const isKept = (type: TextFieldProps['type'], kept: boolean): boolean =>
  kept && type !== 'password' && type !== 'search';

export function TextField(props: TextFieldProps) {
  const [field, { value, onInput, width, icon, kept = true, ...native }] = split(props);
  const [take, meanwhile] = useKept(isKept(native.type, kept) ? field.id : null, value, onInput, true);
  // Preact's input attributes are a union over `type`, which a variable type cannot satisfy.
  const attributes = { type: 'text', ...native };
  const name = classes(
    'govuk-input',
    width && `govuk-input--width-${width}`,
    field.error !== undefined && 'govuk-input--error',
  );
  return (
    <Field {...field}>
      <Meanwhile says={meanwhile} />
      <span class={classes('field__control', icon && 'field__control--icon')}>
        {icon && <Icon name={icon} size={18} />}
        <input
          autocomplete="off"
          {...(attributes as { type: 'text' })}
          id={field.id}
          class={name}
          value={value}
          aria-describedby={describedBy(field)}
          aria-invalid={field.error !== undefined ? 'true' : undefined}
          onInput={(event) => take(event.currentTarget.value)}
        />
      </span>
    </Field>
  );
}

export interface TextAreaProps extends FieldLook, Own<TextareaHTMLAttributes<HTMLTextAreaElement>> {
  value: string;
  onInput: (value: string) => void;
  rows?: number;
  /** Characters allowed; the rest is counted down under the box and never cut off. */
  limit?: number;
  ref?: Ref<HTMLTextAreaElement>;
}

function Remaining({ id, left }: { id: string; left: number }) {
  const word = Math.abs(left) === 1 ? 'character' : 'characters';
  return (
    <div id={`${id}-count`} class={classes('govuk-hint field__count', left < 0 && 'govuk-error-message')}>
      {left < 0 ? `${-left} ${word} too many` : `${left} ${word} left`}
    </div>
  );
}

export function TextArea(props: TextAreaProps) {
  const [field, { value, onInput, rows = 3, limit, ...native }] = split(props);
  const [take, meanwhile] = useKept(field.id, value, onInput, true);
  return (
    <Field {...field}>
      <Meanwhile says={meanwhile} />
      <textarea
        {...native}
        id={field.id}
        rows={rows}
        class={classes('govuk-textarea', field.error !== undefined && 'govuk-textarea--error')}
        value={value}
        aria-describedby={classes(describedBy(field), limit !== undefined && `${field.id}-count`) || undefined}
        aria-invalid={field.error !== undefined ? 'true' : undefined}
        onInput={(event) => take(event.currentTarget.value)}
      />
      {limit !== undefined && <Remaining id={field.id} left={limit - value.length} />}
    </Field>
  );
}
