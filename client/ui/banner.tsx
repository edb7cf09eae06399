import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons.tsx';

export interface BannerProps {
  tone?: 'alert' | 'warn' | 'info' | 'ok';
  icon?: IconName;
  action?: ComponentChildren;
  /** Interrupts a screen reader: only for a new P1. */
  assertive?: boolean;
  children: ComponentChildren;
}

const icons: Record<NonNullable<BannerProps['tone']>, IconName> = {
  alert: 'alert',
  warn: 'alert',
  info: 'info',
  ok: 'check',
};

export function Banner({ tone = 'info', icon, action, assertive, children }: BannerProps) {
  return (
    <div class={`banner banner--${tone}`} role={assertive ? 'alert' : undefined}>
      <Icon name={icon ?? icons[tone]} size={22} />
      <div class="banner__text">{children}</div>
      {action && <div class="banner__action">{action}</div>}
    </div>
  );
}
