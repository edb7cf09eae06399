import { identifyPerson, type PersonRow } from '../../../shared/people.ts';
import { byId } from '../../data/store.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { telling } from './changed.ts';
import { TextField } from '../../ui/fields.tsx';

/** The name a guest likes to be called by. It need not be theirs. */
export function NameDialog({ guest, onClose }: { guest: PersonRow; onClose: () => void }) {
  const known = byId.personIdentity.value.get(guest.id);
  const { operationId, id: personId } = guest;
  const form = useForm({
    version: known?.rowVersion ?? 0,
    draft: () => ({ preferredName: known?.preferredName ?? '' }),
    sends: ({ preferredName }, baseVersion) =>
      toSend(identifyPerson, { operationId, personId, preferredName: preferredName.trim() || null, baseVersion }),
    onDone: telling(guest.id, 'Name', onClose),
  });
  return (
    <FormDialog
      of={form}
      about={guest.id}
      title={`What does ${guest.reference} like to be called?`}
      action="Save"
      now={known?.preferredName ?? 'no name'}
      onClose={onClose}
    >
      <TextField
        {...form.field('preferredName', 'guest-name')}
        label="Name they like"
        hint="Any name will do. They may say no, and nobody asks for papers."
        maxLength={60}
      />
    </FormDialog>
  );
}
