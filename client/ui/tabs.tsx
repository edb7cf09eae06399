import type { ComponentChildren } from 'preact';
import { Count } from './tag.tsx';

export interface TabItem {
  href: string;
  text: string;
  count?: number | string;
  urgent?: boolean;
  current?: boolean;
}

export function Tabs({
  label,
  items,
  actions,
}: {
  label: string;
  items: readonly TabItem[];
  actions?: ComponentChildren;
}) {
  return (
    <div class="tabs">
      <nav class="tabs__nav" aria-label={label}>
        <ul class="tabs__list">
          {items.map((item) => (
            <li key={item.href}>
              <a class="tabs__link" href={item.href} aria-current={item.current ? 'page' : undefined}>
                {item.text}
                {item.count !== undefined && <Count value={item.count} urgent={item.urgent} />}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {actions && <div class="tabs__actions">{actions}</div>}
    </div>
  );
}
