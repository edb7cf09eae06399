import { bothNames } from '../../../shared/languages.ts';
import { amendPerson, type PersonRow } from '../../../shared/people.ts';
import { newId } from '../../data/ids.ts';
import { byId } from '../../data/store.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import { peopleHere } from '../centres/here.ts';
import { telling } from './changed.ts';
import { groupWith, othersFor } from './others.ts';
import { whenWords } from '../../session/now.ts';

const ALONE = 'alone';

const rowOf = (id: string): PersonRow | undefined => byId.person.peek().get(id);

const put = (it: PersonRow, groupId: string | null) =>
  it.groupId === groupId
    ? null
    : toSend(amendPerson, { operationId: it.operationId, personId: it.id, groupId, baseVersion: it.rowVersion });

const useGroup = (guest: PersonRow, onClose: () => void) =>
  useForm({
    draft: () => ({ band: '', groupId: null as string | null, made: newId() }),
    faults: ({ groupId }) => ({ groupId: groupId === null && 'Choose who they are with' }),
    sends: [
      ({ groupId: chosen, made }) => {
        const other = chosen === ALONE ? undefined : rowOf(chosen ?? '');
        return other ? put(other, groupWith(guest, other, made)) : null;
      },
      ({ groupId: chosen, made }) =>
        put(rowOf(guest.id) ?? guest, chosen === ALONE ? null : groupWith(guest, rowOf(chosen ?? ''), made)),
    ],
    onDone: telling(guest.id, 'Group', onClose),
  });

const optionOf = (it: PersonRow) => ({
  value: it.id,
  label: [it.reference, bothNames(it.language), whenWords(it.arrivedAt), it.vehicle].filter(Boolean).join(' · '),
});

/** Puts a guest into a group with somebody, or takes them out of theirs. */
export function GroupDialog({ guest, onClose }: { guest: PersonRow; onClose: () => void }) {
  const form = useGroup(guest, onClose);
  const others = othersFor(peopleHere.value, guest, form.draft.band);
  const alone = guest.groupId ? [{ value: ALONE, label: 'Nobody: take them out of their group' }] : [];
  return (
    <FormDialog
      of={form}
      about={guest.id}
      title={`Who is ${guest.reference} with?`}
      action="Save"
      now="changed since you looked"
      onClose={onClose}
    >
      <TextField
        {...form.field('band', 'group-band')}
        label="Wristband of one of them"
        hint="Or choose from those who came last"
        width={10}
        placeholder="K-014"
      />
      <Radios
        {...form.choice('groupId', 'group-with')}
        legend="Together with"
        look="boxed"
        options={[...others.map(optionOf), ...alone]}
      />
      {others.length === 0 && <p>Nobody here has this number. Look at the band again.</p>}
    </FormDialog>
  );
}
