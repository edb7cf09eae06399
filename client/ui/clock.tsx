import { Icon } from './icons.tsx';
import { classes } from './classes.ts';
import { type Instant } from './time.ts';
import { clockStage, dueWords, duration, leftWords, minutesLeft, type ClockStage } from './duration.ts';

export interface ClockProps {
  dueAt: Instant;
  raisedAt: Instant;
  now: Instant;
}

const signs = { calm: undefined, soon: 'clock', late: 'alert' } as const;

function Sign({ stage }: { stage: ClockStage }) {
  const name = signs[stage];
  return name ? <Icon name={name} size={15} /> : null;
}

/** The bar and its words: amber in the last quarter, red once past. Not live: it is read when reached. */
export function ClockBar({ dueAt, raisedAt, now, align = 'end' }: ClockProps & { align?: 'start' | 'end' }) {
  const { stage, spent } = clockStage(raisedAt, dueAt, now);
  return (
    <span class={classes('clock', `clock--${stage}`, align === 'start' && 'clock--start')}>
      <span class="clock__words" aria-hidden="true">
        <Sign stage={stage} />
        {leftWords(dueAt, now)}
      </span>
      <span class="visually-hidden">{dueWords(dueAt, now)}</span>
      <span class="meter" aria-hidden="true">
        <span class="meter__fill" style={{ width: `${Math.round(spent * 100)}%` }} />
      </span>
    </span>
  );
}

/** The words and sign without a bar. `short` says '31 min' where the row is narrow. */
export function ClockWords({ dueAt, raisedAt, now, short }: ClockProps & { short?: boolean }) {
  const { stage } = clockStage(raisedAt, dueAt, now);
  const left = minutesLeft(dueAt, now);
  const words = short && left > 0 ? duration(left) : leftWords(dueAt, now);
  return (
    <span class={classes('clock-words', `clock--${stage}`)}>
      <span class="clock__words" aria-hidden="true">
        <Sign stage={stage} />
        {words}
      </span>
      <span class="visually-hidden">{dueWords(dueAt, now)}</span>
    </span>
  );
}
