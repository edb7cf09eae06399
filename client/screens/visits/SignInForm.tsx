import { signInVisit, type VisitKind, visitKinds } from '../../../shared/visits.ts';
import { centreHere, slotsHere } from '../../parts/centres/here.ts';
import { FormDialog } from '../../forms/Form.tsx';
import { useForm } from '../../forms/useForm.ts';
import { toSend } from '../../forms/toSend.ts';
import { centreId, operationId } from '../../session/session.ts';
import { newId } from '../../data/ids.ts';
import { rows } from '../../data/store.ts';
import { Radios } from '../../ui/choices.tsx';
import { TextField } from '../../ui/fields.tsx';
import { kindTitles } from './words.ts';

const organisations = (): string[] =>
  [
    ...new Set([
      ...slotsHere.value.filter((it) => it.state !== 'stood_down').map((it) => it.partnerName ?? it.partner),
      ...rows.visit.value.filter((it) => it.centreId === centreId.value).map((it) => it.organisation),
    ]),
  ]
    .filter(Boolean)
    .toSorted();

function Suggestions({ id, words }: { id: string; words: readonly string[] }) {
  return (
    <datalist id={id}>
      {words.map((it) => (
        <option key={it} value={it}>
          {it}
        </option>
      ))}
    </datalist>
  );
}

/** One line of the book. */
export function SignInForm({ onClose }: { onClose: () => void }) {
  const form = useForm({
    draft: () => ({ kind: 'staff' as VisitKind, name: '', organisation: '', zone: '' }),
    sends: (draft) => {
      const where = { operationId: operationId.peek() ?? '', centreId: centreId.peek() ?? '' };
      return toSend(signInVisit, { ...where, visitId: newId(), ...draft });
    },
    onDone: onClose,
  });
  return (
    <FormDialog of={form} about={null} title="Sign in" action="Sign in" onClose={onClose}>
      <TextField {...form.field('name', 'visit-name')} label="Name" maxLength={80} />
      <TextField
        {...form.field('organisation', 'visit-from')}
        label="From"
        hint="Their organisation"
        optional
        list="visit-organisations"
        maxLength={80}
      />
      <Suggestions id="visit-organisations" words={organisations()} />
      <TextField
        {...form.field('zone', 'visit-zone')}
        label="Where they will be"
        hint="So that a roll call knows where to look"
        optional
        list="visit-zones"
        maxLength={60}
      />
      <Suggestions id="visit-zones" words={(centreHere.value?.zones ?? []).map(({ name }) => name)} />
      <Radios
        {...form.choice('kind', 'visit-kind')}
        legend="Here as"
        look="row"
        options={visitKinds.map((kind) => ({ value: kind, label: kindTitles[kind] }))}
      />
    </FormDialog>
  );
}
