import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icons.tsx';

type Children = ComponentChildren;

export function EmptyState({ title, action, children }: { title: Children; action?: Children; children?: Children }) {
  return (
    <div class="empty">
      <p class="strong">{title}</p>
      {children && <p class="quiet">{children}</p>}
      {action}
    </div>
  );
}

export function FailedPanel({ title, onRetry }: { title: Children; onRetry: () => void }) {
  return (
    <div class="failed" role="alert">
      <p class="strong row">
        <Icon name="alert" size={18} />
        {title}
      </p>
      <p>Nothing you wrote is lost.</p>
      <Button kind="secondary" size="small" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

/** Grey bars, after 300 ms only, so that a quick answer never flashes them. */
export function LoadingBars({ label = 'Loading', rows = 3 }: { label?: string; rows?: number }) {
  const [shown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <output class={classes('loading', shown && 'loading--shown')}>
      <span class="visually-hidden">{shown ? label : ''}</span>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} class="loading__bar" aria-hidden="true" />
      ))}
    </output>
  );
}

export interface CalloutProps {
  tone: 'info' | 'warn' | 'alert' | 'ok' | 'haven';
  icon?: IconName;
  title?: Children;
  class?: string;
  children?: Children;
}

export function Callout({ tone, icon, title, class: extra, children }: CalloutProps) {
  return (
    <div class={classes('callout', `callout--${tone}`, extra)}>
      {icon && <Icon name={icon} size={20} />}
      <div class="grow">
        {title && <p class="strong">{title}</p>}
        {children}
      </div>
    </div>
  );
}
