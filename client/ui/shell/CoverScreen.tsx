import { useEffect } from 'preact/hooks';
import { Button } from '../button.tsx';
import { Icon } from '../icons.tsx';
import { useModal } from '../modal.ts';

/** Calls `toggle` whenever F9 is pressed, wherever the focus is. */
export function useCoverKey(toggle: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F9') return;
      event.preventDefault();
      toggle();
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, [toggle]);
}

/** Blanks a staff screen at once. Nothing behind it can be read or reached, and Esc does not lift it. */
export function CoverScreen({ open, onUncover }: { open: boolean; onUncover: () => void }) {
  const box = useModal(open);
  const stay = () => {
    if (box.current?.isConnected) box.current.showModal();
  };
  if (!open) return null;
  return (
    <dialog
      ref={box}
      class="cover"
      aria-label="Screen covered"
      onCancel={(event) => event.preventDefault()}
      onClose={stay}
    >
      <Icon name="haven" size={72} />
      <p>Covered. Nothing is lost.</p>
      <Button kind="secondary" size="tablet" onClick={onUncover}>
        Show the screen
      </Button>
    </dialog>
  );
}
