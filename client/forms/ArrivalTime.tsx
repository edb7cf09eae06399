import './fields.scss';
import { useState } from 'preact/hooks';
import { londonDay } from '../../shared/london.ts';
import { LinkButton } from '../ui/button.tsx';
import { TextField } from '../ui/fields.tsx';
import { dayWords } from '../ui/time.ts';
import { arrivalAt } from './arrival.ts';

export interface ArrivalTimeProps {
  id: string;
  time: string;
  /** `YYYY-MM-DD`, or `null` for when the time next comes round. */
  day: string | null;
  now: Date;
  onTime: (time: string) => void;
  onDay: (day: string | null) => void;
  error?: string;
  optional?: boolean;
}

/** A time of day in 24 hours, with the day it falls on said and changeable. */
export function ArrivalTime({ id, time, day, now, onTime, onDay, error, optional }: ArrivalTimeProps) {
  const [choosing, setChoosing] = useState(false);
  const at = arrivalAt(time, day, now);
  const change = () => {
    setChoosing(true);
    onDay(day ?? londonDay(at ?? now));
  };
  return (
    <div class="arrival-time">
      <TextField
        id={id}
        label="First arrival"
        value={time}
        error={error}
        optional={optional}
        inputMode="numeric"
        placeholder="06:30"
        maxLength={5}
        onInput={onTime}
      />
      {choosing ? (
        <TextField
          id={`${id}-day`}
          label="Day of the first arrival"
          hideLabel
          type="date"
          value={day ?? ''}
          onInput={(text) => onDay(text === '' ? null : text)}
        />
      ) : (
        <p class="arrival-time__day">
          <LinkButton onClick={change}>
            {at ? dayWords(at) : 'Choose a day'}
            {at && <span class="visually-hidden">, change the day</span>}
          </LinkButton>
        </p>
      )}
    </div>
  );
}
