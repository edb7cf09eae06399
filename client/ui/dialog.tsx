import type { ComponentChildren } from 'preact';
import { useContext, useId } from 'preact/hooks';
import { classes } from './classes.ts';
import { Icon } from './icons.tsx';
import { About } from './kept.ts';
import { useModal } from './modal.ts';

export interface DialogProps {
  open: boolean;
  title: ComponentChildren;
  /**
   * The id of the record that is written about here, so that what was half typed about another never appears; `null`
   * where it is about none, or the page's own.
   */
  about: string | null;
  onClose: () => void;
  foot?: ComponentChildren;
  class?: string;
  children?: ComponentChildren;
}

function Sheet({
  open,
  title,
  onClose,
  foot,
  class: extra,
  look,
  about,
  children,
}: DialogProps & { look: 'dialog' | 'drawer' }) {
  const box = useModal(open);
  const heading = useId();
  const within = useContext(About);
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
      onClose={() => {
        // A browser lets a second Esc close a dialog that refused the first.
        if (box.current?.isConnected) onClose();
      }}
    >
      <header class="sheet-box__head">
        <h2 id={heading}>{title}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="cross" size={20} />
        </button>
      </header>
      <About.Provider value={within === null ? null : `${within} ${about ?? ''}`}>
        <div class="sheet-box__body">{children}</div>
        {foot && <footer class="sheet-box__foot">{foot}</footer>}
      </About.Provider>
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
