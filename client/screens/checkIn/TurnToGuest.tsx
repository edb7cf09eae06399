import { useState } from 'preact/hooks';
import type { Language } from '../../../shared/languages.ts';
import { Button } from '../../ui/button.tsx';
import { useModal } from '../../ui/modal.ts';
import { LanguageTiles } from './LanguageTiles.tsx';

interface TurnProps {
  open: boolean;
  onClose: () => void;
  offered: readonly (Language & { expected: boolean })[];
  onSay: (tag: string) => void;
}

function Turned({ onClose, offered, onSay }: Omit<TurnProps, 'open'>) {
  const box = useModal(true);
  const [chosen, choose] = useState<string | null>(null);
  return (
    <dialog
      ref={box}
      class="turned surface-tablet"
      aria-label="Languages, for the guest to point at"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <LanguageTiles
        id="turned"
        offered={offered}
        chosen={chosen}
        onMark={(it) => choose(it.language)}
        onSay={(it) => onSay(it.language)}
      />
      <div class="turned__foot">
        <Button kind="secondary" icon="chevron-left" onClick={onClose}>
          Staff
        </Button>
      </div>
    </dialog>
  );
}

/** The languages alone, large, with nothing of ours around them. */
export function TurnToGuest({ open, ...rest }: TurnProps) {
  return open ? <Turned {...rest} /> : null;
}
