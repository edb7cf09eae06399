import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../icons.tsx';

export interface BarMenuItem {
  text: string;
  href?: string;
  onSelect?: () => void;
  current?: boolean;
  hint?: string;
}

export interface BarMenuProps {
  /** Read out before the chosen name, for example 'Operation'. */
  label: string;
  text: string;
  items: readonly BarMenuItem[];
}

function Entry({ item, close }: { item: BarMenuItem; close: () => void }) {
  const inside = (
    <>
      <span>{item.text}</span>
      {item.hint && <span class="block size-13 plain quiet">{item.hint}</span>}
    </>
  );
  const current = item.current ? 'true' : undefined;
  const choose = () => {
    close();
    item.onSelect?.();
  };
  if (item.href !== undefined) {
    return (
      <a class="bar-menu__item" href={item.href} aria-current={current} onClick={choose}>
        {inside}
      </a>
    );
  }
  return (
    <button type="button" class="bar-menu__item" aria-current={current} onClick={choose}>
      {inside}
    </button>
  );
}

/** A picker in the bar: a button that shows a list. Esc or a press elsewhere closes it. */
export function BarMenu({ label, text, items }: BarMenuProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useId();
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div class="bar-menu" ref={box} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class="bar-menu__button"
        aria-expanded={open}
        aria-controls={list}
        onClick={() => setOpen(!open)}
      >
        <span class="visually-hidden">{label}: </span>
        <span class="bar-menu__text">{text}</span>
        <Icon name="chevron-down" size={16} />
      </button>
      <ul class="bar-menu__list" id={list} hidden={!open}>
        {items.map((item) => (
          <li key={item.text}>
            <Entry item={item} close={() => setOpen(false)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
