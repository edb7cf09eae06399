import { useState } from 'preact/hooks';
import { signInVisit, type VisitKind, visitKinds } from '../../../shared/visits.ts';
import { centreHere } from '../../parts/centres/here.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { centreId, operationId } from '../../session/session.ts';
import { newId } from '../../data/ids.ts';
import { rows } from '../../data/store.ts';
import { Button } from '../../ui/button.tsx';
import { Radios } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { kindTitles } from './words.ts';

const organisations = (): string[] =>
  [...new Set(rows.visit.value.filter((it) => it.centreId === centreId.value).map((it) => it.organisation))]
    .filter(Boolean)
    .toSorted();

const useVisit = (onClose: () => void) => {
  const [kind, be] = useState<VisitKind>('staff');
  const [name, call] = useState('');
  const [organisation, from] = useState('');
  const [zone, goTo] = useState('');
  const { send, busy, refused } = useSend();
  const save = async () => {
    const where = { operationId: operationId.peek() ?? '', centreId: centreId.peek() ?? '' };
    const kept = await send(signInVisit, { ...where, visitId: newId(), kind, name, organisation, zone });
    if (kept !== null) onClose();
  };
  return { kind, be, name, call, organisation, from, zone, goTo, busy, refused, save };
};

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
  const it = useVisit(onClose);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!it.busy) void it.save();
  };
  return (
    <Dialog
      about={null}
      open
      title="Sign in"
      onClose={onClose}
      foot={
        <>
          <Button busy={it.busy} onClick={() => void it.save()}>
            Sign in
          </Button>
          <Button kind="secondary" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <form onSubmit={submit}>
        <Refusal refused={it.refused} />
        <TextField
          id="visit-name"
          label="Name"
          value={it.name}
          maxLength={80}
          error={errorAt(it.refused, 'name')}
          onInput={it.call}
        />
        <TextField
          id="visit-from"
          label="From"
          hint="Their organisation"
          optional
          list="visit-organisations"
          value={it.organisation}
          maxLength={80}
          error={errorAt(it.refused, 'organisation')}
          onInput={it.from}
        />
        <Suggestions id="visit-organisations" words={organisations()} />
        <TextField
          id="visit-zone"
          label="Where they will be"
          hint="So that a roll call knows where to look"
          optional
          list="visit-zones"
          value={it.zone}
          maxLength={60}
          error={errorAt(it.refused, 'zone')}
          onInput={it.goTo}
        />
        <Suggestions id="visit-zones" words={(centreHere.value?.zones ?? []).map(({ name }) => name)} />
        <Radios
          id="visit-kind"
          legend="Here as"
          look="row"
          value={it.kind}
          onChange={it.be}
          options={visitKinds.map((kind) => ({ value: kind, label: kindTitles[kind] }))}
        />
        <button type="submit" hidden>
          Sign in
        </button>
      </form>
    </Dialog>
  );
}
