import { useRef, useState } from 'preact/hooks';
import { amendPerson, type PersonRow } from '../../../shared/people.ts';
import { peopleHere } from '../../parts/centres/here.ts';
import { readReference } from '../../parts/people/reference.ts';
import { Refusal } from '../../forms/Refusal.tsx';
import { errorAt, useSend } from '../../forms/useSend.ts';
import { languageName } from '../../parts/words.ts';
import { byId } from '../../data/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { clockTime } from '../../ui/time.ts';

/** Gives one of two guests with the same wristband another. */
export function MendDialog({ person, onClose }: { person: PersonRow; onClose: () => void }) {
  const { send, busy, refused } = useSend();
  const [band, setBand] = useState('');
  const live = byId.person.value.get(person.id) ?? person;
  const base = useRef(person.rowVersion);
  const reference = readReference(band);
  const taken = peopleHere.value.some(
    (it) => it.id !== person.id && it.undoneAt === null && it.reference === reference,
  );
  const save = async () => {
    if (taken) return;
    if (refused?.problem?.type === '/problems/stale-version') base.current = live.rowVersion;
    const where = { operationId: person.operationId, personId: person.id, baseVersion: base.current };
    if ((await send(amendPerson, { ...where, reference })) !== null) onClose();
  };
  const error = taken ? `${reference} is on another guest already` : errorAt(refused, 'reference');
  return (
    <Dialog
      about={person.id}
      open
      title={`Another wristband for ${person.reference}`}
      onClose={onClose}
      foot={
        <>
          <Button busy={busy} onClick={() => void save()}>
            Save
          </Button>
          <Button kind="secondary" onClick={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>
        Two guests have {person.reference}. This one came at {clockTime(person.arrivedAt)} and speaks{' '}
        {languageName(person.language)}. Put a new band on before you save.
      </p>
      <Refusal refused={refused?.problem ? refused : null} now={live.reference} />
      <TextField
        id="mend-band"
        label="New wristband"
        width={10}
        placeholder="K-041"
        value={band}
        onInput={setBand}
        {...(error ? { error } : {})}
      />
    </Dialog>
  );
}
