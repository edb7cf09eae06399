import type { SelectHTMLAttributes } from 'preact';
import { classes } from './classes.ts';
import { describedBy, Field, type FieldLook, type Own, split } from './field.tsx';
import { useKept } from './kept.ts';

export interface Option<V extends string = string> {
  value: V;
  label: string;
  disabled?: boolean;
}

export interface SelectFieldProps<V extends string> extends FieldLook, Own<SelectHTMLAttributes<HTMLSelectElement>> {
  /** Empty while nothing is chosen. */
  value: V;
  onInput: (value: V) => void;
  options: readonly Option<V>[];
  /** A first line with no value, for example 'Choose a role'. */
  placeholder?: string;
}

export function SelectField<V extends string>(props: SelectFieldProps<V>) {
  const [field, { value, onInput, options, placeholder, ...native }] = split(props);
  const [take] = useKept(field.id, value, onInput);
  return (
    <Field {...field}>
      <select
        {...native}
        id={field.id}
        class={classes('govuk-select', field.error !== undefined && 'govuk-select--error')}
        value={value}
        aria-describedby={describedBy(field)}
        aria-invalid={field.error !== undefined ? 'true' : undefined}
        onInput={(event) => take(event.currentTarget.value as V)}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
