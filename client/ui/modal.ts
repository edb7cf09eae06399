import { useEffect, useRef } from 'preact/hooks';

const SETTLED_MS = 300;

/** What was pressed may be gone with what it changed; then focus goes to the page. */
const notLost = (): void => {
  if (document.activeElement !== document.body || document.querySelector('dialog[open]')) return;
  document.getElementById('main')?.focus({ preventScroll: true });
};

/** A dialog that is modal while `open`; focus goes back to where it was. */
export function useModal(open: boolean) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    if (!dialog || !open) return;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
      setTimeout(notLost, SETTLED_MS);
    };
  }, [open]);
  return box;
}
