import {
  addTabletUser,
  type DeviceItem,
  removeTabletUser,
  renameDevice,
  revokeDevice,
  unlockDevice,
} from '../../../shared/tablets.ts';
import { newId } from '../../data/ids.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { TextField } from '../../ui/fields.tsx';
import { place } from './useTablets.ts';
import { namesakeOf, type TabletUserItem } from './words.ts';

interface Ends {
  onClose: () => void;
  onDone: () => void;
}
const endsOf =
  ({ onClose, onDone }: Ends) =>
  () => {
    onClose();
    onDone();
  };

export interface TabletDialogProps extends Ends {
  tablet: DeviceItem;
}

export function RenameDialog({ tablet, ...ends }: TabletDialogProps) {
  const form = useForm({
    version: tablet.rowVersion,
    draft: () => ({ label: tablet.label }),
    sends: ({ label }, baseVersion) => toSend(renameDevice, { ...place(), deviceId: tablet.id, label, baseVersion }),
    onDone: endsOf(ends),
  });
  return (
    <FormDialog
      of={form}
      about={tablet.id}
      title={`Rename ${tablet.label}`}
      action="Save the name"
      notNow="Cancel"
      now={tablet.label}
      onClose={ends.onClose}
    >
      <TextField {...form.field('label', 'label')} label="Name" />
    </FormDialog>
  );
}

export function UnlockDialog({ tablet, ...ends }: TabletDialogProps) {
  const form = useForm({
    draft: () => ({}),
    sends: () => toSend(unlockDevice, { ...place(), deviceId: tablet.id }),
    onDone: endsOf(ends),
  });
  return (
    <FormDialog
      of={form}
      about={tablet.id}
      title={`Unlock ${tablet.label}`}
      action="Let it be used again"
      notNow="Cancel"
      onClose={ends.onClose}
    >
      <p>
        Five wrong PINs in a row were entered on it. Unlock it only if it is in front of you and you know who tried.
      </p>
      <p>If it is missing, take it out of use instead.</p>
    </FormDialog>
  );
}

export function RevokeDialog({ tablet, ...ends }: TabletDialogProps) {
  const form = useForm({
    draft: () => ({ reason: '' }),
    sends: ({ reason }) => toSend(revokeDevice, { ...place(), deviceId: tablet.id, reason }),
    onDone: endsOf(ends),
  });
  return (
    <FormDialog
      of={form}
      about={tablet.id}
      title={`Take ${tablet.label} out of use`}
      action="Take it out of use"
      warning
      notNow="Cancel"
      onClose={ends.onClose}
    >
      <p>
        From then on Haven takes nothing from it without your yes. It forgets every name as soon as it hears of this, or
        after 12 hours without signal. What waits on it can still be handed in, and then waits for you.
      </p>
      <TextField {...form.field('reason', 'reason')} label="Why" hint="Such as: left on the coach" />
    </FormDialog>
  );
}

export interface AddTabletUserProps {
  users: readonly TabletUserItem[];
  onClose: () => void;
  onAdded: (user: TabletUserItem) => void;
}

const namesakeFault = (name: string, users: readonly TabletUserItem[]): string | null => {
  const namesake = namesakeOf(name, users);
  return namesake && `There is a ${namesake} already. Add a letter to tell them apart`;
};

/** A name two volunteers share would have each press the other's. */
export function AddTabletUserDialog({ users, onClose, onAdded }: AddTabletUserProps) {
  const form = useForm({
    draft: () => ({ userId: newId(), name: '' }),
    faults: ({ name }) => ({ name: namesakeFault(name, users) }),
    sends: (draft) => toSend(addTabletUser, { ...place(), ...draft }),
    onDone: (_, { userId, name }) => {
      onClose();
      onAdded({ userId, name: name.trim(), pin: 'none', account: false });
    },
  });
  return (
    <FormDialog of={form} about={null} title="Add a volunteer" action="Add them" notNow="Cancel" onClose={onClose}>
      <TextField
        {...form.field('name', 'user-name')}
        label="Name on the lock screen"
        hint="First name and initial, such as Joan P. Anybody who holds a tablet sees it"
        autocomplete="off"
      />
    </FormDialog>
  );
}

export function RemoveTabletUserDialog({ user, ...ends }: Ends & { user: TabletUserItem }) {
  const form = useForm({
    draft: () => ({}),
    sends: () => toSend(removeTabletUser, { ...place(), userId: user.userId }),
    onDone: endsOf(ends),
  });
  return (
    <FormDialog
      of={form}
      about={user.userId}
      title={`Take ${user.name} off the tablets`}
      action="Take them off"
      warning
      notNow="Cancel"
      onClose={ends.onClose}
    >
      <p>Their PIN stops working on every tablet of this centre. What they recorded stays.</p>
    </FormDialog>
  );
}
