import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import {
  addHand,
  type DeviceItem,
  removeHand,
  renameDevice,
  revokeDevice,
  unlockDevice,
} from '../../../shared/tablets.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { errorAt, type Sending, useSend } from '../../forms/useSend.ts';
import { newId } from '../../data/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { place } from './useTablets.ts';
import { type HandItem, namesakeOf } from './words.ts';

interface AskProps {
  title: string;
  about: string | null;
  action: string;
  warning?: boolean;
  sending: Sending;
  onSend: () => Promise<unknown>;
  onClose: () => void;
  onDone: () => void;
  children: ComponentChildren;
}

/** One question, one answer; it closes once Haven has taken it. */
function Ask({ title, about, action, warning, sending, onSend, onClose, onDone, children }: AskProps) {
  const send = async () => {
    if (sending.busy || (await onSend()) === null) return;
    onClose();
    onDone();
  };
  const foot = (
    <>
      <Button type="submit" form="tablets-ask" kind={warning ? 'warning' : 'primary'} busy={sending.busy}>
        {action}
      </Button>
      <Button kind="quiet" onClick={onClose}>
        Cancel
      </Button>
    </>
  );
  return (
    <Dialog about={about} open title={title} onClose={onClose} foot={foot}>
      <form
        noValidate
        id="tablets-ask"
        class="tablets-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Refusal refused={sending.refused} />
        {children}
      </form>
    </Dialog>
  );
}

export interface TabletDialogProps {
  tablet: DeviceItem;
  onClose: () => void;
  onDone: () => void;
}

export function RenameDialog({ tablet, ...ends }: TabletDialogProps) {
  const sending = useSend();
  const [label, setLabel] = useState(tablet.label);
  const send = () =>
    sending.send(renameDevice, { ...place(), deviceId: tablet.id, label, baseVersion: tablet.rowVersion });
  return (
    <Ask
      about={tablet.id}
      title={`Rename ${tablet.label}`}
      action="Save the name"
      sending={sending}
      onSend={send}
      {...ends}
    >
      <TextField id="label" label="Name" value={label} onInput={setLabel} error={errorAt(sending.refused, 'label')} />
    </Ask>
  );
}

export function UnlockDialog({ tablet, ...ends }: TabletDialogProps) {
  const sending = useSend();
  const send = () => sending.send(unlockDevice, { ...place(), deviceId: tablet.id });
  return (
    <Ask
      about={tablet.id}
      title={`Unlock ${tablet.label}`}
      action="Let it be used again"
      sending={sending}
      onSend={send}
      {...ends}
    >
      <p>
        Five wrong PINs in a row were entered on it. Unlock it only if it is in front of you and you know who tried.
      </p>
      <p>If it is missing, take it out of use instead.</p>
    </Ask>
  );
}

export function RevokeDialog({ tablet, ...ends }: TabletDialogProps) {
  const sending = useSend();
  const [reason, setReason] = useState('');
  const send = () => sending.send(revokeDevice, { ...place(), deviceId: tablet.id, reason });
  return (
    <Ask
      about={tablet.id}
      title={`Take ${tablet.label} out of use`}
      action="Take it out of use"
      warning
      sending={sending}
      onSend={send}
      {...ends}
    >
      <p>
        From then on Haven takes nothing from it without your yes. It forgets every name as soon as it hears of this, or
        after 12 hours without signal. What waits on it can still be handed in, and then waits for you.
      </p>
      <TextField
        id="reason"
        label="Why"
        hint="Such as: left on the coach"
        value={reason}
        onInput={setReason}
        error={errorAt(sending.refused, 'reason')}
      />
    </Ask>
  );
}

export interface AddHandProps {
  hands: readonly HandItem[];
  onClose: () => void;
  onAdded: (hand: HandItem) => void;
}

/** A name two volunteers share would have each press the other's. */
export function AddHandDialog({ hands, onClose, onAdded }: AddHandProps) {
  const sending = useSend();
  const [name, setName] = useState('');
  const [taken, setTaken] = useState<string | null>(null);
  const [userId] = useState(newId);
  const send = async () => {
    const namesake = namesakeOf(name, hands);
    setTaken(namesake && `There is a ${namesake} already. Add a letter to tell them apart`);
    return namesake ? null : sending.send(addHand, { ...place(), userId, name });
  };
  const added = () => onAdded({ userId, name: name.trim(), pin: 'none', account: false });
  return (
    <Ask
      about={null}
      title="Add a volunteer"
      action="Add them"
      sending={sending}
      onSend={send}
      onClose={onClose}
      onDone={added}
    >
      <TextField
        id="hand-name"
        label="Name on the lock screen"
        hint="First name and initial, such as Joan P. Anybody who holds a tablet sees it"
        value={name}
        onInput={(text) => {
          setName(text);
          setTaken(null);
        }}
        autocomplete="off"
        error={taken ?? errorAt(sending.refused, 'name')}
      />
    </Ask>
  );
}

export function RemoveHandDialog({ hand, ...ends }: { hand: HandItem; onClose: () => void; onDone: () => void }) {
  const sending = useSend();
  const send = () => sending.send(removeHand, { ...place(), userId: hand.userId });
  return (
    <Ask
      about={hand.userId}
      title={`Take ${hand.name} off the tablets`}
      action="Take them off"
      warning
      sending={sending}
      onSend={send}
      {...ends}
    >
      <p>Their PIN stops working on every tablet of this centre. What they recorded stays.</p>
    </Ask>
  );
}
