import { useState } from 'preact/hooks';
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
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { SelectField, TextArea, TextField } from '../../ui/fields.tsx';
import { centreId, operationId } from '../../session/session.ts';
import { peopleHere } from '../centres/here.ts';
import { readReference } from '../people/reference.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { useSend } from '../../forms/useSend.ts';

const rank = (kind: NeedKindName): number => priorities.indexOf(needKinds[kind].priority);
const kindOptions = needKindNames
  .toSorted((a, b) => rank(a) - rank(b))
  .map((kind) => ({ value: kind, label: `${needKinds[kind].priority} · ${needKinds[kind].title}` }));
const priorityOptions = [
  { value: 'P1', label: 'P1 · now' },
  { value: 'P2', label: 'P2 · within 1 hour' },
  { value: 'P3', label: 'P3 · within 4 hours' },
  { value: 'P4', label: 'P4 · before leaving' },
];

const guestWith = (text: string): PersonRow | undefined =>
  peopleHere.value.find((it) => it.undoneAt === null && it.reference === readReference(text));

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

interface Typed {
  kind: NeedKindName | '';
  band: string;
  priority: Priority | '';
  note: string;
}
const blank: Typed = { kind: '', band: '', priority: '', note: '' };

const faultsOf = (typed: Typed, guest: PersonRow | null | undefined): { kind?: string; band?: string } => ({
  ...(typed.kind === '' ? { kind: 'Choose what is needed' } : {}),
  ...(typed.band.trim() !== '' && !guest ? { band: 'No guest here has this wristband. Check the number' } : {}),
});

function RaiseForm({ onClose, person }: { onClose: () => void; person: PersonRow | null }) {
  const { send, busy, refused } = useSend();
  const [typed, setTyped] = useState(blank);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Typed>) => setTyped((all) => ({ ...all, ...change }));
  const guest = person ?? guestWith(typed.band);
  const faults = faultsOf(typed, guest);
  const raise = async () => {
    setTried(true);
    if (typed.kind === '' || faults.band) return;
    const done = await send(raiseNeed, {
      operationId: operationId.value ?? '',
      centreId: guest?.centreId ?? centreId.value ?? '',
      needId: newId(),
      kind: typed.kind,
      ...(guest ? { personId: guest.id } : {}),
      ...(typed.priority === '' ? {} : { priority: typed.priority }),
      ...(typed.note.trim() === '' ? {} : { note: typed.note }),
    });
    if (done !== null) onClose();
  };
  return (
    <Dialog
      about={person?.id ?? null}
      open
      title={person ? `Raise a need for ${person.reference}` : 'Raise a need'}
      onClose={onClose}
      foot={
        <>
          <Button busy={busy} onClick={() => void raise()}>
            Raise it
          </Button>
          <Button kind="secondary" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <ErrorSummary
        errors={tried ? Object.entries(faults).map(([name, text]) => ({ id: `raise-${name}`, text })) : []}
      />
      <Refusal refused={refused} />
      <SelectField
        id="raise-kind"
        label="What is needed"
        placeholder="Choose a need"
        options={kindOptions}
        value={typed.kind}
        onInput={(kind) => set({ kind: kind as NeedKindName })}
        {...(tried && faults.kind ? { error: faults.kind } : {})}
      />
      {!person && (
        <TextField
          id="raise-band"
          label="Wristband"
          hint="Leave empty when it is for the whole centre"
          width={10}
          placeholder="K-014"
          value={typed.band}
          onInput={(band) => set({ band })}
          {...(tried && faults.band ? { error: faults.band } : {})}
        />
      )}
      <SelectField
        id="raise-priority"
        label="How soon"
        placeholder="As usual for this need"
        options={priorityOptions}
        value={typed.priority}
        onInput={(priority) => set({ priority: priority as Priority | '' })}
      />
      <TextArea
        id="raise-note"
        label="Note"
        optional
        rows={2}
        limit={500}
        value={typed.note}
        onInput={(note) => set({ note })}
      />
    </Dialog>
  );
}
