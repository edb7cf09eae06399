import type { ComponentChildren } from 'preact';
import { useContext, useId, useMemo, useRef, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { Icon } from './icons.tsx';
import { About } from './kept.ts';
import { later } from './later.tsx';
import { useModal } from './modal.ts';
import { Around, type Box } from './typed.ts';

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

const Throwing = later(() => import('./Throwing.tsx').then((m) => m.Throwing));

/** The way out of the box it stands in, which asks first where much is typed. */
export function CloseButton({ children }: { children: ComponentChildren }) {
  const box = useContext(Around);
  return (
    <Button kind="secondary" onClick={() => box?.close()}>
      {children}
    </Button>
  );
}

/** Whatever would close it asks first where much is typed inside; asked, it goes back to writing. */
const useClosing = (onClose: () => void): { box: Box; asking: boolean; keep: () => void } => {
  const [asking, ask] = useState(false);
  const now = useRef({ asking, onClose });
  now.current = { asking, onClose };
  const box = useMemo((): Box => {
    const holds = new Set<() => boolean>();
    const close = () => {
      const much = !now.current.asking && [...holds].some((it) => it());
      if (now.current.asking || much) {
        ask(much);
        return false;
      }
      now.current.onClose();
      return true;
    };
    return { holds, close };
  }, []);
  return { box, asking, keep: () => ask(false) };
};

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
  const { box: around, asking, keep } = useClosing(onClose);
  const heading = useId();
  const within = useContext(About);
  if (!open) return null;
  return (
    <dialog
      ref={box}
      class={classes('sheet-box', `sheet-box--${look}`, extra)}
      aria-labelledby={heading}
      onCancel={(event) => {
        // What cannot be prevented is told of once more, when it has closed.
        if (!event.cancelable) return;
        event.preventDefault();
        around.close();
      }}
      onClose={() => {
        // A browser lets a second Esc close a dialog that refused the first.
        if (!box.current?.isConnected) return;
        if (!around.close()) box.current.showModal();
      }}
    >
      <header class="sheet-box__head">
        <h2 id={heading}>{title}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={around.close}>
          <Icon name="cross" size={20} />
        </button>
      </header>
      <About.Provider value={within === null ? null : `${within} ${about ?? ''}`}>
        <Around.Provider value={around}>
          <div class="sheet-box__body">{children}</div>
          {foot && (
            <footer class="sheet-box__foot" hidden={asking}>
              {foot}
            </footer>
          )}
          {asking && <Throwing onKeep={keep} onThrow={onClose} />}
        </Around.Provider>
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
