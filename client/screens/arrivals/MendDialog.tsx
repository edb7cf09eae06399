import { amendPerson, type PersonRow } from '../../../shared/people.ts';
import { byId } from '../../data/store.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { peopleHere } from '../../parts/centres/here.ts';
import { readReference } from '../../parts/people/reference.ts';
import { LanguageName } from '../../parts/people/LanguageName.tsx';
import { TextField } from '../../ui/fields.tsx';
import { whenWords } from '../../session/now.ts';

const isTaken = (reference: string, by: PersonRow): boolean =>
  peopleHere.value.some((it) => it.id !== by.id && it.undoneAt === null && it.reference === reference);

/** Gives one of two guests with the same wristband another. */
export function MendDialog({ person, onClose }: { person: PersonRow; onClose: () => void }) {
  const live = byId.person.value.get(person.id) ?? person;
  const where = { operationId: person.operationId, personId: person.id };
  const form = useForm({
    version: live.rowVersion,
    from: 'open',
    draft: () => ({ reference: '' }),
    faults: ({ reference: typed }) => {
      const reference = readReference(typed);
      return { reference: isTaken(reference, person) && `${reference} is on another guest already` };
    },
    sends: ({ reference }, baseVersion) =>
      toSend(amendPerson, { ...where, baseVersion, reference: readReference(reference) }),
    onDone: onClose,
  });
  return (
    <FormDialog
      of={form}
      about={person.id}
      title={`Another wristband for ${person.reference}`}
      action="Save"
      now={live.reference}
      onClose={onClose}
    >
      <p>
        Two guests have {person.reference}. This one came at {whenWords(person.arrivedAt)} and speaks{' '}
        <LanguageName tag={person.language} />. Put a new band on before you save.
      </p>
      <TextField {...form.field('reference', 'mend-band')} label="New wristband" width={10} placeholder="K-041" />
    </FormDialog>
  );
}
