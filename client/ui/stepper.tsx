import { classes } from './classes.ts';
import { describedBy, Field, type FieldLook, split } from './field.tsx';
import { Icon } from './icons.tsx';
import { useKept } from './kept.ts';
import { readNumber } from './readNumber.ts';

export interface StepperProps extends FieldLook {
  value: number;
  onInput: (value: number) => void;
  min?: number;
  max?: number;
  big?: boolean;
  /** What is counted, for the two buttons: 'Fewer people', 'More people'. */
  noun?: string;
}

export function Stepper(props: StepperProps) {
  const [field, { value, onInput, min = 0, max = 9999, big, noun }] = split(props);
  const [take] = useKept(field.id, value, onInput);
  const set = (next: number) => take(Math.min(max, Math.max(min, Math.round(next) || min)));
  return (
    <Field {...field}>
      <span class={classes('stepper', big && 'stepper--big')}>
        <button
          type="button"
          class="stepper__button"
          aria-label={`Fewer${noun ? ` ${noun}` : ''}`}
          disabled={value <= min}
          onClick={() => set(value - 1)}
        >
          <Icon name="minus" size={24} />
        </button>
        <input
          type="number"
          inputMode="numeric"
          class="stepper__input"
          id={field.id}
          value={value}
          min={min}
          max={max}
          aria-describedby={describedBy(field)}
          onInput={(event) => set(readNumber(event.currentTarget.value) ?? min)}
        />
        <button
          type="button"
          class="stepper__button"
          aria-label={`More${noun ? ` ${noun}` : ''}`}
          disabled={value >= max}
          onClick={() => set(value + 1)}
        >
          <Icon name="plus" size={24} />
        </button>
      </span>
    </Field>
  );
}
