import {
  needKindNames,
  needKinds,
  type NeedKindName,
  priorities,
  type Priority,
  raiseNeed,
} from '../../../shared/needs.ts';
import type { PersonRow } from '../../../shared/people.ts';
import { newId } from '../../data/ids.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { TextArea, TextField } from '../../ui/fields.tsx';
import { SelectField } from '../../ui/select.tsx';
import { centreId, operationId } from '../../session/session.ts';
import { peopleHere } from '../centres/here.ts';
import { wearing } from '../people/others.ts';

const rank = (kind: NeedKindName): number => priorities.indexOf(needKinds[kind].priority);
const kindOptions = needKindNames
  .toSorted((a, b) => rank(a) - rank(b))
  .map((kind) => ({ value: kind, label: `${needKinds[kind].priority} · ${needKinds[kind].title}` }));
const priorityOptions: { value: Priority | ''; label: string }[] = [
  { value: 'P1', label: 'P1 · now' },
  { value: 'P2', label: 'P2 · within 1 hour' },
  { value: 'P3', label: 'P3 · within 4 hours' },
  { value: 'P4', label: 'P4 · before leaving' },
];

export interface RaiseNeedProps {
  open: boolean;
  onClose: () => void;
  /** The guest it is for, where that is known already. */
  person?: PersonRow | null;
}

/** Raises a need for a guest, or for the centre as a whole. */
export function RaiseNeed({ open, onClose, person }: RaiseNeedProps) {
  return open ? <RaiseForm onClose={onClose} person={person ?? null} /> : null;
}

const blank = { kind: '' as NeedKindName | '', band: '', priority: '' as Priority | '', note: '' };

function RaiseForm({ onClose, person }: { onClose: () => void; person: PersonRow | null }) {
  const guestOf = (band: string) => person ?? wearing(peopleHere.value, band);
  const form = useForm({
    draft: () => blank,
    faults: ({ kind, band }) => ({
      kind: kind === '' && 'Choose what is needed',
      band: band.trim() !== '' && !guestOf(band) && 'No guest here has this wristband. Check the number',
    }),
    sends: ({ kind, band, priority, note }) => {
      const guest = guestOf(band);
      return toSend(raiseNeed, {
        operationId: operationId.value ?? '',
        centreId: guest?.centreId ?? centreId.value ?? '',
        needId: newId(),
        kind: kind as NeedKindName,
        ...(guest ? { personId: guest.id } : {}),
        ...(priority === '' ? {} : { priority }),
        ...(note.trim() === '' ? {} : { note }),
      });
    },
    onDone: onClose,
  });
  return (
    <FormDialog
      of={form}
      about={person?.id ?? null}
      title={person ? `Raise a need for ${person.reference}` : 'Raise a need'}
      action="Raise it"
      onClose={onClose}
    >
      <SelectField
        {...form.field('kind', 'raise-kind')}
        label="What is needed"
        placeholder="Choose a need"
        options={kindOptions}
      />
      {!person && (
        <TextField
          {...form.field('band', 'raise-band')}
          label="Wristband"
          hint="Leave empty when it is for the whole centre"
          width={10}
          placeholder="K-014"
        />
      )}
      <SelectField
        {...form.field('priority', 'raise-priority')}
        label="How soon"
        placeholder="As usual for this need"
        options={priorityOptions}
      />
      <TextArea {...form.field('note', 'raise-note')} label="Note" optional rows={2} limit={500} />
    </FormDialog>
  );
}
