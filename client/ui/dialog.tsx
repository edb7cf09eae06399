import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { classes } from './classes.ts';
import { Icon } from './icons.tsx';

export interface DialogProps {
  open: boolean;
  title: ComponentChildren;
  onClose: () => void;
  foot?: ComponentChildren;
  class?: string;
  children?: ComponentChildren;
}

function useModal(open: boolean) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    if (!dialog || !open) return;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [open]);
  return box;
}

function Sheet({
  open,
  title,
  onClose,
  foot,
  class: extra,
  look,
  children,
}: DialogProps & { look: 'dialog' | 'drawer' }) {
  const box = useModal(open);
  const heading = useId();
  if (!open) return null;
  return (
    <dialog
      ref={box}
      class={classes('sheet-box', `sheet-box--${look}`, extra)}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header class="sheet-box__head">
        <h2 id={heading}>{title}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="cross" size={20} />
        </button>
      </header>
      <div class="sheet-box__body">{children}</div>
      {foot && <footer class="sheet-box__foot">{foot}</footer>}
    </dialog>
  );
}

/** A box in the middle. Esc closes it and focus goes back to where it was. */
export function Dialog(props: DialogProps) {
  return <Sheet {...props} look="dialog" />;
}

/** The same, at the right-hand edge. */
export function Drawer(props: DialogProps) {
  return <Sheet {...props} look="drawer" />;
}
