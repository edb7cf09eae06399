import { useState } from 'preact/hooks';
import { identifyPerson, type PersonRow } from '../../../shared/people.ts';
import { byId } from '../../data/store.ts';
import { TextField } from '../../ui/fields.tsx';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { GuestDialog, type OfGuest } from './GuestDialog.tsx';

/** The name a guest likes to be called by. It need not be theirs. */
export function NameDialog({ guest, onClose }: OfGuest<PersonRow>) {
  const known = byId.personIdentity.value.get(guest.id);
  const [name, setName] = useState(known?.preferredName ?? '');
  const { send, busy, refused } = useSend();
  const save = async () => {
    const { operationId, id: personId } = guest;
    const baseVersion = byId.personIdentity.peek().get(guest.id)?.rowVersion ?? 0;
    const done = await send(identifyPerson, { operationId, personId, preferredName: name.trim() || null, baseVersion });
    if (done !== null) onClose();
  };
  const error = errorAt(refused, 'preferredName');
  return (
    <GuestDialog
      about={guest.id}
      title={`What does ${guest.reference} like to be called?`}
      action="Save"
      busy={busy}
      refused={refused}
      now={known?.preferredName ?? 'no name'}
      onClose={onClose}
      onDo={() => void save()}
    >
      <TextField
        id="guest-name"
        label="Name they like"
        hint="Any name will do. They may say no, and nobody asks for papers."
        value={name}
        maxLength={60}
        onInput={setName}
        {...(error ? { error } : {})}
      />
    </GuestDialog>
  );
}
