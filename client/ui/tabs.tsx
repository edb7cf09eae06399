import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Count } from './tag.tsx';

export interface TabItem {
  href: string;
  text: string;
  count?: number | string;
  /** What the count is of, for whoever hears it. */
  counts?: string;
  urgent?: boolean;
  current?: boolean;
}

/** On a narrow screen the row scrolls, so the tab one stands on is brought into it. */
const useCurrentInSight = (href: string | undefined, digits: string) => {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const row = nav.current;
    const link = row?.querySelector<HTMLElement>('[aria-current]');
    if (!row || !link || row.scrollWidth <= row.clientWidth) return;
    const [frame, box] = [row.getBoundingClientRect(), link.getBoundingClientRect()];
    row.scrollLeft += box.left + box.width / 2 - (frame.left + frame.width / 2);
  }, [href, digits]);
  return nav;
};

export function Tabs({
  label,
  items,
  actions,
}: {
  label: string;
  items: readonly TabItem[];
  actions?: ComponentChildren;
}) {
  // Counts that come later push it along.
  const digits = items.map(({ count = '' }) => `${count}`.length).join(' ');
  const nav = useCurrentInSight(items.find((it) => it.current)?.href, digits);
  return (
    <div class="tabs">
      <nav ref={nav} class="tabs__nav" aria-label={label}>
        <ul class="tabs__list">
          {items.map((item) => (
            <li key={item.href}>
              <a class="tabs__link" href={item.href} aria-current={item.current ? 'page' : undefined}>
                {item.text}
                {item.count !== undefined && <Count value={item.count} urgent={item.urgent} />}
                {item.counts && <span class="visually-hidden"> {item.counts}</span>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {actions && <div class="tabs__actions">{actions}</div>}
    </div>
  );
}
