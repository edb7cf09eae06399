import { useEffect, useRef } from 'preact/hooks';

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
    };
  }, [open]);
  return box;
}
