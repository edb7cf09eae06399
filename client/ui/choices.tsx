import type { ComponentChildren } from 'preact';
import { classes } from './classes.ts';
import { ErrorMessage, Hint, describedBy, type FieldLook } from './field.tsx';
import { Icon } from './icons.tsx';
import { useKept } from './kept.ts';

export interface Option<V extends string = string> {
  value: V;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** Shown under the option while it is chosen. */
  reveal?: ComponentChildren;
  disabled?: boolean;
}

interface GroupLook extends Pick<FieldLook, 'id' | 'hint' | 'error' | 'class'> {
  legend: ComponentChildren;
  hideLegend?: boolean;
  /** plain: stacked; boxed: each in its own box; row: boxes side by side. */
  look?: 'plain' | 'boxed' | 'row';
}

function Group({
  id,
  legend,
  hideLegend,
  hint,
  error,
  class: extra,
  children,
}: GroupLook & { children: ComponentChildren }) {
  return (
    <div class={classes('govuk-form-group field', error !== undefined && 'govuk-form-group--error', extra)}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy({ id, hint, error })}>
        <legend class={classes('govuk-fieldset__legend field__label', hideLegend && 'visually-hidden')}>
          {legend}
        </legend>
        <Hint id={id} hint={hint} />
        <ErrorMessage id={id} error={error} />
        {children}
      </fieldset>
    </div>
  );
}

interface ItemProps {
  type: 'radio' | 'checkbox';
  id: string;
  name: string;
  option: Option;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Item({ type, id, name, option, checked, onChange }: ItemProps) {
  const hint = option.hint === undefined ? undefined : `${id}-about`;
  return (
    <>
      <div class={classes('choice', checked && 'is-chosen')}>
        <input
          type={type}
          class="choice__input"
          id={id}
          name={name}
          value={option.value}
          checked={checked}
          disabled={option.disabled}
          aria-describedby={hint}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <label class="choice__label" for={id}>
          {option.label}
        </label>
        {hint && (
          <div id={hint} class="choice__hint">
            {option.hint}
          </div>
        )}
      </div>
      {checked && option.reveal !== undefined && <div class="choice__more">{option.reveal}</div>}
    </>
  );
}

const itemId = (id: string, index: number): string => (index === 0 ? id : `${id}-${index + 1}`);

export interface RadiosProps<V extends string> extends GroupLook {
  options: readonly Option<V>[];
  /** Null while nothing is chosen; nothing is ever chosen for anyone. */
  value: V | null;
  onChange: (value: V) => void;
}

export function Radios<V extends string>({ options, value, onChange, look = 'plain', ...group }: RadiosProps<V>) {
  const [choose] = useKept<V | null>(group.id, value, (it) => it !== null && onChange(it));
  return (
    <Group {...group}>
      <div class={classes('choices', `choices--${look}`)}>
        {options.map((option, index) => (
          <Item
            key={option.value}
            type="radio"
            id={itemId(group.id, index)}
            name={group.id}
            option={option}
            checked={option.value === value}
            onChange={() => choose(option.value)}
          />
        ))}
      </div>
    </Group>
  );
}

export interface CheckboxesProps<V extends string> extends GroupLook {
  options: readonly Option<V>[];
  value: readonly V[];
  onChange: (value: V[]) => void;
}

function toggled<V>(all: readonly V[], one: V, on: boolean): V[] {
  const others = all.filter((each) => each !== one);
  return on ? [...others, one] : others;
}

export function Checkboxes<V extends string>({
  options,
  value,
  onChange,
  look = 'plain',
  ...group
}: CheckboxesProps<V>) {
  const [choose] = useKept<readonly V[]>(group.id, value, (it) => onChange([...it]));
  return (
    <Group {...group}>
      <div class={classes('choices', `choices--${look}`)}>
        {options.map((option, index) => (
          <Item
            key={option.value}
            type="checkbox"
            id={itemId(group.id, index)}
            name={group.id}
            option={option}
            checked={value.includes(option.value)}
            onChange={(on) => choose(toggled(value, option.value, on))}
          />
        ))}
      </div>
    </Group>
  );
}

export interface CheckboxProps extends Pick<FieldLook, 'id' | 'label' | 'hint' | 'error' | 'class'> {
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  /** `false` where a press acts at once: nothing is half said, and putting it back would act again. */
  kept?: boolean;
}

export function Checkbox({
  id,
  label,
  hint,
  error,
  class: extra,
  checked,
  onChange,
  disabled,
  kept = true,
}: CheckboxProps) {
  const [tick] = useKept(kept ? id : null, checked, onChange);
  return (
    <div class={classes('govuk-form-group field', error !== undefined && 'govuk-form-group--error', extra)}>
      <ErrorMessage id={id} error={error} />
      <div class="choices">
        <Item
          type="checkbox"
          id={id}
          name={id}
          option={{ value: 'yes', label, hint, disabled }}
          checked={checked}
          onChange={tick}
        />
      </div>
    </div>
  );
}

export interface SegmentsProps<V extends string> {
  legend: string;
  options: readonly { value: V; label: string }[];
  value: readonly V[];
  onChange: (value: V[]) => void;
}

/** Joined toggles, for the layers of a map. */
export function Segments<V extends string>({ legend, options, value, onChange }: SegmentsProps<V>) {
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} class="segments__item">
          <input
            type="checkbox"
            checked={value.includes(option.value)}
            onChange={({ currentTarget: box }) => {
              const wanted = box.checked;
              // Where one has to stay chosen, nothing changes and nothing is drawn again: the box follows what is so.
              box.checked = value.includes(option.value);
              onChange(toggled(value, option.value, wanted));
            }}
          />
          <Icon name="check" size={16} />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
