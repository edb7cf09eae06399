import { Icon } from '../icons.tsx';
import { ageWords } from '../duration.ts';
import type { Instant } from '../time.ts';
import { lastLive } from './lastLive.ts';

export interface DataAgeProps {
  /** When the figures were last confirmed. */
  at: Instant;
  now: Instant;
}

/** 'Live · 4 s old', from 15 s '40 s old, reconnecting', from 60 s 'Not live since 07:14'. */
export function DataAge({ at, now }: DataAgeProps) {
  const age = new Date(now).getTime() - new Date(at).getTime();
  if (age >= 60_000) {
    return (
      <span class="data-age data-age--lost">
        <Icon name="alert" size={16} />
        Not live since {lastLive(at, now)}
      </span>
    );
  }
  const slow = age >= 15_000;
  return (
    <span class={slow ? 'data-age data-age--slow' : 'data-age'}>
      <Icon name={slow ? 'clock' : 'dot'} size={16} />
      {slow ? `${ageWords(at, now)}, reconnecting` : `Live · ${ageWords(at, now)}`}
    </span>
  );
}
