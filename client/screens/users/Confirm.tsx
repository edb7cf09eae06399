import type { ComponentChildren } from 'preact';
import { Refusal } from '../../forms/Refusal.tsx';
import type { Sending } from '../../forms/useSend.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface ConfirmProps {
  title: string;
  action: string;
  warning?: boolean;
  sending: Sending;
  onConfirm: () => void;
  onClose: () => void;
  children: ComponentChildren;
}

/** Says what will happen, and asks once. */
export function Confirm({ title, action, warning, sending, onConfirm, onClose, children }: ConfirmProps) {
  const foot = (
    <>
      <Button kind={warning ? 'warning' : 'primary'} busy={sending.busy} onClick={onConfirm}>
        {action}
      </Button>
      <Button kind="quiet" onClick={onClose}>
        Cancel
      </Button>
    </>
  );
  return (
    <Dialog about={null} open title={title} onClose={onClose} foot={foot}>
      <Refusal refused={sending.refused} />
      {children}
    </Dialog>
  );
}
