import './fields.scss';
import { useState } from 'preact/hooks';
import { londonDay } from '../../shared/london.ts';
import { now } from '../session/now.ts';
import { LinkButton } from '../ui/button.tsx';
import type { FieldLook } from '../ui/field.tsx';
import { TextField } from '../ui/fields.tsx';
import { dayMeant } from './dayMeant.ts';
import { momentOf, type When } from './when.ts';

export interface WhenFieldProps extends FieldLook {
  value: When;
  onInput: (value: When) => void;
  placeholder?: string;
  /** Left out, it fills its column. */
  width?: 5;
  /** What its day is called, where a form has more than one. */
  dayLabel?: string;
}

/** A time of day in 24 hours, with the day it falls on said beside it and changeable. */
export function WhenField(props: WhenFieldProps) {
  const { value, onInput, dayLabel = 'Which day', placeholder = '06:30', width, ...look } = props;
  const [choosing, choose] = useState(false);
  const at = momentOf(value, now.value);
  const shown = choosing || value.day !== null;
  const change = () => {
    choose(true);
    onInput({ ...value, day: value.day ?? londonDay(at ?? now.value) });
  };
  return (
    <div class="told-field">
      <TextField
        {...look}
        value={value.time}
        inputMode="numeric"
        width={width}
        placeholder={placeholder}
        maxLength={5}
        onInput={(time) => onInput({ ...value, time })}
      />
      {/* Always there, so that a day which was chosen is kept with its time. */}
      <div hidden={!shown}>
        <TextField
          id={`${look.id}-day`}
          label={dayLabel}
          hideLabel
          type="date"
          value={value.day ?? ''}
          onInput={(text) => onInput({ ...value, day: text === '' ? null : text })}
        />
      </div>
      {!shown && (
        <p class="caption below-8 above-0">
          <LinkButton onClick={change}>
            {at ? dayMeant(at, now.value) : 'Choose a day'}
            {at && <span class="visually-hidden">, change the day</span>}
          </LinkButton>
        </p>
      )}
    </div>
  );
}
