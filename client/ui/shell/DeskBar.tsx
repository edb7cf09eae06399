import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icons.tsx';
import { dayWords, clockTime, type Instant } from '../time.ts';
import type { StatusProps } from './Status.tsx';
import { StatusLine } from './StatusLine.tsx';

export interface DeskBarProps {
  operation?: ComponentChildren;
  centre?: ComponentChildren;
  now: Instant;
  status: StatusProps;
  person: string;
  role: string;
  onLock?: () => void;
  onSignOut?: () => void;
  onCover?: () => void;
  home?: string;
}

function BarButton({
  icon,
  text,
  bare,
  onClick,
}: {
  icon: IconName;
  text: string;
  bare?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      class={bare ? 'bar-button bar-button--bare' : 'bar-button'}
      title={bare ? `${text} (F9)` : undefined}
      onClick={onClick}
    >
      <Icon name={icon} size={17} />
      <span class={bare ? 'visually-hidden' : 'unseen-portrait'}>{text}</span>
    </button>
  );
}

export function DeskBar({
  operation,
  centre,
  now,
  status,
  person,
  role,
  onLock,
  onSignOut,
  onCover,
  home = '/',
}: DeskBarProps) {
  return (
    <header class="bar bar--desk">
      <a class="bar__home" href={home}>
        <Icon name="haven" size={24} />
        <span class="unseen-narrow">Haven</span>
      </a>
      {operation && <div class="bar__slot">{operation}</div>}
      {centre && <div class="bar__slot">{centre}</div>}
      <div class="bar__space" />
      <div class="off-portrait size-17 semi nowrap">
        <span class="bar__day">{dayWords(now)} </span>
        {clockTime(now)}
      </div>
      <StatusLine {...status} />
      <div class="bar__who off-narrow">
        <span>{person}</span>
        <span class="bar__role">{role}</span>
      </div>
      {onCover && <BarButton icon="eye-off" text="Cover the screen" bare onClick={onCover} />}
      {onLock && <BarButton icon="lock" text="Lock" onClick={onLock} />}
      {onSignOut && <BarButton icon="logout" text="Sign out" onClick={onSignOut} />}
    </header>
  );
}
