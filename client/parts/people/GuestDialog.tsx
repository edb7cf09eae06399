import type { ComponentChildren } from 'preact';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Refusal } from '../../forms/Refusal.tsx';
import type { Refused } from '../../forms/useSend.ts';
import './guest.scss';

interface GuestDialogProps {
  title: string;
  /** The id of whom or what it is about: see `Dialog`. */
  about: string;
  action: string;
  busy: boolean;
  refused: Refused | null;
  /** How things stand, for a change that came too late. */
  now?: ComponentChildren;
  warning?: boolean;
  onClose: () => void;
  onDo: () => void;
  children: ComponentChildren;
}

/** One thing to record about a guest. */
export function GuestDialog({
  title,
  about,
  action,
  busy,
  refused,
  now,
  warning,
  onClose,
  onDo,
  children,
}: GuestDialogProps) {
  const submit = (event: Event) => {
    event.preventDefault();
    if (!busy) onDo();
  };
  return (
    <Dialog
      about={about}
      open
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button kind={warning ? 'warning' : 'primary'} busy={busy} onClick={onDo}>
            {action}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <form class="guest-dialog" onSubmit={submit}>
        <Refusal refused={refused} now={now} />
        {children}
      </form>
    </Dialog>
  );
}

export interface OfGuest<Guest> {
  guest: Guest;
  onClose: () => void;
}
