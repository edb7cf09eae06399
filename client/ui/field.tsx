import type { ComponentChildren } from 'preact';
import { classes } from './classes.ts';

export interface FieldLook {
  id: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string;
  hideLabel?: boolean;
  optional?: boolean;
  class?: string;
}

/** A native control's attributes, without those a field sets itself. */
export type Own<T> = Omit<
  T,
  | 'id'
  | 'label'
  | 'value'
  | 'onInput'
  | 'width'
  | 'class'
  | 'size'
  | 'min'
  | 'max'
  | 'icon'
  | 'role'
  | 'type'
  | 'multiple'
>;

export function split<T extends FieldLook>(props: T): [FieldLook, Omit<T, keyof FieldLook>] {
  const { id, label, hint, error, hideLabel, optional, class: extra, ...rest } = props;
  return [{ id, label, hint, error, hideLabel, optional, class: extra }, rest];
}

/** The ids a control points at, in reading order. */
export function describedBy({ id, hint, error }: Pick<FieldLook, 'id' | 'hint' | 'error'>): string | undefined {
  return classes(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`) || undefined;
}

export function Hint({ id, hint }: { id: string; hint?: ComponentChildren }) {
  if (hint === undefined) return null;
  return (
    <div id={`${id}-hint`} class="govuk-hint field__hint">
      {hint}
    </div>
  );
}

export function ErrorMessage({ id, error }: { id: string; error?: string }) {
  if (error === undefined) return null;
  return (
    <p id={`${id}-error`} class="govuk-error-message">
      <span class="visually-hidden">Error: </span>
      {error}
    </p>
  );
}

export function Field({
  id,
  label,
  hint,
  error,
  hideLabel,
  optional,
  class: extra,
  children,
}: FieldLook & { children: ComponentChildren }) {
  return (
    <div class={classes('govuk-form-group field', error !== undefined && 'govuk-form-group--error', extra)}>
      <label for={id} class={classes('govuk-label field__label', hideLabel && 'visually-hidden')}>
        {label}
        {optional && <span class="quiet plain"> (optional)</span>}
      </label>
      <Hint id={id} hint={hint} />
      <ErrorMessage id={id} error={error} />
      {children}
    </div>
  );
}
