import type { ComponentChildren } from 'preact';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icons.tsx';
import { stateWords, type CentreState } from './states.ts';

export type TagTone = 'ok' | 'warn' | 'alert' | 'info' | 'neutral' | 'dashed' | 'outline' | 'solid' | 'locked';

export interface TagProps {
  tone?: TagTone;
  icon?: IconName;
  class?: string;
  children: ComponentChildren;
}

export function Tag({ tone = 'neutral', icon, class: extra, children }: TagProps) {
  return (
    <span class={classes('tag', `tag--${tone}`, extra)}>
      {icon && <Icon name={icon} size={16} />}
      <span>{children}</span>
    </span>
  );
}

const outlineDot = 'M8 2.5a5.5 5.5 0 1 0 .01 0z';
const marks: Record<CentreState, [filled: string, line: string]> = {
  planned: ['', 'M8 2.5h.01M12 4h.01M13.5 8h.01M12 12h.01M8 13.5h.01M4 12h.01M2.5 8h.01M4 4h.01'],
  standby: ['', outlineDot],
  activating: ['M8 2.5a5.5 5.5 0 0 0 0 11z', outlineDot],
  open: ['M8 2.5a5.5 5.5 0 1 0 .01 0z', ''],
  full: ['M8 4.5a3.5 3.5 0 1 0 .01 0z', 'M8 1.5a6.5 6.5 0 1 0 .01 0z'],
  standing_down: ['', 'M8 2.5a5.5 5.5 0 1 0 .01 0zM5.5 7.2L8 9.7l2.5-2.5'],
  closed: ['', 'M3 8.5l3.5 3.5L13 4.5'],
  debriefed: ['', 'M3.5 2h9v12h-9zM6 8l1.5 1.5L10 6.5'],
  cancelled: ['', 'M4 4l8 8M12 4l-8 8'],
};

/** The shape alone: ○ standby, ◐ opening, ● open. Put the word beside it. */
export function StateMark({ state, size = 14 }: { state: CentreState; size?: number }) {
  const [filled, line] = marks[state];
  return (
    <svg
      class="firm"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      aria-hidden="true"
    >
      {filled && <path d={filled} fill="currentColor" stroke="none" />}
      {line && <path d={line} />}
    </svg>
  );
}

export function StateTag({ state, text }: { state: CentreState; text?: string }) {
  return (
    <span class={`tag state-tag state-tag--${state}`}>
      <StateMark state={state} />
      <span>{text ?? stateWords[state]}</span>
    </span>
  );
}

export type PriorityLevel = 'P1' | 'P2' | 'P3' | 'P4';

const priorityWords: Record<PriorityLevel, string> = {
  P1: 'now',
  P2: 'within 1 hour',
  P3: 'within 4 hours',
  P4: 'before leaving',
};

export function Priority({ level, small }: { level: PriorityLevel; small?: boolean }) {
  return (
    <span class={classes('priority', `priority--${level}`, small && 'priority--small')}>
      {level}
      <span class="visually-hidden">, {priorityWords[level]}</span>
    </span>
  );
}

export function Count({ value, urgent }: { value: number | string; urgent?: boolean }) {
  return <span class={classes('count', urgent && 'count--urgent')}>{value}</span>;
}

export function StepNumber({ n }: { n: number | string }) {
  return (
    <span class="step-number" aria-hidden="true">
      {n}
    </span>
  );
}
