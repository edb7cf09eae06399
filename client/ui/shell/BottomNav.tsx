import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icons.tsx';

export interface BottomNavItem {
  href: string;
  text: string;
  icon: IconName;
  current?: boolean;
}

export function BottomNav({ items }: { items: readonly BottomNavItem[] }) {
  return (
    <nav class="bottom-nav" aria-label="Main">
      {items.map((item) => (
        <a key={item.href} class="bottom-nav__item" href={item.href} aria-current={item.current ? 'page' : undefined}>
          <Icon name={item.icon} size={24} />
          {item.text}
        </a>
      ))}
    </nav>
  );
}

/** The bottom bar inside a flow: Back at the left, the one next action at the right. */
export function FlowFoot({ start, children }: { start?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <footer class="flow-foot">
      <div class="flow-foot__start">{start}</div>
      <div class="flow-foot__end">{children}</div>
    </footer>
  );
}
